"""A visitor without a browser: speaks to a running app as its page does, over the websocket."""

from __future__ import annotations

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

LONGEST_SECONDS = 60.0
_WELL_ENDED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN)


@dataclass(frozen=True)
class Visit:
    """One run of a page: how long until it was all here, how many messages and bytes came, whether
    it went wrong."""

    seconds: float
    messages: int
    sent_bytes: int
    is_error: bool


class Visitor:
    """One session with a server."""

    def __init__(self, address: str) -> None:
        url = address.replace("http://", "ws://", 1) + "/_stcore/stream"
        self._socket = connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None)
        self._hashes: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: object, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def open(self, page: str = "", query: str = "") -> Visit:
        """Runs a page (blank: the first one) and waits for the end of it."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        asked.rerun_script.page_script_hash = self._hashes.get(page, "")
        start = time.perf_counter()
        self._socket.send(asked.SerializeToString())
        count, sent, is_error = 0, 0, False
        while True:
            message = self._socket.recv(LONGEST_SECONDS, decode=False)
            told = ForwardMsg.FromString(message)
            count, sent = count + 1, sent + len(message)
            kind = told.WhichOneof("type")
            if kind == "navigation":
                self._hashes[page] = told.navigation.page_script_hash
            if kind == "delta" and told.delta.new_element.WhichOneof("type") == "exception":
                is_error = True
            if kind == "page_not_found":
                is_error = True
            if kind == "script_finished":
                is_error = is_error or told.script_finished not in _WELL_ENDED
                return Visit(time.perf_counter() - start, count, sent, is_error)
