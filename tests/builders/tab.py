"""A browser tab as the server sees it: the socket, its session, and files sent up by it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

SERVE = (
    "import sys; from pathlib import Path; from portfolio.server import serve; "
    "from portfolio.settings import read_settings; import os; "
    "serve(read_settings(os.environ), host='localhost', port=0, script=Path(sys.argv[1]))"
)
BOUNDARY = "----one"
_PATIENCE_SECONDS = 60


@dataclass
class Served:
    """An app that runs, at an address."""

    address: str
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    @property
    def memory_mb(self) -> float:
        """What the process holds of the machine's memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if "VmRSS" in line)
        return int(kilobytes) / 1024

    def tab(self, query: str = "") -> Tab:
        return Tab(self.host, query)

    def ask(self, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        """Any request, with any Host and Origin."""
        connection = http.client.HTTPConnection(self.host, timeout=_PATIENCE_SECONDS)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": self.host, **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()


@dataclass
class Tab:
    """One session. Closing it is closing the tab."""

    host: str
    query: str = ""
    session: str = ""
    socket: ClientConnection = field(init=False)

    def __post_init__(self) -> None:
        token = self._token()
        self.token, origin = token, f"http://{self.host}"
        self.socket = connect(
            f"ws://{self.host}/_stcore/stream",
            origin=origin,  # type: ignore[arg-type]
            subprotocols=["streamlit", token],  # type: ignore[list-item]
            additional_headers={"Cookie": f"_streamlit_xsrf={token}"},
            max_size=None,
            legacy=True,  # closed by hand, wherever a test is done with it
        )
        self.run()

    def run(self) -> None:
        """Has the page's script run, and waits for its end."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        self.socket.send(message.SerializeToString())
        self.wait_for_end()

    def wait_for_end(self) -> list[ForwardMsg]:
        messages = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=_PATIENCE_SECONDS))
            messages.append(message)
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
            if message.WhichOneof("type") == "script_finished":
                return messages

    def go_to(self, query: str) -> None:
        """Goes to another page of the app, and waits until it is there."""
        self.query = query
        self.run()
        while self.put(b"x", file="asking") != 403:  # what was still on its way came first
            self.wait_for_end()

    def put(
        self,
        content: bytes,
        name: str = "a.csv",
        *,
        file: str = "1",
        session: str = "",
        origin: str | None = None,
    ) -> int:
        """Sends a file up; the number of the answer."""
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        ).encode()
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        connection = http.client.HTTPConnection(self.host, timeout=_PATIENCE_SECONDS)
        path = f"/_stcore/upload_file/{session or self.session}/{file}"
        connection.putrequest("PUT", path)
        for key, value in self._headers(origin, len(head) + len(content) + len(tail)).items():
            connection.putheader(key, value)
        try:
            connection.endheaders()
            for part in (head, content, tail):
                connection.send(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before it was all sent: the answer is there
        try:
            return connection.getresponse().status
        finally:
            connection.close()

    def close(self) -> None:
        self.socket.close()

    def _headers(self, origin: str | None, length: int) -> dict[str, str]:
        return {
            "Origin": origin or f"http://{self.host}",
            "Cookie": f"_streamlit_xsrf={self.token}",
            "X-Xsrftoken": self.token,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Content-Length": str(length),
        }

    def _token(self) -> str:
        with urlopen(Request(f"http://{self.host}/_stcore/health")) as answer:
            cookie = answer.headers["Set-Cookie"]
        return str(cookie).split("_streamlit_xsrf=")[1].split(";")[0]


@contextmanager
def serving(script: Path, **settings: str) -> Iterator[Served]:
    """The app with a script of its own in a process of its own, ended politely."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=script.parent,
        env={
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "PORTFOLIO_HOME": str(script.parent / "home"),
            **settings,
        },
    )
    assert process.stdout is not None
    address = process.stdout.readline().removeprefix("Open ").strip()
    served = Served(address, process)
    try:
        _until_it_answers(served)
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _until_it_answers(served: Served) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            if served.ask("/healthz").status == 200:
                return
        except ConnectionError:
            time.sleep(0.2)
    raise TimeoutError(served.address)
