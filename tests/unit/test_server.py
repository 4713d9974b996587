"""The app behind its headers, on this machine only."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config as streamlit_config

from portfolio.server import ServeRefused
from portfolio.server.application import application
from portfolio.server.headers import SECURITY_HEADERS, SecurityHeaders
from portfolio.server.serving import bound, loopback_address
from portfolio.server.startup import WHOLE_ROUND, GcFreezer
from portfolio.settings import read_settings

SCRIPT = "import streamlit as st\nst.title('Hello')\n"
SERVE = (
    "import sys; from pathlib import Path; from portfolio.server import serve; "
    "from portfolio.settings import read_settings; "
    "serve(read_settings({'PORTFOLIO_HOME': sys.argv[1]}), host='localhost', port=0, "
    "script=Path(sys.argv[2]))"
)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.9"])
def test_this_machine_only_is_served(host: str) -> None:
    assert loopback_address(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "portfolio.example", ""])
def test_an_address_others_can_reach_is_refused_with_the_reason(host: str) -> None:
    with pytest.raises(ServeRefused, match="nobody signs in"):
        loopback_address(host)


def test_a_taken_port_gives_way_to_the_next_free_one() -> None:
    with bound("127.0.0.1", 0) as first:
        first.listen()
        taken = first.getsockname()[1]

        with bound("127.0.0.1", taken) as second:
            assert taken < second.getsockname()[1] < taken + 100


def test_no_page_waits_half_sent_for_the_browser_to_say_that_it_has_the_first_half() -> None:
    async def accepted_at_once() -> bool:
        took = asyncio.get_running_loop().create_future()

        class Taking(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                accepted = transport.get_extra_info("socket")
                took.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

        with bound("127.0.0.1", 0) as listening:
            server = await asyncio.get_running_loop().create_server(Taking, sock=listening)
            async with server:
                _, writer = await asyncio.open_connection(*listening.getsockname())
                writer.close()
                return bool(await took)

    with ThreadPoolExecutor(1) as beside:  # a browser's test may have left a loop in this thread
        assert beside.submit(asyncio.run, accepted_at_once()).result()


def test_what_outlives_a_rerun_is_left_out_of_all_rounds_but_one_in_a_hundred() -> None:
    frost = GcFreezer()
    gc.callbacks.append(frost)
    try:
        gc.collect()
        left_out = gc.get_freeze_count()
        for _ in range(WHOLE_ROUND - 1):
            gc.collect()
        before_the_whole_round = gc.get_freeze_count()
    finally:
        gc.callbacks.remove(frost)
        gc.unfreeze()

    assert left_out > 0
    assert before_the_whole_round == 0


def test_every_answer_carries_the_security_headers() -> None:
    sent: list[dict[str, object]] = []
    app = Starlette(
        routes=[Route("/", lambda _request: PlainTextResponse("hello"))],
        middleware=[Middleware(SecurityHeaders)],
    )

    async def keep(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/nowhere",
        "headers": [],
        "query_string": b"",
    }
    # In a thread of its own: the browser tests keep an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, None, keep)).result()  # type: ignore[arg-type]

    headers = dict(sent[0]["headers"])  # type: ignore[call-overload]
    assert {name.encode(): value.encode() for name, value in SECURITY_HEADERS.items()}.items() <= (
        headers.items()
    )


def test_no_page_may_ask_another_host_for_anything() -> None:
    policy = SECURITY_HEADERS["content-security-policy"]

    assert "http" not in policy
    assert "*" not in policy


def test_streamlit_knows_every_option_it_is_given(checkout: Path) -> None:
    written = tomllib.loads((checkout / ".streamlit/config.toml").read_text(encoding="utf-8"))
    known = streamlit_config._config_options_template  # the only list of them

    named = {
        f"{section}.{option}"
        for section, options in written.items()
        for option, value in options.items()
        if not isinstance(value, dict)
    }
    assert named <= known.keys()
    assert written["server"]["address"] == "127.0.0.1"
    assert written["browser"]["gatherUsageStats"] is False


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app with a page of one title, stopped at the end by a polite signal."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "app.py").write_text(SCRIPT)
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder / "home"), str(folder / "app.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    address = process.stdout.readline().removeprefix("Open ").strip()
    _wait_for(f"{address}/healthz")
    yield address
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            urlopen(url, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{url} did not answer")


def test_the_address_printed_is_this_machine_s_and_answers(served: str) -> None:
    assert served.startswith("http://127.0.0.1:")
    with urlopen(f"{served}/healthz") as answer:
        assert b'"status":"ok"' in answer.read()


def test_the_page_comes_compressed(served: str) -> None:
    asked = Request(f"{served}/", headers={"Accept-Encoding": "gzip"})

    with urlopen(asked) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["x-frame-options"] == "DENY"


def test_the_page_knows_how_it_looks_before_it_asks(served: str) -> None:
    with urlopen(f"{served}/themes") as answer:
        page = answer.read().decode("utf-8")

    looks = page.index(".pf-headline")
    assert page.index('<div id="root"') < looks < page.index("</body>")
    assert page.count("</style>") == 1


def test_only_this_machine_can_connect(served: str) -> None:
    port = int(served.rpartition(":")[2])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port)}

    for address in others:
        if not str(address).startswith("127.") and address != "::1":
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((str(address), port), 2)


def test_a_file_on_its_way_up_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has looked yet whether it names a patient."""
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1)
    monkeypatch.setenv("PORTFOLIO_HOME", str(tmp_path))

    application(read_settings({"PORTFOLIO_HOME": str(tmp_path / "home")}))

    assert MultiPartParser.spool_max_size == 0  # no limit beyond which it goes to disk
