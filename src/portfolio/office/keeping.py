"""Everything of a home folder put into one file, and a home folder made from such a file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from portfolio.office.errand import NotUnderstood
from portfolio.office.house import Office, has_store
from portfolio.office.loading import Progress, unseen
from portfolio.office.repairing import Clock, local_time
from portfolio.rebuilding import Rebuilt, rebuild
from portfolio.store.archive import Archive
from portfolio.store.backup import BackedUp, read_backup, write_backup
from portfolio.store.faults import StoreBusy, StoreDamaged
from portfolio.store.journal import Journal
from portfolio.store.lock import FileLock
from portfolio.store.places import Places


def back_up(home: Path, target: Path, *, clock: Clock = local_time) -> BackedUp:
    """Writes the backup of a home folder, whoever has it open. Raises NotUnderstood."""
    if not has_store(home):
        raise NotUnderstood(f"There is nothing in {home} to back up.")
    if target.exists():
        raise NotUnderstood(f"{target} is there already. Name a new file.")
    if not target.absolute().parent.is_dir():
        raise NotUnderstood(f"There is no folder {target.absolute().parent}.")
    _bring_journal_up_to_date(home)
    return write_backup(home, target, clock())


def restore(
    source: Path,
    home: Path,
    *,
    replacing: bool = False,
    clock: Clock = local_time,
    progress: Progress = unseen,
) -> Rebuilt:
    """Makes a home folder from a backup; what is there is put aside if that was asked for.

    Nothing of the home folder is touched before the backup is proved whole and its database is
    made. Raises BackupRefused, NotUnderstood, and StoreBusy while somebody has the home open.
    """
    if not source.is_file():
        raise NotUnderstood(f"There is no file {source}.")
    places = Places(home)
    if _kept(places) and not replacing:
        raise NotUnderstood(
            f"There is a portfolio in {home} already. Name another folder with --home, or add "
            "--replace: what is there is put aside, not deleted."
        )
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = FileLock(places.lock)
    try:
        with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
            made = Places(Path(folder))
            read_backup(source, made.home)
            archive, journal = Archive(made.archive), Journal(made.journal)
            rebuilt = rebuild(archive, journal, made.database, now=clock, progress=progress)
            _move(_kept(places), home / f"before-restore-{clock():%Y%m%d-%H%M%S}")
            _move(_kept(made), home)
    finally:
        held.release()
    return rebuilt


def _bring_journal_up_to_date(home: Path) -> None:
    """Opening does it; where the app has the home open, it did so when it began. A damaged
    database has nothing to add."""
    try:
        Office(home).close()
    except (StoreBusy, StoreDamaged):
        return


def _kept(places: Places) -> list[Path]:
    """What makes a home folder, the database last: until it is there, nothing is."""
    every = (
        places.archive,
        places.references,
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
