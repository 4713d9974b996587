"""What a picture is: one drawing with its sentence, its words for those who cannot see it,
and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from portfolio.domain.result import Cell

Figure = Mapping[str, object]
Align = Literal["left", "right"]


@dataclass(frozen=True)
class Column:
    """One column: `name` in the download (with its unit), `title` on the screen."""

    name: str
    title: str
    align: Align = "left"


@dataclass(frozen=True)
class DisplayTable:
    """The numbers of a picture: `text` as read on the screen, `values` unrounded for download.

    Both have one entry per column in every row. Text is as partners wrote it: whoever shows it
    escapes it (`snippets.table` does).
    """

    columns: tuple[Column, ...] = ()
    text: tuple[tuple[str, ...], ...] = ()
    values: tuple[tuple[Cell, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.text)


class LateTable(DisplayTable):
    """A table worked out when somebody asks to see it or to take it away: few do, and of a long
    list it takes longer than the picture."""

    def __init__(self, make: Callable[[], DisplayTable]) -> None:
        object.__setattr__(self, "_make", make)

    @cached_property
    def _made(self) -> DisplayTable:
        make: Callable[[], DisplayTable] = self.__dict__["_make"]
        return make()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._made.columns

    @property
    def text(self) -> tuple[tuple[str, ...], ...]:
        return self._made.text

    @property
    def values(self) -> tuple[tuple[Cell, ...], ...]:
        return self._made.values


@dataclass(frozen=True)
class KeyItem:
    """One entry of a key: the `src` of its mark (a data URI) and its word."""

    mark: str
    label: str


@dataclass(frozen=True)
class Picture:
    """One picture, ready to place. Exactly one of `figure`, `html` and `empty` is filled.

    `figure` is a Plotly figure as a plain mapping, drawn with `CONFIG`, no theme and `height`
    pixels; `html` is safe markup whose classes are in `style.CSS`; `empty` says what would be
    here and what to do. `title`, `subtitle`, `alt`, `note` and `empty` are unescaped text.
    """

    title: str
    subtitle: str = ""
    alt: str = ""
    figure: Figure | None = None
    html: str = ""
    height: int = 0
    key: tuple[KeyItem, ...] = ()
    note: str = ""
    table: DisplayTable = DisplayTable()
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        return bool(self.empty)


CONFIG: Mapping[str, object] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
"""How Plotly behaves: nothing to press, and a thumb scrolls the page."""
