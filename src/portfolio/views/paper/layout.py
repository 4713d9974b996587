"""Layouts of papers: which parts in which order, kept as data that an office can read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent / "layouts"


@dataclass(frozen=True)
class Section:
    """One part of a paper with what is asked of it. An annex is there only where it is chosen."""

    part: str
    options: Mapping[str, object]
    annex: str = ""
    new_page: bool = False


@dataclass(frozen=True)
class Layout:
    """One kind of paper. `needs` is a filter that it cannot be made without."""

    id: str
    name: str
    version: str
    title: str
    subject: str
    annexes: tuple[str, ...]
    sections: tuple[Section, ...]
    needs: str = ""

    @property
    def offers(self) -> tuple[str, ...]:
        """The annexes that can be chosen, in their order."""
        return tuple(dict.fromkeys(one.annex for one in self.sections if one.annex))


_OF_SECTION = frozenset({"part", "annex", "new_page"})


@cache
def layouts() -> Mapping[str, Layout]:
    """Return every layout there is, the board's first."""
    found = [_read(path) for path in sorted(_FOLDER.glob("*.toml"))]
    first = sorted(found, key=lambda one: (one.id != DEFAULT, one.id))
    return MappingProxyType({one.id: one for one in first})


DEFAULT = "board"


def _read(path: Path) -> Layout:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(
        Section(
            part=one["part"],
            annex=one.get("annex", ""),
            new_page=one.get("new_page", False),
            options={name: value for name, value in one.items() if name not in _OF_SECTION},
        )
        for one in said.pop("section")
    )
    annexes = tuple(said.pop("annexes", ()))
    return Layout(id=path.stem, annexes=annexes, sections=sections, **said)
