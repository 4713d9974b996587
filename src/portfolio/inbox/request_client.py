"""The command line's side of the inbox: put a request in, wait for its answer."""

from __future__ import annotations

import time
from pathlib import Path

from portfolio.inbox.folder import InboxFolder
from portfolio.inbox.request_files import read_answer
from portfolio.service import Answer, Request, held_back

LONGEST_WAIT_SECONDS = 900.0
_POLL_SECONDS = 0.05
_LEFT_ALONE_SECONDS = 2.0


class NobodyAnswers(Exception):
    """No answer came; the message says what may have happened to the request."""


def post(home: Path, request: Request, *, wait_seconds: float = LONGEST_WAIT_SECONDS) -> Answer:
    """Return the answer of the app that holds this home folder's store.

    What may name a patient is looked for first, and answered here: it is never put in the inbox.
    Raises NobodyAnswers when no app watches the inbox, when it ends meanwhile, or when the time
    is up.
    """
    inbox = InboxFolder(home)
    if not inbox.is_watched:
        raise NobodyAnswers("Another process is using this home folder. Try again in a minute.")
    refused = held_back(request)
    if refused is not None:
        return refused
    name = inbox.put(request)
    try:
        return _await(inbox, name, wait_seconds)
    except BaseException:
        inbox.take_back(name)
        raise
    finally:
        inbox.answer_path(name).unlink(missing_ok=True)


def _await(inbox: InboxFolder, name: str, wait_seconds: float) -> Answer:
    answer = inbox.answer_path(name)
    deadline = time.monotonic() + wait_seconds
    alive_at = time.monotonic()
    while time.monotonic() < deadline:
        if answer.exists():
            return read_answer(answer)
        if time.monotonic() - alive_at > _LEFT_ALONE_SECONDS:
            if not inbox.is_watched and not answer.exists():
                break
            alive_at = time.monotonic()
        time.sleep(_POLL_SECONDS)
    if inbox.take_back(name):
        raise NobodyAnswers("The app did not take the request up. Nothing changed; try again.")
    raise NobodyAnswers(
        "The app began with the request and did not answer. `portfolio submissions` shows whether "
        "it was stored; sending the same again does no harm."
    )
