"""`people.csv` in the home folder: looked up at every step of a page, written whole."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portfolio.access.people import Person
from portfolio.access.people_file import PeopleNotUnderstood, read_people, write_people
from portfolio.store.archive import force_folder, open_for_its_owner
from portfolio.store.home_paths import HomePaths

FILE = "people.csv"
_writing = threading.Lock()


@dataclass(frozen=True)
class _Known:
    """The list as it was read: when the file was written, and who is bound to which identity."""

    stamp: tuple[int, int, int]
    people: tuple[Person, ...]
    bound: Mapping[tuple[str, str], Person]


class PeopleList:
    """Everybody who may sign in, as the file says at this moment.

    The file is read again when it has changed: a person whose access ends, by whatever way, is out
    at the next look. A file that cannot be understood lets nobody in.
    """

    def __init__(self, home: Path) -> None:
        self._path = HomePaths(home).references / FILE
        self._known: _Known | None = None

    @property
    def is_there(self) -> bool:
        return self._path.is_file()

    def everyone(self) -> tuple[Person, ...]:
        """Return the list in its order. Raises PeopleNotUnderstood."""
        return self._now().people

    def _now(self) -> _Known:
        """Return the file as it was read, or as it is where it has changed since."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return _Known((0, 0, 0), (), {})
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        known = self._known
        if known is None or known.stamp != stamp:
            people = read_people(self._text())
            bound = {(one.issuer, one.subject): one for one in people if one.is_bound}
            known = self._known = _Known(stamp, people, bound)
        return known

    def bound_to(self, issuer: str, subject: str, on: date) -> Person | None:
        """Return who signed in with this identity before, where they may be here on a day."""
        found = self._now().bound.get((issuer, subject)) if issuer and subject else None
        return found if found is not None and found.is_valid_on(on) else None

    def invited(self, email: str, on: date) -> Person | None:
        """Return who was invited by an address and has not signed in yet."""
        found = (p for p in self.everyone() if p.email == email and not p.is_bound)
        return next((p for p in found if p.is_valid_on(on)), None)

    def change(self, of: str, how: Callable[[Person | None], Person]) -> Person:
        """Put what becomes of a person in the place of the one with this address (None: a new
        one, at the end), and return it. Nobody else writes meanwhile."""
        with _writing:
            everyone = self.everyone()
            before = next((p for p in everyone if p.email == of), None)
            after = how(before)
            self._write(
                tuple(after if p is before else p for p in everyone)
                if before
                else (*everyone, after)
            )
            return after

    def bind(self, person: Person, issuer: str, subject: str) -> Person:
        """Bind an invited person to the identity they first signed in with.

        Raises PeopleNotUnderstood where it is bound meanwhile, or the identity is another's.
        """

        def bound(now: Person | None) -> Person:
            if now is None or now.is_bound or now != person:
                raise PeopleNotUnderstood(f"`{person.email}` was changed meanwhile.")
            return replace(now, issuer=issuer, subject=subject)

        return self.change(person.email, bound)

    def _text(self) -> str:
        try:
            return self._path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise PeopleNotUnderstood(
                "people.csv is not in UTF-8. Save it again as such."
            ) from error

    def _write(self, people: tuple[Person, ...]) -> None:
        text = write_people(people)
        read_people(text)  # never leave a list that lets nobody in
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._path.with_name(f".{FILE}.part")
        fresh.unlink(missing_ok=True)
        with open_for_its_owner(fresh, "xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        force_folder(self._path.parent)
