"""What a drop folder says of itself: its latest verdict, and all that is still refused there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from portfolio.domain.identifiers import masked
from portfolio.inbox.drops import DONE, REFUSED, VERDICT, Drop
from portfolio.service import Answer
from portfolio.service.text.aligned_columns import printable

# Verdicts are laid where their partner may write: what is not one of ours is passed over.
_NOT_OURS = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class _Before:
    """A drop taken or refused earlier: its number, its extracts by kind (or name), its verdict."""

    number: int
    place: str
    extracts: Mapping[str, str]
    document: Mapping[str, Any]

    @property
    def is_refused(self) -> bool:
        return self.document["accepted"] is not True


def of_drop(drop: Drop, answer: Answer) -> Answer:
    """Return the verdict on one drop, numbered, with what is still refused of those before it.

    A refusal stands until each of its extracts has been dropped again, whatever became of that.
    """
    document = dict(answer.document) if isinstance(answer.document, Mapping) else {}
    before = sorted(_before(drop.folder), key=lambda one: one.number)
    number = max((one.number for one in before), default=0) + 1
    named = [masked(file.shown) for file in drop.files]
    later = set(_extracts(document, named))
    standing = []
    for one in reversed(before):
        open_still = {kind: name for kind, name in one.extracts.items() if kind not in later}
        if one.is_refused and open_still:
            standing.append(_told(one, open_still))
        later |= one.extracts.keys()
    return replace(
        answer, document={**document, "drop": number, "files": named, "still_refused": standing}
    )


def of_folder(answer: Answer) -> Answer:
    """Return what the folder itself says: accepted only where nothing is refused there any more."""
    document = answer.document
    assert isinstance(document, Mapping)
    standing = document["still_refused"]
    if not standing:
        return answer
    findings = [*document["findings"], *(f for one in standing for f in one["findings"])]
    stops = sum(found["severity"] == "stop" for found in findings)
    counts = {"stop": stops, "note": len(findings) - stops}
    said = {**document, "accepted": False, "findings": findings, "counts": counts}
    return replace(answer, text=f"{answer.text}\n\n{_text(standing)}", document=said)


def _before(folder: Path) -> Iterable[_Before]:
    for shelf in (folder / DONE, folder / REFUSED):
        if shelf.is_symlink() or not shelf.is_dir():
            continue
        for one in shelf.iterdir():
            try:
                if not one.is_symlink() and not (one / VERDICT).is_symlink():
                    yield _read(one)
            except _NOT_OURS:
                continue


def _read(place: Path) -> _Before:
    document = json.loads((place / VERDICT).read_text(encoding="utf-8"))
    bool(document["accepted"])
    for found in document["findings"]:
        found["severity"], found["file"], found["sentence"]  # noqa: B018 - raises where one lacks
    extracts = _extracts(document, document["files"])
    return _Before(int(document["drop"]), f"{place.parent.name}/{place.name}", extracts, document)


def _extracts(document: Mapping[str, Any], files: Iterable[str]) -> dict[str, str]:
    """Return the extracts of a drop by kind, with their files; what has no kind, by its file's
    name."""
    detected = document.get("detected", ())
    by_kind = {str(one["kind"] or one["file"]): str(one["file"]) for one in detected}
    return by_kind or {str(name): str(name) for name in files}


def _told(one: _Before, open_still: Mapping[str, str]) -> Mapping[str, Any]:
    files = sorted(set(open_still.values()))
    findings = [
        found
        for found in one.document["findings"]
        if found["severity"] == "stop" and found["file"] in ("", *files)
    ]
    return {"drop": one.number, "folder": one.place, "files": files, "findings": findings}


def _text(standing: Iterable[Mapping[str, Any]]) -> str:
    blocks = ["STILL REFUSED IN THIS FOLDER, and to be sent again"]
    for one in standing:
        lines = [
            printable(f"  {found['file'] or 'The submission'}: {found['sentence']}")
            for found in one["findings"]
        ]
        named = printable(f"{one['folder']}: {', '.join(one['files'])}")
        blocks.append("\n".join([named, *lines]))
    return "\n\n".join(blocks)
