"""A home folder whose database is lost or damaged, made whole from its archive and journal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from portfolio.rebuild import Rebuilt, rebuild
from portfolio.service.load_system import Progress, unseen
from portfolio.service.privacy import make_home
from portfolio.service.requests import NotAllowed, NotUnderstood
from portfolio.service.service import PortfolioService, has_store
from portfolio.store.archive import Archive
from portfolio.store.errors import JournalLost, StoreBusy, StoreFault
from portfolio.store.home_paths import HomePaths
from portfolio.store.journal import Journal
from portfolio.store.journal_events import history
from portfolio.store.lock import FileLock

Clock = Callable[[], datetime]


def local_time() -> datetime:
    return datetime.now().astimezone()


def repair(home: Path, *, clock: Clock = local_time, progress: Progress = unseen) -> Rebuilt:
    """Make a home folder's database again, in its place; the damaged one is kept beside it.

    Raises StoreBusy while somebody has it open, and JournalLost where there is no journal to make
    it from: then nothing is touched.
    """
    places = HomePaths(home)
    held = FileLock(places.lock)
    try:
        if not history(Journal(places.journal).entries()):
            raise JournalLost("The database is damaged, and there is no journal beside it.")
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
    """Make a second home folder, whole, from the archive and journal of the first.

    The first is only read, whoever has it open, but for lines that its journal lacks. Where the
    second cannot be made, nothing of it is left. Raises NotUnderstood where there is nothing to
    make it from, and NotAllowed where something is in the place where it would be.
    """
    if not has_store(home):
        raise NotUnderstood(f"There is nothing in {home} to make a database from.")
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise NotAllowed(f"There is something in {into} already. Name an empty folder.")
    bring_journal_up_to_date(home)
    places, made = HomePaths(home), HomePaths(into)
    if not history(Journal(places.journal).entries()):
        raise JournalLost("There is no journal, and the database has nothing to write it from.")
    with made_whole_or_not_at_all(into):
        make_home(into)
        _copy(places.journal, made.journal, shutil.copyfile)
        _copy(places.archive, made.archive, _link)
        _copy(places.references, made.references, shutil.copyfile)
        _copy(places.papers, made.papers, shutil.copyfile)
        make_home(into)
        return _rebuild(made, made.database, clock, progress)


def bring_journal_up_to_date(home: Path) -> None:
    """Opening does it; where the app has the home open, it did so when it began. A damaged
    database has nothing to add, and where nothing can be written, nothing can be added."""
    with suppress(StoreBusy, StoreFault, OSError, NotAllowed):
        PortfolioService(home).close()


@contextmanager
def made_whole_or_not_at_all(folder: Path) -> Iterator[None]:
    """Take back what was put into a folder that was empty or not there, and the folders made for
    it, where making it fails."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    before = set(folder.iterdir()) if folder.is_dir() else set()
    try:
        yield
    except BaseException:
        if folder.is_dir():
            for path in set(folder.iterdir()) - before:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for one in made:
            with suppress(OSError):
                one.rmdir()
        raise


def _rebuild(places: HomePaths, database: Path, clock: Clock, progress: Progress) -> Rebuilt:
    archive, journal = Archive(places.archive), Journal(places.journal)
    copies = places.references
    return rebuild(archive, journal, database, now=clock, progress=progress, copies=copies)


def _put_aside(places: HomePaths, now: datetime) -> None:
    """The log first: a database without its log is found to lack something, and made again; a
    log beside a new database would be taken for its own."""
    for path in (places.database_log, places.database):
        if path.exists():
            path.replace(path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"))


def _copy(folder: Path, into: Path, copy: Callable[[Path, Path], object]) -> None:
    """The files of a folder, but for those that are hidden: they were never finished."""
    if folder.is_dir():
        into.mkdir(mode=0o700)
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                copy(path, into / path.name)


def _link(source: Path, target: Path) -> None:
    """Archived files are never changed, so that two homes may share them on one disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
