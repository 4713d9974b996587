"""What a drop folder waits for, where its client cannot time itself: a mark, or a list of sums."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.identifiers import masked
from portfolio.inbox.drops import MANIFEST, READY, Drop
from portfolio.intake.receive.unwrap import control_of

WAITING = "waiting.txt"
# A file in a partner's folder that gives it a rule of its own, whatever is set for all.
_RULE_OF_ITS_OWN = ".wait-for-"
# A line of `sha256sum`: the sum, a blank, a blank or a star, the name.
_LINE = re.compile(r"(?P<sum>[0-9A-Fa-f]{64}) [ *](?P<name>.+)")
_LONGEST_MANIFEST = 64 * 1024
_NAMED = 5


def rule_of(partner: Path, for_all: str, rules: Sequence[str]) -> str:
    """Return what a partner's folder waits for: by a mark in it, else what is set for all."""
    return next((r for r in rules if (partner / f"{_RULE_OF_ITS_OWN}{r}").exists()), for_all)


def awaited(drop: Drop, rule: str) -> str:
    """Return what a folder still waits for by its names alone, in a sentence; blank where for
    nothing."""
    if rule == "ready" and not drop.is_ready:
        return f"These files wait for `{READY}`: lay an empty file of that name beside them, last."
    if rule == "manifest" and drop.manifest is None:
        return (
            f"These files wait for `{MANIFEST}`: their names with their SHA-256, as `sha256sum` "
            "writes them."
        )
    lone = [file.shown for file in drop.files if control_of(file.name) and not _data(drop, file)]
    if lone and drop.is_control_fresh:
        return f"{_listed(lone)}: the data file has not come yet."
    return ""


def by_manifest(drop: Drop, content: bytes) -> tuple[Drop, Mapping[str, str]]:
    """Return the files that a manifest names, with the sums they should have.

    Raises ValueError, with a sentence, where it cannot be read or names what is not there.
    """
    sums = _sums(content)
    present = {file.shown: file for file in drop.files}
    missing = [name for name in sums if name not in present]
    if missing:
        raise ValueError(f"{_listed(missing)}: named in `{MANIFEST}`, and not there yet.")
    return replace(drop, files=tuple(present[name] for name in sums)), sums


def check_sums(files: Sequence[ReceivedFile], sums: Mapping[str, str]) -> None:
    """Raise ValueError, with a sentence, where a file is not the one that is meant."""
    other = [f.name for f in files if hashlib.sha256(f.content).hexdigest() != sums[f.name]]
    if other:
        raise ValueError(
            f"{_listed(other)}: not the file that `{MANIFEST}` means (its SHA-256 is another)."
        )


def say(folder: Path, why: str) -> None:
    """Lay beside the files what they wait for, or take it away."""
    note = folder / WAITING
    said = f"{why}\n" if why else ""
    if not said:
        note.unlink(missing_ok=True)
    elif not note.is_file() or note.read_text(encoding="utf-8", errors="replace") != said:
        being_written = folder / f".{WAITING}.part"
        being_written.write_text(said, encoding="utf-8")
        being_written.replace(note)


def _sums(content: bytes) -> dict[str, str]:
    text = content[:_LONGEST_MANIFEST].decode("utf-8-sig", "replace")
    sums: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(
                f"Line {number} of `{MANIFEST}` is not 64 characters of a SHA-256, two blanks and "
                "a file's name."
            )
        sums[found["name"].removeprefix("./")] = found["sum"].lower()
    if not sums:
        raise ValueError(f"`{MANIFEST}` names no file yet.")
    return sums


def _data(drop: Drop, control: object) -> bool:
    wanted = control_of(getattr(control, "name", ""))
    return any(file.name.lower() == wanted for file in drop.files)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{masked(name)}`" for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown
