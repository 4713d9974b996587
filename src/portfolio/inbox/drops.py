"""What lies in the folders that partners' files are dropped into, and whether it has settled."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.receive.unwrap import control_of

DONE, REFUSED, READY = "done", "refused", ".ready"
VERDICT, VERDICT_TEXT = "verdict.json", "verdict.txt"
MANIFEST = "manifest.sha256"
_LETTERS = frozenset({"requests", "claimed", "answers"})
_ARRIVING = (".part", ".partial", ".tmp", ".filepart", ".crdownload", ".writing")
_NOBODY_SENT = frozenset(
    {VERDICT, VERDICT_TEXT, "waiting.txt", "watched.lock", "thumbs.db", "desktop.ini"}
)
_GIVEN_UP_SECONDS = 600.0


class StillArriving(Exception):
    """A file changed while it was being read: it is taken up when it has settled."""


@dataclass(frozen=True)
class DroppedFile:
    """One name in a drop folder, with what tells that the file behind it has changed."""

    name: str
    size: int
    changed_ns: int
    is_file: bool

    @property
    def shown(self) -> str:
        """The name as it can be written down, whatever bytes it is made of."""
        return self.name.encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class Drop:
    """The files in one folder. `partner` and `period` are the names of the folders; `period` is
    None for files that lie beside the folders of the months. `manifest` lies beside `files`, and
    goes with them."""

    folder: Path
    partner: str
    period: str | None
    files: tuple[DroppedFile, ...]
    is_arriving: bool
    is_ready: bool
    manifest: DroppedFile | None = None
    is_control_fresh: bool = False

    @property
    def all_files(self) -> tuple[DroppedFile, ...]:
        """Everything that is moved when the drop is done with."""
        return (*self.files, self.manifest) if self.manifest else self.files

    @property
    def shown_partner(self) -> str:
        """The partner's folder as it can be written down, whatever bytes its name is made of."""
        return self.partner.encode("utf-8", "replace").decode()


def drops(inbox: Path) -> Iterator[Drop]:
    """Yield every folder with something dropped in it: `<partner>/<period>`, and `<partner>`
    itself.

    Symbolic links to folders are not followed.
    """
    for partner in _folders(inbox, leaving_out=_LETTERS):
        yield from _drop(partner, partner.name, None)
        for period in _folders(partner):
            yield from _drop(period, partner.name, period.name)


def _folders(folder: Path, leaving_out: frozenset[str] = frozenset()) -> list[Path]:
    ours = leaving_out | {DONE, REFUSED}
    with os.scandir(folder) as entries:
        names = [one.name for one in entries if one.is_dir(follow_symlinks=False)]
    return [folder / name for name in sorted(names) if name not in ours and name[0] != "."]


def _drop(folder: Path, partner: str, period: str | None) -> Iterator[Drop]:
    with os.scandir(folder) as entries:
        found = sorted((one for one in entries if _is_dropped(one)), key=lambda one: one.name)
    arriving = [one for one in found if one.name.lower().endswith(_ARRIVING)]
    listed = next((one for one in found if one.name.lower() == MANIFEST), None)
    files = [_file(one) for one in found if one not in arriving and one is not listed]
    if files or listed:
        yield Drop(
            folder,
            partner,
            period,
            tuple(files),
            is_arriving=any(_is_fresh(one) for one in arriving),
            is_ready=(folder / READY).is_file(),
            manifest=_file(listed) if listed else None,
            is_control_fresh=any(_is_fresh(one) for one in found if control_of(one.name)),
        )


def _is_dropped(entry: os.DirEntry[str]) -> bool:
    """Return whether somebody sent it: not a folder, not hidden, not ours, not a desktop's
    litter."""
    is_hidden = entry.name.startswith((".", "~$"))
    is_folder = entry.is_dir(follow_symlinks=False)
    return not is_hidden and not is_folder and entry.name.lower() not in _NOBODY_SENT


def _file(entry: os.DirEntry[str]) -> DroppedFile:
    about = entry.stat(follow_symlinks=False)
    is_file = stat.S_ISREG(about.st_mode)
    return DroppedFile(entry.name, about.st_size, about.st_mtime_ns, is_file)


def _is_fresh(entry: os.DirEntry[str]) -> bool:
    """Return whether a half-written file may still be on its way: what broke off is waited for
    no more."""
    return time.time() - entry.stat(follow_symlinks=False).st_mtime < _GIVEN_UP_SECONDS


class Settling:
    """Remembers since when each folder has looked the same."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._seen: dict[Path, tuple[Drop, float]] = {}
        self._put_off: dict[Path, Drop] = {}

    def has_settled(self, drop: Drop) -> bool:
        """Return whether names, sizes and times have been still for long enough, or are said to
        be."""
        known = self._seen.get(drop.folder)
        if known is None or known[0] != drop:
            known = self._seen[drop.folder] = (drop, time.monotonic())
        has_waited = time.monotonic() - known[1] >= self._seconds
        is_said = drop.is_ready or drop.manifest is not None
        is_put_off = self._put_off.get(drop.folder) == drop
        return not drop.is_arriving and (has_waited or (is_said and not is_put_off))

    def forget(self, folder: Path) -> None:
        self._seen.pop(folder, None)
        self._put_off.pop(folder, None)

    def put_off(self, drop: Drop, seconds: float) -> None:
        """Look at a folder again only after so many seconds, or when something changes in it."""
        later = time.monotonic() + seconds - self._seconds
        self._seen[drop.folder] = (drop, later)
        self._put_off[drop.folder] = drop


def read(drop: Drop) -> tuple[ReceivedFile, ...]:
    """Return the files' bytes. Raises StillArriving where one is no longer what it was."""
    return tuple(ReceivedFile(one.shown, content(drop.folder, one)) for one in drop.files)


def content(folder: Path, file: DroppedFile) -> bytes:
    """Opened without following a link, and without waiting where it is no longer a file."""
    safely = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(folder / file.name, os.O_RDONLY | getattr(os, "O_BINARY", 0) | safely)
    except OSError as error:
        raise StillArriving(file.shown) from error
    with os.fdopen(handle, "rb") as opened:
        come = opened.read(file.size + 1) if is_same(file, os.fstat(handle)) else b""
        if not is_same(file, os.fstat(handle)) or len(come) != file.size:
            raise StillArriving(file.shown)
        return come


def is_same(file: DroppedFile, about: os.stat_result) -> bool:
    """Return whether a file is still the one that was seen."""
    now = (about.st_size, about.st_mtime_ns, stat.S_ISREG(about.st_mode))
    return now == (file.size, file.changed_ns, file.is_file)
