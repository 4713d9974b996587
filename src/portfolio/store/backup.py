"""One file that holds a home folder: its journal, its archive, its lists and its papers.

A ZIP file with `manifest.json` and, under their places in the home folder, `journal/ledger.jsonl`,
the audit beside it, `archive/<sha256>`, `reference/<list>` and `packs/<paper>`. The manifest names
every other file with its size and SHA-256. The database is not in it: it is made again from the
rest.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from portfolio.domain.submission import Submission
from portfolio.store.archive import (
    Archive,
    ArchiveDamaged,
    fingerprint,
    force_folder,
    open_for_its_owner,
)
from portfolio.store.audit import FILE as AUDIT
from portfolio.store.errors import trouble
from portfolio.store.home_paths import HomePaths
from portfolio.store.journal import Journal, entries_in, unread_in
from portfolio.store.journal_entries import Event, ListsLoaded
from portfolio.store.journal_events import history, untold

FORMAT = 1
_MANIFEST = "manifest.json"
_JOURNAL = "journal/ledger.jsonl"
_ALLOWED = re.compile(
    r"archive/[0-9a-f]{64}|reference/[a-z]+\.(csv|toml)|packs/[0-9a-f]{16}\.json"
    r"|journal/(ledger|audit)\.jsonl"
)
_LARGEST_MANIFEST = 64_000_000


class BackupRefused(Exception):
    """A file is not a whole backup of this product; the message says what is wrong with it."""


@dataclass(frozen=True)
class BackedUp:
    """What a backup holds, and what not: `missing` says of each archived file that was lost or
    damaged already whose it is, `lines_lost` what lines of the journal were that cannot be read."""

    files: int
    size_bytes: int
    missing: tuple[str, ...]
    lines_lost: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.lines_lost)


def write_backup(home: Path, target: Path, at: datetime) -> BackedUp:
    """Write the backup of a home folder, whole under its name or not at all.

    The journal is read first and what it names afterwards: whatever is received meanwhile, the
    backup is the home folder as it was at one moment. Nobody has to be kept from writing.
    """
    places = HomePaths(home)
    lines = Journal(places.journal).whole_lines()
    events = history(entries_in(lines.splitlines()))
    wanted = sorted(_named(events))
    half = target.with_name(f".{target.name}.part")
    try:
        with open_for_its_owner(half, "xb") as file:
            missing = _write(file, places, lines, (wanted, at))
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    force_folder(target.absolute().parent)
    return BackedUp(
        len(wanted) - len(missing),
        target.stat().st_size,
        tuple(_whose(one, events) for one in missing),
        untold(unread_in(lines.splitlines()), events),
    )


def read_backup(source: Path, into: Path) -> frozenset[str]:
    """Unpack a backup into an empty folder, each file proved by its fingerprint, and return the
    fingerprints of archived files that were lost when it was made.

    Raises BackupRefused; what was unpacked by then is not to be used.
    """
    try:
        with zipfile.ZipFile(source) as backup:
            manifest = _manifest(backup)
            for name, content in _proved(backup, manifest):
                _put(into / name, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        if trouble(error) is not None:  # ours, not the backup's
            raise
        raise BackupRefused(
            f"{source.name} is not a whole backup: it cannot be read to its end."
        ) from error
    _check_complete(into, manifest)
    return manifest.missing


def _write(
    file: IO[bytes], places: HomePaths, lines: bytes, what: tuple[list[str], datetime]
) -> list[ArchiveDamaged]:
    """Write the files wanted, as at a moment, and return those that are lost."""
    wanted, at = what
    archive, missing = Archive(places.archive), list[ArchiveDamaged]()
    manifest: dict[str, Mapping[str, object]] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as backup:

        def add(name: str, content: bytes) -> None:
            backup.writestr(name, content)
            manifest[name] = {"bytes": len(content), "sha256": fingerprint(content)}

        add(_JOURNAL, lines)
        if audit := Journal(places.journal, AUDIT).whole_lines():
            add(f"journal/{AUDIT}", audit)
        for sha256 in wanted:
            try:
                add(f"archive/{sha256}", archive.read(sha256))
            except ArchiveDamaged as error:
                missing.append(error)
        for folder in (places.references, places.papers):
            for path in sorted(folder.glob("*")):
                if _ALLOWED.fullmatch(f"{folder.name}/{path.name}"):
                    add(f"{folder.name}/{path.name}", path.read_bytes())
        told = {
            "format": FORMAT,
            "made_at": at.isoformat(),
            "files": manifest,
            "missing": [one.sha256 for one in missing],
        }
        backup.writestr(_MANIFEST, json.dumps(told, indent=1))
    return missing


def _whose(lost: ArchiveDamaged, events: tuple[Event, ...]) -> str:
    """`submission 0001 (AAA for September 2026): risks.csv is damaged (4f0c…)`."""
    said = []
    for event in events:
        if isinstance(event, Submission):
            names = dict.fromkeys(f.file for f in event.files if f.sha256 == lost.sha256)
            whose = f"({event.partner_code} for {event.period.words})"
            said += [f"submission {event.number} {whose}: {name}" for name in names]
        elif isinstance(event, ListsLoaded):
            names = dict.fromkeys(f for f, sha256 in event.files.items() if sha256 == lost.sha256)
            said += [f"reference lists: {name}" for name in names]
    return f"{'; '.join(dict.fromkeys(said))} {lost.how} ({lost.sha256})"


def _named(events: tuple[Event, ...]) -> set[str]:
    """Return the fingerprints of every archived file that a journal names."""
    named: set[str] = set()
    for event in events:
        if isinstance(event, Submission):
            named |= {file.sha256 for file in event.files}
        elif isinstance(event, ListsLoaded):
            named |= set(event.files.values())
    return named


@dataclass(frozen=True)
class _Manifest:
    files: Mapping[str, Mapping[str, object]]
    missing: frozenset[str]


def _manifest(backup: zipfile.ZipFile) -> _Manifest:
    try:
        if backup.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
            raise BackupRefused("This is not a backup: its list of files is too long.")
        told = json.loads(backup.read(_MANIFEST))
        if told["format"] != FORMAT:
            raise BackupRefused("This backup was written by a later version.")
        manifest = _Manifest(dict(told["files"]), frozenset(told["missing"]))
        names = [name for name in backup.namelist() if name != _MANIFEST]
    except (KeyError, TypeError, ValueError) as error:
        raise BackupRefused("This is not a backup: it has no list of its files.") from error
    if strange := [name for name in names if not _ALLOWED.fullmatch(name)]:
        raise BackupRefused(f"This is not a backup of ours: {strange[0][:80]!r} has no place here.")
    if sorted(names) != sorted(manifest.files):
        raise BackupRefused("This backup was changed: its files are not those of its list.")
    return manifest


def _proved(backup: zipfile.ZipFile, manifest: _Manifest) -> Iterator[tuple[str, bytes]]:
    for name, said in manifest.files.items():
        if backup.getinfo(name).file_size != said.get("bytes"):
            raise BackupRefused(f"This backup was changed: {name} has another size.")
        content = backup.read(name)
        found = fingerprint(content)
        if found != said.get("sha256") or (
            name.startswith("archive/") and not name.endswith(f"/{found}")
        ):
            raise BackupRefused(f"This backup was changed: {name} is not what was backed up.")
        yield name, content


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open_for_its_owner(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check_complete(unpacked: Path, manifest: _Manifest) -> None:
    """Everything that the journal names is there, unless it was missing when it was backed up."""
    places = HomePaths(unpacked)
    events = history(Journal(places.journal).entries())
    if not events:
        raise BackupRefused("This backup holds no journal to make a home folder from.")
    for sha256 in _named(events) - manifest.missing:
        if not (places.archive / sha256).is_file():
            raise BackupRefused(f"This backup was changed: archive/{sha256} is not in it.")
