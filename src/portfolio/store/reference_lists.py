"""The reference lists: read from a system folder, kept in the store, copied beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from portfolio.domain.organisation import Organisations
from portfolio.domain.system import References, SystemSettings
from portfolio.store import reference_rows
from portfolio.store.archive import Archive, fingerprint, open_for_its_owner
from portfolio.store.engine import Store
from portfolio.store.errors import StoreDamaged
from portfolio.store.journal import Journal
from portfolio.store.journal_entries import ListsLoaded, entry_of, event_of
from portfolio.store.journal_events import LATE
from portfolio.store.reference_files import organisation_file, settings_file, theme_file
from portfolio.store.reference_files.mistakes import BadReference, Mistakes

__all__ = ["NO_REFERENCES", "BadReference", "ReferenceLists", "read_system_folder"]

FILES = (organisation_file.FILE, theme_file.FILE, settings_file.FILE)
NO_REFERENCES = References(SystemSettings(name=""), Organisations(()), theme_file.SUPPLIED)


def read_system_folder(folder: Path, *, was_taken: bool = False) -> References:
    """Return the reference lists of a system folder. Raises BadReference with every mistake in
    them; of lists that an earlier release has taken, only with those that it would have refused
    too."""
    noted = {file: Mistakes(file) for file in FILES}
    references = References(
        settings=settings_file.read_settings(folder, noted[settings_file.FILE]),
        organisations=organisation_file.read_organisations(
            folder, noted[organisation_file.FILE], was_taken=was_taken
        ),
        themes=theme_file.read_themes(folder, noted[theme_file.FILE]),
    )
    mistakes = tuple(mistake for file in FILES for mistake in noted[file].found)
    if mistakes:
        raise BadReference(mistakes)
    return references


class ReferenceLists:
    """The lists a store holds now. Loading the same again changes nothing.

    With an archive and a journal, what was loaded can be loaded again when the store is rebuilt.
    """

    def __init__(
        self,
        store: Store,
        *,
        copies: Path | None = None,
        archive: Archive | None = None,
        journal: Journal | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._store = store
        self._copies = copies
        self._archive = archive
        self._journal = journal
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[int, References] | None = None

    def current(self) -> References:
        """Return the lists, or NO_REFERENCES (no name, no organisations) before any were loaded."""
        with self._lock:
            revision = self._store.filled_at(reference_rows.ALWAYS_FILLED)
            if self._known is None or self._known[0] != revision:
                self._known = (revision, reference_rows.read(self._store) or NO_REFERENCES)
            return self._known[1]

    def load(self, folder: Path) -> References:
        """Take over the lists of a system folder. Raises BadReference, changing nothing."""
        references = read_system_folder(folder)
        with self._store.writing():
            if references != reference_rows.read(self._store):
                kept = self._keep_files(folder)
                reference_rows.replace(self._store, references, kept)
                if self._journal and kept:
                    with suppress(OSError):  # as with a return: opening again makes up for it
                        self._journal.append(
                            entry_of(ListsLoaded(kept, self._clock().astimezone(UTC)))
                        )
            else:
                self._mend(folder)
            self._copy_files(folder)
        return references

    def catch_up(self) -> None:
        """Have the journal name the lists that the store holds, where it was cut off or is lost.

        A store of the first release does not know its lists' files: the copies beside it are they.
        Raises StoreDamaged where it is the store that has no lists.
        """
        if self._archive is None or self._journal is None:
            return
        told = [e for e in map(event_of, self._journal.entries()) if isinstance(e, ListsLoaded)]
        if told and not reference_rows.read(self._store):
            raise StoreDamaged("The database lacks the lists that the journal has.")
        held = reference_rows.read_files(self._store)
        if held and not (told and told[-1].files == held):
            self._journal.append(entry_of(ListsLoaded(held, self._clock().astimezone(UTC))))
        if held and self._copies:
            self._mend(self._copies)
        elif not held and not told and self._copies and self._are_held(self._copies):
            kept = self._keep_files(self._copies)
            self._journal.append({**entry_of(ListsLoaded(kept)), LATE: True})

    def _mend(self, folder: Path) -> None:
        """Write archived lists again that are damaged or missing and lie whole in a folder."""
        if self._archive is None:
            return
        held = reference_rows.read_files(self._store)
        for file, content in _contents(folder).items():
            if fingerprint(content) == held.get(file):
                self._archive.keep(content, held[file])

    def _are_held(self, copies: Path) -> bool:
        try:
            return read_system_folder(copies, was_taken=True) == reference_rows.read(self._store)
        except (BadReference, OSError):
            return False

    def _keep_files(self, folder: Path) -> dict[str, str]:
        if self._archive is None:
            return {}
        return {file: self._archive.keep(one) for file, one in _contents(folder).items()}

    def _copy_files(self, folder: Path) -> None:
        if self._copies is None or self._copies.resolve() == folder.resolve():
            return
        self._copies.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file, content in _contents(folder).items():
            copy = self._copies / file
            if not copy.exists() or copy.read_bytes() != content:
                fresh = copy.with_name(f".{file}.part")
                fresh.unlink(missing_ok=True)
                with open_for_its_owner(fresh, "xb") as written:
                    written.write(content)
                fresh.replace(copy)


def _contents(folder: Path) -> dict[str, bytes]:
    return {file: (folder / file).read_bytes() for file in FILES if (folder / file).is_file()}
