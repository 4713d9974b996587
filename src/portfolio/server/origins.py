"""Who may speak to the app: its own pages only, under its own names, and on its own routes only."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# What of Streamlit's own our pages need. Everything else it answers under these is closed: its
# metrics, what embeds it, the description and the interface for agents, other people's components.
_CORE = "_stcore"
_OPEN_CORE = frozenset({"health", "stream", "upload_file"})
_CLOSED = frozenset({"component", "app", "auth", "oauth2callback", "script-health-check"})
_READING = frozenset({"GET", "HEAD"})

NOT_OUR_NAME = "This address is not one of the portfolio's. Open it under its own name."
NOT_OUR_PAGE = "Only the portfolio's own pages may ask this."
NOT_HERE = "There is nothing here."
_POLICY_VIOLATION = 1008


class OwnOriginOnly:
    """Stands before every route, the socket included.

    A foreign Host is refused (another name may have been pointed at this machine to read it), and
    whatever says that it comes from a page of another origin: another port of this machine is
    another origin. What changes anything, and the socket, must say where it comes from.
    `public_origins` are those under which a proxy in front shows the app.
    """

    def __init__(self, app: ASGIApp, public_origins: Sequence[str] = ()) -> None:
        self._app = app
        self._public = frozenset(public_origins)
        self._public_hosts = frozenset(urlsplit(origin).netloc for origin in public_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope, headers)
        if refused is None:
            await self._app(_under_its_origin(scope, headers), receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            status, why = refused
            await PlainTextResponse(why, status_code=status)(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._is_our_host(hosts[0].lower()):
            return 403, NOT_OUR_NAME
        must_say = scope["type"] == "websocket" or scope["method"] not in _READING
        if len(origins) > 1 or (must_say and not origins):
            return 403, NOT_OUR_PAGE
        if origins and not self._is_our_origin(origins[0].lower(), hosts[0].lower()):
            return 403, NOT_OUR_PAGE
        return (404, NOT_HERE) if is_closed(scope["path"]) else None

    def _is_our_host(self, host: str) -> bool:
        return host in self._public_hosts or _is_loopback(host)

    def _is_our_origin(self, origin: str, host: str) -> bool:
        return origin in self._public or (_is_loopback(host) and origin == f"http://{host}")


def is_closed(path: str) -> bool:
    """Return whether a path is one of Streamlit's that our pages have no need of."""
    first, second = (*[part for part in path.split("/") if part], "", "")[:2]
    return first in _CLOSED or (first == _CORE and second not in _OPEN_CORE)


def _is_loopback(host: str) -> bool:
    """Return whether a Host header names this machine itself, whatever the port: nobody else can
    have that name or address point elsewhere."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises where it is no port
        name = parts.hostname or ""
        if parts.netloc != host or parts.username is not None:
            return False
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _under_its_origin(scope: Scope, headers: Headers) -> Scope:
    """Return the request as if it had come to the name that its page has: a proxy may have put
    another one into Host, and Streamlit would then ask outside which addresses this machine has."""
    origin = urlsplit(headers.get("origin", "")).netloc.encode("latin-1")
    if not origin or headers["host"].encode("latin-1") == origin:
        return scope
    kept = [(b"host", origin) if name == b"host" else (name, v) for name, v in scope["headers"]]
    return {**scope, "headers": kept}
