"""What a picture is: one drawing with its sentence, its words for those who cannot see it,
and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from portfolio.domain.document import Chart
from portfolio.domain.result import Cell
from portfolio.views.read_result import Record

Figure = Mapping[str, object]
Align = Literal["left", "right"]


@dataclass(frozen=True)
class Column:
    """One column: `name` in the download (with its unit), `title` on the screen."""

    name: str
    title: str
    align: Align = "left"


TableLine = tuple[Iterable[str], Iterable[Cell]]
"""One row of a table: as read on the screen, and unrounded for download."""
Row = TypeVar("Row")
Rows = Sequence[Row] | Callable[[], Sequence[Row]]


@dataclass(frozen=True)
class DisplayTable:
    """The numbers of a picture: `text` as read on the screen, `values` unrounded for download.

    Both have one entry per column in every row. Text is as partners wrote it: whoever shows it
    escapes it (`snippets.table` does). Both are worked out when somebody asks to see the table or
    to take it away: few do, and of a long list it takes longer than the picture. `table_of` makes
    one; what its rows are, only `line` knows.
    """

    columns: tuple[Column, ...] = ()
    find: Callable[[], Sequence[Any]] = tuple
    line: Callable[[Any], TableLine] = lambda _: ((), ())

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def text(self) -> tuple[tuple[str, ...], ...]:
        return tuple(said for said, _ in self._lines)

    @cached_property
    def values(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(kept for _, kept in self._lines)

    @cached_property
    def _lines(self) -> list[tuple[tuple[str, ...], tuple[Cell, ...]]]:
        return [(tuple(said), tuple(kept)) for said, kept in map(self.line, self._rows)]

    @cached_property
    def _rows(self) -> Sequence[Any]:
        return self.find()


def table_of(
    columns: tuple[Column, ...], rows: Rows[Row], line: Callable[[Row], TableLine]
) -> DisplayTable:
    """A table with a line for each row of whatever is shown; the rows, or what finds them."""
    return DisplayTable(columns, rows if callable(rows) else lambda: rows, line)


def table_of_records(
    columns: tuple[Column, ...], rows: Rows[Record], said: Callable[[Record], Iterable[str]]
) -> DisplayTable:
    """Return a table of a result's records, whose values are those of the columns' names."""
    names = [column.name for column in columns]
    return table_of(columns, rows, lambda row: (said(row), map(row.get, names)))


def table_by_column(
    columns: tuple[Column, ...], rows: Rows[Record], said: Callable[[Record, str], str]
) -> DisplayTable:
    """Return the same, where a cell's text depends on the name of its column alone."""
    return table_of_records(columns, rows, lambda row: (said(row, one.name) for one in columns))


@dataclass(frozen=True)
class KeyItem:
    """One entry of a key: the `src` of its mark (a data URI) and its word."""

    mark: str
    label: str


@dataclass(frozen=True)
class Picture:
    """One picture, ready to place. Exactly one of `figure`, `html` and `empty` is filled.

    `figure` is a Plotly figure as a plain mapping, drawn with `CONFIG`, no theme and `height`
    pixels; `html` is safe markup whose classes are in `pictures.css`; `empty` says what would be
    here and what to do. `title`, `subtitle`, `alt`, `note` and `empty` are unescaped text.
    `to_take` is the same drawing for who takes it away, where there is one.
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
    to_take: Chart | None = None

    @property
    def is_empty(self) -> bool:
        return bool(self.empty)


CONFIG: Mapping[str, object] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
"""How Plotly behaves: nothing to press, and a thumb scrolls the page."""
