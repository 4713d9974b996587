"""Who is signed in at this moment: sessions kept here, each known outside by a secret alone."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_SECRET_BYTES = 32
_NAME_LETTERS = 8
_SET_RIGHT = timedelta(minutes=1)
"""By so much a clock may be set back while a session goes on."""
MOST = 10_000
"""Sessions at a time: as many people do not work here; the one longest unused goes first."""


@dataclass(frozen=True)
class Session:
    """One sign-in. `name` is short and says nothing of the secret: for the audit."""

    name: str
    provider: str
    issuer: str
    subject: str
    began: datetime
    used: datetime


class Sessions:
    """Sessions by the fingerprint of their secret, so that nothing here lets anybody in.

    They live in memory: one process serves a home folder, and when it starts anew everybody signs
    in again. A session ends when it was not used for `idle`, when it is as old as `longest`, or
    when it is ended; whoever asks for it after that is told that there is none.
    """

    def __init__(self, idle: timedelta, longest: timedelta, clock: Callable[[], datetime]) -> None:
        self._idle, self._longest, self._clock = idle, longest, clock
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, *, provider: str, issuer: str, subject: str) -> str:
        """Return the secret of a new session. It is never one that somebody brought along."""
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        now, key = self._clock(), _key(secret)
        with self._lock:
            for old in [k for k, one in self._open.items() if not self._lives(one, now)]:
                del self._open[old]
            while len(self._open) >= MOST:
                del self._open[min(self._open, key=lambda k: self._open[k].used)]
            self._open[key] = Session(key[:_NAME_LETTERS], provider, issuer, subject, now, now)
        return secret

    def find(self, secret: str | None, *, is_used: bool = False) -> Session | None:
        """Return the session of a secret, where it lives; `is_used` begins its idle time anew."""
        if not secret:
            return None
        key, now = _key(secret), self._clock()
        with self._lock:
            found = self._open.get(key)
            if found is None:
                return None
            if not self._lives(found, now):
                del self._open[key]
                return None
            if is_used:
                self._open[key] = replace(found, used=now)
            return found

    def end(self, secret: str | None) -> Session | None:
        """End a session in every tab, and return it; None where there is none."""
        with self._lock:
            return self._open.pop(_key(secret), None) if secret else None

    def _lives(self, one: Session, now: datetime) -> bool:
        """Return whether a session lives. A clock set back ends it: nobody knows how old it is."""
        is_known = now >= one.used - _SET_RIGHT
        return is_known and now < one.used + self._idle and now < one.began + self._longest


def local_time() -> datetime:
    """Return now, with its zone: when summer time ends an hour comes twice."""
    return datetime.now().astimezone()


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
