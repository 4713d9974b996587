"""Takes a drop that was decided out of its folder, so that it is never half of it there.

The verdict and a plan are written first, then the files are moved into a hidden folder one by
one, then that folder gets its name. A process killed in between leaves the plan, and the next
one carries on from it.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from portfolio.inbox.drops import READY, VERDICT, VERDICT_TEXT, Drop, DroppedFile, is_same
from portfolio.service import Answer

LEAVING, _PLAN, _OF_FOLDER = ".leaving", ".plan.json", ".folder-"


@dataclass(frozen=True)
class Destination:
    """Where a drop goes: `done` or `refused`, and a name there. Not kept: the files are deleted,
    and only the verdict goes."""

    shelf: str
    name: str
    is_kept: bool = True


def leave(drop: Drop, answer: Answer, of_folder: Answer, to: Destination) -> None:
    """Move what was read, with its verdict beside it; what has changed since stays.

    `of_folder` is what the folder itself says from then on.
    """
    leaving = drop.folder / LEAVING
    leaving.mkdir(mode=0o700)
    for name, content in _written(answer) + _written(of_folder, hidden=_OF_FOLDER):
        (leaving / name).write_text(content, encoding="utf-8")
    plan = {"to": asdict(to), "files": [asdict(file) for file in drop.all_files]}
    being_written = leaving / f"{_PLAN}.part"
    being_written.write_text(json.dumps(plan), encoding="utf-8")
    being_written.replace(leaving / _PLAN)
    carry_on(drop.folder)


def carry_on(folder: Path) -> None:
    """Bring to its end what was begun in a folder; without a plan nothing had been moved."""
    leaving = folder / LEAVING
    if leaving.is_symlink() or not leaving.is_dir():
        return
    try:
        plan = json.loads((leaving / _PLAN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        shutil.rmtree(leaving)
        return
    to = Destination(**plan["to"])
    for file in plan["files"]:
        _take_away(folder, DroppedFile(**file), leaving if to.is_kept else None)
    (folder / READY).unlink(missing_ok=True)
    for name in (VERDICT, VERDICT_TEXT):
        of_folder = leaving / f"{_OF_FOLDER}{name}"
        _copy(of_folder if of_folder.exists() else leaving / name, folder / name)
    named = _free(_shelf(folder, to.shelf) / to.name)
    leaving.rename(named)
    for name in (f"{_OF_FOLDER}{VERDICT}", f"{_OF_FOLDER}{VERDICT_TEXT}", _PLAN):
        (named / name).unlink(missing_ok=True)


def _written(answer: Answer, hidden: str = "") -> list[tuple[str, str]]:
    document = json.dumps(answer.document, ensure_ascii=False, indent=2)
    return [
        (f"{hidden}{VERDICT}", f"{document}\n"),
        (f"{hidden}{VERDICT_TEXT}", f"{answer.text}\n"),
    ]


def _take_away(folder: Path, file: DroppedFile, into: Path | None) -> None:
    """Move or delete a file that is still the one that was read."""
    here = folder / file.name
    try:
        if not is_same(file, os.stat(here, follow_symlinks=False)):
            return
    except FileNotFoundError:
        return  # moved before this process began
    if into is None:
        here.unlink()
    else:
        here.rename(into / file.name)


def _copy(source: Path, target: Path) -> None:
    """The latest verdict lies in the folder itself too, whole at any moment."""
    being_written = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, being_written)
    being_written.replace(target)


def _shelf(folder: Path, name: str) -> Path:
    shelf = folder / name
    shelf.mkdir(mode=0o700, exist_ok=True)
    if shelf.is_symlink():
        raise OSError(f"{name} is a link; nothing is moved through it.")
    return shelf


def _free(path: Path) -> Path:
    """Return the name, or the next one that nothing lies under yet."""
    number, free = 2, path
    while free.exists() or free.is_symlink():
        free = path.with_name(f"{path.name}-{number}")
        number += 1
    return free
