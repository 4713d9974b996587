"""What a page knows before it asks for anything: where the app answers, and how it looks."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portfolio.ui.page_style import STYLESHEET

# Streamlit's own place for this is closed: it names the hosts of others that may steer a page.
_EMBEDDED_BY = "embedded-by"
HOST_CONFIG_ROUTE = f"/{_EMBEDDED_BY}/_stcore/host-config"
_HEAD = b"<head>"
_TOLD = (
    '<script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/",'
    f'HOST_CONFIG_BASE_URL:location.origin+"/{_EMBEDDED_BY}"}}</script>'
).encode()
# A page whose socket is closed asks whether its session is over, and then asks to sign in again.
_SIGNED_OUT = (
    b"<script>(()=>{const W=window.WebSocket;window.WebSocket=class extends W{constructor(...a){"
    b'super(...a);this.addEventListener("close",()=>fetch("/_stcore/health",{cache:"no-store"})'
    b".then(r=>{if(r.status===401)location.reload()}).catch(()=>{}))}}})()</script>"
)
_END = b"</body>"
# After the page's own root: it stands over the styles that Streamlit makes as it runs.
_LOOK = STYLESHEET.encode()


class TellThePage:
    """Tells each page that the app answers at the root of its address, that nobody embeds it, how
    it looks and, where people sign in, what to do when its session has ended.

    Opened at `/themes`, Streamlit's page otherwise asks at `/themes/_stcore` first, is refused,
    and leaves two errors in the console before it asks at the root. The stylesheet, said by the
    script, would be cleaned, checked and sent again at each of its runs: a tenth of their time.
    """

    def __init__(self, app: ASGIApp, *, has_sign_in: bool = False) -> None:
        self._app = app
        self._told = _TOLD + _SIGNED_OUT if has_sign_in else _TOLD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._app(_uncompressed(scope), receive, _Telling(send, self._told))
        else:
            await self._app(scope, receive, send)


def _uncompressed(scope: Scope) -> Scope:
    """Return the request as it would be of a browser that takes no compression; who stands
    before this compresses every answer anyway."""
    kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    return {**scope, "headers": kept}


class _Telling:
    """Passes an answer on; one that is a page is held until it is whole, and told."""

    def __init__(self, send: Send, told: bytes) -> None:
        self._send = send
        self._head = _HEAD + told
        self._start: Message | None = None
        self._page = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._page += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_told(self._start)

    async def _send_told(self, start: Message) -> None:
        page = self._page.replace(_HEAD, self._head, 1).replace(_END, _LOOK + _END, 1)
        if self._page:
            MutableHeaders(scope=start)["content-length"] = str(len(page))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})


def _is_page(message: Message) -> bool:
    return MutableHeaders(scope=message).get("content-type", "").startswith("text/html")
