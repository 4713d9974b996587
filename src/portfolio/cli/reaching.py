"""Reaches the office: here, when the home folder is free, else through the app's inbox."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from portfolio.inbox import InboxFolder, NobodyAnswers, post
from portfolio.service import Answer, Code, EmptyHome, PortfolioService, Request, perform
from portfolio.service.load_system import Progress, unseen
from portfolio.store.engine import StoreBusy

_READING = frozenset({"check", "submissions", "measure", "verify", "people"})
_PATIENCE_SECONDS = 5.0
_POLL_SECONDS = 0.1


def ask(home: Path, request: Request, progress: Progress = unseen) -> Answer:
    """Return the answer to a request, whoever holds the store. Raises NotUnderstood."""
    try:
        service = _office_or_none(home, read_only=request.verb in _READING)
        if service is None:
            return post(home, request)
    except EmptyHome as error:
        return Answer(Code.NOT_UNDERSTOOD, str(error))
    except NobodyAnswers as error:
        return Answer(Code.BUSY, str(error))
    with closing(service):
        return perform(service, request, progress)


def check_against(system: Path, request: Request) -> Answer:
    """Return the verdict on files held against a folder's reference lists, with no home folder.

    Raises NotUnderstood and BadReference.
    """
    with closing(PortfolioService.on_trial(system)) as service:
        return perform(service, request)


def _office_or_none(home: Path, *, read_only: bool) -> PortfolioService | None:
    """Return the home folder opened, or None where the app holds it and watches its inbox.

    Waits a little for another command to end. Raises NobodyAnswers when it does not.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return PortfolioService(home, read_only=read_only)
        except StoreBusy as error:
            if InboxFolder(home).is_watched:
                return None
            if time.monotonic() > deadline:
                raise NobodyAnswers(
                    f"Another command is using {home}. Nothing was done; try again in a minute."
                ) from error
            time.sleep(_POLL_SECONDS)
