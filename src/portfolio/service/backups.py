"""Everything of a home folder put into one file, and a home folder made from such a file."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from portfolio.rebuild import Rebuilt, rebuild
from portfolio.service.load_system import Progress, unseen
from portfolio.service.people_list import FILE as PEOPLE
from portfolio.service.privacy import make_home
from portfolio.service.repair import (
    Clock,
    bring_journal_up_to_date,
    local_time,
    made_whole_or_not_at_all,
)
from portfolio.service.requests import NotAllowed, NotUnderstood
from portfolio.service.service import has_store
from portfolio.store.archive import Archive, ArchiveDamaged
from portfolio.store.audit import FILE as AUDIT
from portfolio.store.backup import BackedUp, read_backup, write_backup
from portfolio.store.errors import JournalLost
from portfolio.store.home_paths import HomePaths
from portfolio.store.journal import Journal
from portfolio.store.journal_events import history
from portfolio.store.lock import FileLock


def back_up(home: Path, target: Path, *, clock: Clock = local_time) -> BackedUp:
    """Write the backup of a home folder, whoever has it open.

    Raises NotUnderstood, NotAllowed where a file of that name is there, and JournalLost.
    """
    if not has_store(home):
        raise NotUnderstood(f"There is nothing in {home} to back up.")
    if target.exists():
        raise NotAllowed(f"{target} is there already. Name a new file.")
    if not target.absolute().parent.is_dir():
        raise NotUnderstood(f"There is no folder {target.absolute().parent}.")
    bring_journal_up_to_date(home)
    if not history(Journal(HomePaths(home).journal).entries()):
        raise JournalLost("There is no journal, and the database has nothing to write it from.")
    return write_backup(home, target, clock())


def restore(
    source: Path,
    home: Path,
    *,
    replacing: bool = False,
    clock: Clock = local_time,
    progress: Progress = unseen,
) -> Rebuilt:
    """Make a home folder from a backup; what is there is put aside if that was asked for.

    Nothing of the home folder is touched before the backup is proved whole and its database is
    made; where it is not, nothing is left. Archived files that the backup lacks are taken from the
    home folder that is put aside, where it has them. Raises BackupRefused, NotUnderstood,
    NotAllowed where a portfolio is there, and StoreBusy while somebody has the home open.
    """
    if not source.is_file():
        raise NotUnderstood(f"There is no file {source}.")
    places = HomePaths(home)
    if _kept(places) and not replacing:
        raise NotAllowed(
            f"There is a portfolio in {home} already. Name another folder with --home, or add "
            "--replace: what is there is put aside, not deleted."
        )
    with made_whole_or_not_at_all(home):
        make_home(home)
        held = FileLock(places.lock)
        try:
            with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
                made = HomePaths(Path(folder))
                lacking = read_backup(source, made.home)
                archive, journal = Archive(made.archive), Journal(made.journal)
                _take_over(lacking, Archive(places.archive), archive)
                rebuilt = rebuild(
                    archive,
                    journal,
                    made.database,
                    now=clock,
                    progress=progress,
                    copies=made.references,
                )
                _carry_on(places, made)
                _move(_kept(places), home / f"before-restore-{clock():%Y%m%d-%H%M%S}")
                _move(_kept(made), home)
        finally:
            held.release()
    return rebuilt


def _carry_on(there: HomePaths, made: HomePaths) -> None:
    """Have the audit and the list of people go on where they are now: a backup of last week brings
    back neither who has left since nor takes away what was noted since."""
    people = there.references / PEOPLE
    if people.is_file():
        made.references.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(people, made.references / PEOPLE)
    now = Journal(there.journal, AUDIT).whole_lines()
    then = Journal(made.journal, AUDIT).whole_lines()
    if len(now) > len(then) and now.startswith(then):
        (made.journal / AUDIT).write_bytes(now)


def _take_over(lacking: frozenset[str], there: Archive, made: Archive) -> None:
    for sha256 in lacking:
        with suppress(ArchiveDamaged):
            made.keep(there.read(sha256), sha256)


def _kept(places: HomePaths) -> list[Path]:
    """Return what makes a home folder, the database last: until it is there, nothing is."""
    every = (
        places.archive,
        places.references,
        places.papers,
        places.journal,
        places.database_log,
        places.database,
    )
    return [path for path in every if path.exists()]


def _move(paths: list[Path], into: Path) -> None:
    if paths:
        into.mkdir(mode=0o700, exist_ok=True)
    for path in paths:
        shutil.move(path, into / path.name)
