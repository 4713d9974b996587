"""Files on their way up: by whom, how many megabytes at a time, and given back in time.

Streamlit takes a file of every session that is connected, holds it without a sum, twice while it
comes in, and for two minutes and more after the session has left.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import io
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette.starlette_app_utils import validate_xsrf_token
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from portfolio.domain.limits import MEGABYTE
from portfolio.logbook import FaultNoted
from portfolio.ui.upload_permits import UPLOADING

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

# Seven extracts, and whatever was chosen with them by mistake.
MOST_FILES = 100
# Boundaries and the file's name, around the file itself.
_AROUND_A_FILE = 64 * 1024
# A sender that says nothing for so long has gone.
_SILENCE_SECONDS = 30
# And one that has not come to its end after so long keeps others from their turn.
_MOST_SECONDS = 600
# A tab that lost its connection for a moment finds its files when it comes back within this.
_AWAY_SECONDS = 10
_LOOK_SECONDS = 5

NOT_HERE = "This page has no place for files. Nothing was kept."
NO_LENGTH = "The size of the file is not said. Nothing was kept."
NOT_A_FILE = "This is not one file, as a page sends it. Nothing was kept."
NOT_COMPLETE = "The file did not arrive whole. Nothing was kept."
TOO_LARGE = "A file is larger than {most} MB and was not taken. Send a smaller one."
TOO_MUCH = (
    "The files chosen here come to more than {most} MB together, so not all were taken. Send them "
    "in two returns, or as a zip."
)
TOO_MANY = "More than {most} files were chosen, so not all were taken. Choose the extracts only."
TOO_BUSY = (
    "Others are sending large files at this moment, so a file was not taken. Remove it, and add "
    "it again in a minute."
)


class _Refused(Exception):
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(frozen=True)
class UploadLimits:
    """In megabytes: one file, all files of one tab, all files of all tabs."""

    file_mb: int
    session_mb: int
    all_mb: int


class Uploads:
    """Takes files in place of Streamlit, into the same store of it, where the sum allows it.

    What is on its way is counted from the first byte by the size it says it has.
    """

    def __init__(self, app: ASGIApp, limits: UploadLimits) -> None:
        self._app = app
        self._limits = limits
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = _place(scope)
        if place is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        await (await self._answer(request, *place))(scope, receive, send)

    async def _answer(self, request: Request, session: str, file: str) -> Response:
        try:
            length = self._checked(request, session)
            with self._room(session, length):
                name, kind, content = await _file_of(request, length)
                _store().add_file(session, UploadedFileRec(file, name, kind, content))
        except _Refused as refused:
            _tell(session, refused.why)
            # What is still coming is not waited for.
            closing = {"connection": "close"}
            return PlainTextResponse(refused.why, status_code=refused.status, headers=closing)
        return Response(status_code=204)

    def _checked(self, request: Request, session: str) -> int:
        """Return the size of the whole request, where its sender may send it."""
        token = request.headers.get("x-xsrftoken")
        if not validate_xsrf_token(token, request.cookies.get(XSRF_COOKIE_NAME)):
            raise _Refused(403, NOT_HERE)
        if not (get_instance().is_active_session(session) and UPLOADING.may_send(session)):
            raise _Refused(403, NOT_HERE)
        length = request.headers.get("content-length", "")
        if not length.isdecimal():
            raise _Refused(411, NO_LENGTH)
        if int(length) > self._limits.file_mb * MEGABYTE + _AROUND_A_FILE:
            raise _Refused(413, TOO_LARGE.format(most=self._limits.file_mb))
        return int(length)

    @contextmanager
    def _room(self, session: str, length: int) -> Iterator[None]:
        held = _held()
        of_session = held[session] + self._coming[session] + length
        of_all = held.total() + self._coming.total() + length
        if _count(session) >= MOST_FILES:
            raise _Refused(413, TOO_MANY.format(most=MOST_FILES))
        if of_session > self._limits.session_mb * MEGABYTE + _AROUND_A_FILE:
            raise _Refused(413, TOO_MUCH.format(most=self._limits.session_mb))
        if of_all > self._limits.all_mb * MEGABYTE + _AROUND_A_FILE:
            raise _Refused(503, TOO_BUSY)
        self._coming[session] += length
        try:
            yield
        finally:
            self._coming[session] -= length
            self._coming += Counter()  # drops who has nothing on its way


def _place(scope: Scope) -> tuple[str, str] | None:
    """Return the session and the file that a request sends up; None for any other request."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return None
    match [part for part in scope["path"].split("/") if part]:
        case ["_stcore", "upload_file", session, file]:
            return session, file
    return None


def _store() -> MemoryUploadedFileManager:
    store = get_instance().uploaded_file_mgr
    assert isinstance(store, MemoryUploadedFileManager)
    return store


def _held() -> Counter[str]:
    """Return bytes by session, as they lie in Streamlit's store."""
    every = list(_store().file_storage.items())
    return Counter({name: sum(len(f.data) for f in list(of.values())) for name, of in every})


def _count(session: str) -> int:
    return len(_store().file_storage.get(session, {}))


async def _file_of(request: Request, length: int) -> tuple[str, str, bytes]:
    """Name, type and bytes of the one file in a request, held once and no more."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise _Refused(400, NOT_A_FILE)
    form = _OneFile(options[b"boundary"])
    try:
        async for chunk in _chunks(request, length):
            form.write(chunk)
        return form.whole()
    except (ValueError, UnicodeDecodeError) as error:
        raise _Refused(400, NOT_A_FILE) from error


async def _chunks(request: Request, length: int) -> AsyncIterator[bytes]:
    come, until = 0, time.monotonic() + _MOST_SECONDS
    while True:
        try:
            patience = min(_SILENCE_SECONDS, until - time.monotonic())
            message: Message = await asyncio.wait_for(request.receive(), patience)
        except TimeoutError as error:
            raise _Refused(408, NOT_COMPLETE) from error
        if message["type"] != "http.request":
            raise _Refused(400, NOT_COMPLETE)
        come += len(message.get("body", b""))
        if come > length:
            raise _Refused(413, NOT_A_FILE)
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


class _OneFile:
    """A form with one file in it, read as it comes."""

    def __init__(self, boundary: bytes) -> None:
        self._content = io.BytesIO()
        self._header: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._headers: dict[str, str] = {}
        self._parts = 0
        self._is_whole = False
        callbacks: MultipartCallbacks = {
            "on_part_begin": self._part,
            "on_header_field": lambda data, a, b: self._header[0].extend(data[a:b]),
            "on_header_value": lambda data, a, b: self._header[1].extend(data[a:b]),
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_end": self._end,
        }
        self._parser = MultipartParser(boundary, callbacks)

    def write(self, chunk: bytes) -> None:
        self._parser.write(chunk)

    def whole(self) -> tuple[str, str, bytes]:
        _, said = parse_options_header(self._headers.get("content-disposition", ""))
        if self._parts != 1 or not self._is_whole or b"filename" not in said:
            raise ValueError(NOT_A_FILE)
        kind = self._headers.get("content-type", "application/octet-stream")
        return said[b"filename"].decode("utf-8"), kind, self._content.getvalue()

    def _part(self) -> None:
        self._parts += 1

    def _header_end(self) -> None:
        name, value = (part.decode("utf-8") for part in self._header)
        self._headers[name.lower()] = value
        self._header = (bytearray(), bytearray())

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._content.write(memoryview(data)[start:end])

    def _end(self) -> None:
        self._is_whole = True


def _tell(session: str, why: str) -> None:
    """Have the page say why: Streamlit shows the number of the answer and no word of it."""
    UPLOADING.refuse(session, why)
    info = get_instance()._session_mgr.get_active_session_info(session)  # no public way to it
    if info is not None and UPLOADING.may_send(session):
        info.session.request_rerun(None)


@asynccontextmanager
async def given_back() -> AsyncIterator[None]:
    """While it lasts, what tabs that have left held is given back soon after."""
    looking = asyncio.create_task(_look())
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def _look() -> None:
    away: dict[str, float] = {}
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        with FaultNoted("giving back what a page had sent up"):
            _close_those_away(get_instance(), away)


def _close_those_away(runtime: Runtime, away: dict[str, float]) -> None:
    """End the sessions that sent files, or could, and left a while ago."""
    now = time.monotonic()
    known = {*UPLOADING.sessions, *list(_store().file_storage)}
    left = {session for session in known if not runtime.is_active_session(session)}
    for session in away.keys() - left:
        del away[session]
    gone = [session for session in left if now - away.setdefault(session, now) >= _AWAY_SECONDS]
    for session in gone:
        del away[session]
        UPLOADING.end(session)
        runtime.close_session(session)
        _store().remove_session_files(session)
    if gone:
        give_memory_back()


def give_memory_back() -> None:
    """Have what nobody holds any more go back to the system: a session is a ring of objects, and
    rings are otherwise looked for only now and then (see `GcFreezer`)."""
    gc.unfreeze()
    gc.collect()
    with suppress(AttributeError, OSError):  # only the C library of Linux has it
        ctypes.CDLL(None).malloc_trim(0)
