"""A home folder whose database is lost or damaged, made whole from its archive and journal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from portfolio.office.errand import NotUnderstood
from portfolio.office.loading import Progress, unseen
from portfolio.rebuilding import Rebuilt, rebuild
from portfolio.store.archive import Archive
from portfolio.store.faults import StoreFault
from portfolio.store.history import history
from portfolio.store.journal import Journal
from portfolio.store.lock import FileLock
from portfolio.store.places import Places

Clock = Callable[[], datetime]


def local_time() -> datetime:
    return datetime.now().astimezone()


def repair(home: Path, *, clock: Clock = local_time, progress: Progress = unseen) -> Rebuilt:
    """Makes a home folder's database again, in its place; the damaged one is kept beside it.

    Raises StoreBusy while somebody has it open, and StoreFault where there is no journal to make
    it from: then nothing is touched.
    """
    places = Places(home)
    held = FileLock(places.lock)
    try:
        if not history(Journal(places.journal).entries()):
            raise StoreFault("The database is damaged, and there is no journal beside it.")
        fresh = home / f"{places.database.name}.rebuilt"
        rebuilt = _rebuild(places, fresh, clock, progress)
        _put_aside(places, clock())
        fresh.replace(places.database)
        return rebuilt
    finally:
        held.release()


def rebuild_into(
    home: Path, into: Path, *, clock: Clock = local_time, progress: Progress = unseen
) -> Rebuilt:
    """Makes a second home folder, whole, from the archive and journal of the first.

    The first is only read, whoever has it open. Raises NotUnderstood where there is nothing to
    make it from, or something in the place where it would be.
    """
    places, made = Places(home), Places(into)
    if not history(Journal(places.journal).entries()):
        raise NotUnderstood(f"There is no journal in {home} to make a database from.")
    _check_empty(into)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copytree(places.journal, made.journal)
    if places.archive.is_dir():
        shutil.copytree(places.archive, made.archive, ignore=_unfinished, copy_function=_link)
    if places.references.is_dir():
        shutil.copytree(places.references, made.references)
    return _rebuild(made, made.database, clock, progress)


def _check_empty(home: Path) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise NotUnderstood(f"There is something in {home} already. Name an empty folder.")


def _rebuild(places: Places, database: Path, clock: Clock, progress: Progress) -> Rebuilt:
    archive, journal = Archive(places.archive), Journal(places.journal)
    return rebuild(archive, journal, database, now=clock, progress=progress)


def _put_aside(places: Places, now: datetime) -> None:
    """The log first: a database without its log is found to lack something, and made again; a
    log beside a new database would be taken for its own."""
    for path in (places.database_log, places.database):
        if path.exists():
            path.replace(path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"))


def _unfinished(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(".")]


def _link(source: str, target: str) -> None:
    """Archived files are never changed, so that two homes may share them on one disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
