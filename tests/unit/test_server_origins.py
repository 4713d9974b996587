"""Only the app's own pages speak to it, under its own names, on the routes that it needs."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from portfolio.server.application import _gate, application
from portfolio.server.origins import OwnOriginOnly, is_closed
from portfolio.settings import read_settings
from portfolio.ui import app_state

OURS = "127.0.0.1:8501"
PUBLIC = "https://portfolio.example.nhs.uk"

# Every route the app answers, as our pages need it. What Streamlit adds in a later version is not
# in this table, and the test below says so.
OPEN = {
    "/healthz": {"GET", "HEAD"},
    "/embedded-by/_stcore/host-config": {"GET", "HEAD"},
    "/_stcore/health": {"GET", "HEAD", "OPTIONS"},
    "/_stcore/stream": {"WEBSOCKET"},
    "/_stcore/upload_file/{session_id}/{file_id}": {"PUT", "DELETE", "OPTIONS"},
    "/media/{file_id:path}": {"GET", "HEAD", "OPTIONS"},
    "": {"MOUNT"},
}
# What somebody tries who looks for a way round the gate, each with a few endings.
GUESSED = [
    "_stcore/stream",
    "_stcore/health",
    "_stcore/metrics",
    "_stcore/host-config",
    "_stcore/allowed-message-origins",
    "_stcore/upload_file/a/b",
    "_stcore/script-health-check",
    "st-metrics",
    "metrics",
    "media/a",
    "static/a",
    "component/a.b/index.html",
    "overview",
    "themes",
    "spread",
    "benefits",
    "send_an_extract",
    "submissions",
    "board_pack",
    "app",
    "auth",
    "oauth2callback",
    "auth/login",
    "auth/logout",
    "login",
    "logout",
    "admin",
    "api",
    "api/v1",
    "docs",
    "openapi.json",
    ".env",
    ".git/config",
    "robots.txt",
    "favicon.ico",
    "favicon.png",
    "index.html",
    "manifest.json",
    "sitemap.xml",
    "var",
    "journal/audit.jsonl",
    "reference/people.csv",
    "portfolio.duckdb",
    "health",
    "status",
]


def answer(
    path: str,
    *,
    method: str = "GET",
    host: str | None = OURS,
    origin: str | None = None,
    kind: str = "http",
    public: tuple[str, ...] = (),
) -> tuple[int, str]:
    """Number and text of what stands before the app says; 200 and the Host that came through
    where it lets a request pass."""
    sent: list[Any] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        came = dict(scope["headers"])[b"host"].decode()
        await PlainTextResponse(came)({**scope, "type": "http"}, receive, send)

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", host.encode())] if host is not None else []
    headers += [(b"origin", origin.encode())] if origin is not None else []
    scope = {"type": kind, "method": method, "path": path, "headers": headers}
    app = OwnOriginOnly(behind, public_origins=public)
    with ThreadPoolExecutor(1) as thread:  # the browser tests keep a loop running in this one
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    if sent[0]["type"] == "websocket.close":
        return 403, ""
    return sent[0]["status"], sent[1]["body"].decode()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """The whole app; there is one of it in a process."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTFOLIO_HOME", str(home))
        app = application(read_settings({"PORTFOLIO_HOME": str(home)}))
        return app._build_starlette_app()  # it has no public list of its routes


@pytest.fixture(scope="module")
def routes(built: Starlette) -> list[BaseRoute]:
    """The whole table of the app's routes, Streamlit's own with ours."""
    return list(built.routes)


def methods(route: BaseRoute) -> set[str]:
    if isinstance(route, WebSocketRoute):
        return {"WEBSOCKET"}
    return set(route.methods or ()) if isinstance(route, Route) else {"MOUNT"}


def filled(path: str) -> str:
    for part in ("file_id:path", "path:path", "session_id", "file_id", "path"):
        path = path.replace("{" + part + "}", "x")
    return path or "/"


def test_every_route_of_the_app_is_known_to_be_open_or_is_closed(routes: list[BaseRoute]) -> None:
    left_open: dict[str, set[str]] = {}
    for route in routes:
        path = str(getattr(route, "path", ""))
        if not is_closed(filled(path)):
            left_open.setdefault(path, set()).update(methods(route))

    assert left_open == OPEN
    assert any(isinstance(route, Mount) for route in routes)  # the pages themselves


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "//_stcore//metrics",
        "/_stcore/host-config",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/_stcore/bidi-components/x/y.js",
        "/_stcore",
        "/component/x/index.html",
        "/auth/login",
        "/oauth2callback",
        "/app/static/secret.txt",
    ],
)
def test_what_no_page_of_ours_needs_is_closed(path: str) -> None:
    assert answer(path)[0] == 404
    assert answer(path, method="POST", origin=f"http://{OURS}")[0] == 404


def test_a_foreign_host_and_a_foreign_page_are_refused_on_every_route(
    routes: list[BaseRoute],
) -> None:
    for route in routes:
        path = filled(str(getattr(route, "path", "")))
        for method in methods(route):
            kind = "websocket" if method == "WEBSOCKET" else "http"
            asked = "GET" if method in ("MOUNT", "WEBSOCKET") else method
            foreign = answer(path, method=asked, kind=kind, host="evil.example:8501")
            another_port = answer(path, method=asked, kind=kind, origin="http://127.0.0.1:3000")

            assert (foreign[0], another_port[0]) == (403, 403), path


@pytest.mark.parametrize("host", [OURS, "localhost:8501", "localhost", "[::1]:8501", "127.0.0.9"])
def test_this_machine_under_its_own_names_is_let_in(host: str) -> None:
    assert answer("/themes", host=host) == (200, host)
    assert answer("/_stcore/stream", kind="websocket", host=host, origin=f"http://{host}")[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1:port",
        "10.0.0.1",
        "0.0.0.0:8501",
        "127.0.0.1/x",
    ],
)
def test_any_other_name_is_refused(host: str | None) -> None:
    assert answer("/", host=host)[0] == 403


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://127.0.0.1:8502",
        "http://localhost:8501",
        "https://127.0.0.1:8501",
        "http://evil.example",
        "http://127.0.0.1:8501.evil.example",
        "file://",
    ],
)
@pytest.mark.parametrize(("method", "kind"), [("PUT", "http"), ("GET", "websocket")])
def test_the_socket_and_a_file_are_taken_of_our_own_page_only(
    origin: str | None, method: str, kind: str
) -> None:
    path = "/_stcore/stream" if kind == "websocket" else "/_stcore/upload_file/s/f"

    assert answer(path, method=method, kind=kind, origin=origin)[0] == 403


@pytest.mark.parametrize("host", ["portfolio.example.nhs.uk", OURS])
def test_a_page_that_a_proxy_shows_is_ours_where_its_address_is_named(host: str) -> None:
    stream = {"kind": "websocket", "host": host, "origin": PUBLIC}

    assert answer("/_stcore/stream", **stream)[0] == 403  # type: ignore[arg-type]
    let_in = answer("/_stcore/stream", public=(PUBLIC,), **stream)  # type: ignore[arg-type]

    # Streamlit, behind, compares the two, and asks outside for addresses where they differ.
    assert let_in == (200, "portfolio.example.nhs.uk")


def test_a_proxy_s_name_lets_no_other_page_in() -> None:
    asked = {"host": "portfolio.example.nhs.uk", "public": (PUBLIC,), "kind": "websocket"}

    for origin in ("http://portfolio.example.nhs.uk", "https://evil.example", "null", None):
        assert answer("/_stcore/stream", origin=origin, **asked)[0] == 403  # type: ignore[arg-type]


def test_of_every_route_of_the_app_health_alone_answers_without_a_session(
    built: Starlette, tmp_path: Path
) -> None:
    oidc = {
        "PORTFOLIO_HOME": str(tmp_path),
        "PORTFOLIO_OIDC_PROVIDERS": "trust",
        "PORTFOLIO_OIDC_TRUST_ISSUER": "https://id.abbey.example",
        "PORTFOLIO_OIDC_TRUST_CLIENT_ID": "portfolio",
        "PORTFOLIO_OIDC_TRUST_CLIENT_SECRET": "secret",
    }
    (gate,) = _gate(read_settings(oidc))
    app_state.sign_in_with(None)
    guessed = [f"/{word}{end}" for word in GUESSED for end in ("", "/", "/x", ".json", "?a=1")]
    paths = [filled(route.path) for route in built.routes if hasattr(route, "path")] + guessed
    gated = gate.cls(built, **gate.kwargs)
    browser = TestClient(gated, base_url=f"http://{OURS}", follow_redirects=False)

    answered = {
        path
        for path in paths
        for method in ("GET", "PUT", "DELETE", "POST", "OPTIONS")
        if browser.request(method, path, headers={"origin": f"http://{OURS}"}).status_code
        not in (303, 401, 404)
    }

    assert len(guessed) >= 200
    assert answered == {"/healthz"}
