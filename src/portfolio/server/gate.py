"""Stands in front of everything that Streamlit serves: without a session nothing is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portfolio.access import NOBODY, Person
from portfolio.server.sign_in import SIGN_IN, SignInPaths, local_page, secret_in
from portfolio.service.sign_ins import SignIns

HEALTH = "/healthz"
SIGN_IN_FIRST = "Sign in first."
ENDED = 4401
"""The code with which a socket is closed whose session has ended."""
LOOK_SECONDS = 1.0
"""How often it is looked whether the session of an open socket still lives."""
_SEE_OTHER = 303
_SCRIPTS = "static"
_NO_PAGES = frozenset({"_stcore", "media", _SCRIPTS, "component", "vendor"})


class Gate:
    """Lets through who is signed in at this moment, and closes the sockets of who is no more.

    The sign-in paths are answered here; of what lies behind, `/healthz` alone is for everybody.
    """

    def __init__(self, app: ASGIApp, paths: SignInPaths, sign_ins: SignIns) -> None:
        self._app, self._paths, self._sign_ins = app, paths, sign_ins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _is_health(scope):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http" and await self._paths.answer(scope, receive, send):
            return
        secret = secret_in(scope, self._paths.cookies.session)
        if self._person(secret, is_used=_is_a_click(scope)) == NOBODY:
            await _refuse(scope, receive, send)
        elif scope["type"] == "http":
            is_script = first_part(scope["path"]) == _SCRIPTS
            await self._app(scope, receive, send if is_script else _not_kept(send))
        else:
            await self._watched(scope, receive, send, secret)

    def _person(self, secret: str | None, *, is_used: bool = False) -> Person:
        return self._sign_ins.person(secret, is_used=is_used)

    async def _watched(
        self, scope: Scope, receive: Receive, send: Send, secret: str | None
    ) -> None:
        """Hand on a socket, message by message, for as long as its session lives."""
        guarded = _Guarded(receive, send, lambda used: self._person(secret, is_used=used) != NOBODY)
        try:
            await self._app(scope, guarded.receive, guarded.send)
        finally:
            await guarded.let_go()


class _Guarded:
    """The two ends of a socket: when its session ends, the browser is told by a code of its own,
    and the app that the browser has gone. Nothing is handed on after that, either way."""

    def __init__(self, receive: Receive, send: Send, lives: Callable[[bool], bool]) -> None:
        self._receive, self._send, self._lives = receive, send, lives
        self._coming: asyncio.Task[Message] | None = None
        self._is_over = False

    async def receive(self) -> Message:
        while not self._is_over:
            if self._coming is None:
                self._coming = asyncio.ensure_future(self._next())
            done, _ = await asyncio.wait({self._coming}, timeout=LOOK_SECONDS)
            if not done:
                await self._look(is_used=False)
                continue
            message, self._coming = self._coming.result(), None
            if message["type"] != "websocket.receive":
                return message
            await self._look(is_used=True)
            if not self._is_over:
                return message
        return {"type": "websocket.disconnect", "code": ENDED}

    async def send(self, message: Message) -> None:
        if not self._is_over and message["type"] == "websocket.send":
            await self._look(is_used=False)
        if not self._is_over:
            await self._send(message)

    async def let_go(self) -> None:
        if self._coming is not None:
            self._coming.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._coming

    async def _next(self) -> Message:
        return await self._receive()

    async def _look(self, *, is_used: bool) -> None:
        if not self._lives(is_used) and not self._is_over:
            self._is_over = True
            await self._send({"type": "websocket.close", "code": ENDED})


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Send whoever opens a page to the sign-in page, and say no to everything else."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": ENDED})
        return
    response: Response
    if _opens_a_page(scope):
        query = scope["query_string"].decode("latin-1")
        page = local_page(scope["path"] + (f"?{query}" if query else ""))
        to = f"/{SIGN_IN}?next={quote(page, safe='')}"
        response = RedirectResponse(to, status_code=_SEE_OTHER)
    else:
        response = PlainTextResponse(SIGN_IN_FIRST, status_code=401)
    response.headers["cache-control"] = "no-store"
    await response(scope, receive, send)


def first_part(path: str) -> str:
    """Return what stands between the first two strokes of a path."""
    return path.removeprefix("/").partition("/")[0]


def _is_health(scope: Scope) -> bool:
    return bool(scope["type"] == "http" and scope["path"] == HEALTH)


def _is_a_click(scope: Scope) -> bool:
    """Return whether a request is somebody at work: what a browser fetches by itself is not."""
    return scope["type"] == "http" and _opens_a_page(scope)


def _opens_a_page(scope: Scope) -> bool:
    """Return whether a browser opens an address as a page of its own."""
    headers = Headers(scope=scope)
    return bool(
        scope["method"] == "GET"
        and first_part(scope["path"]) not in _NO_PAGES
        and headers.get("sec-fetch-dest", "document") == "document"
        and "text/html" in headers.get("accept", "")
    )


def _not_kept(send: Send) -> Send:
    """Return a way to answer that leaves no page and no file in a browser's store: the way back
    after signing out must not show them. Streamlit's own scripts and styles are nobody's."""

    async def send_not_kept(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["cache-control"] = "no-store"
        await send(message)

    return send_not_kept
