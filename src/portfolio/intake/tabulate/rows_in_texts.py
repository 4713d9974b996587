"""Rows that stand inside a text: what a quotation mark takes in that closes only some lines on.

The record around such a text has as many cells as it should, so nothing else tells. A line within
a text that is as wide as the header is taken for a row until its cells prove that it is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import polars as pl

from portfolio.contract.fields import Field, Kind
from portfolio.contract.rules import ROWS_LISTED, case, finding
from portfolio.domain.delimiters import DELIMITER_WORDS, DELIMITERS, any_delimiter
from portfolio.domain.finding import Finding
from portfolio.intake.cells.field_fit import fits_field
from portfolio.intake.tabulate.header import Heading
from portfolio.intake.tabulate.records import Records
from portfolio.intake.tabulate.rows import Rows

_ANY_DELIMITER = any_delimiter()
# Of these any code may be new to a file: what other rows have there is the surer sign.
_NAMES_OTHERS = ("org", "theme")
# So many texts on either side, in a record with several over lines, are taken for what they may be.
_BESIDE = 3
_Placed = Mapping[int, str]


@dataclass(frozen=True)
class TakenIn:
    """One text with rows in it: the row and the position of its cell, how many rows it took, the
    first of them, the delimiter that parts them; and how many line ends stand in its record
    before it and within it."""

    row: int
    place: int
    row_count: int
    first: str
    delimiter: str
    lines_before: int
    lines_within: int


def rows_in_texts(
    rows: Rows, heading: Heading, kind: Kind, places: Mapping[str, int]
) -> tuple[TakenIn, ...]:
    """Return every text that holds rows of the table; `places` are the positions of columns by
    name."""
    if not rows.has_line_breaks:
        return ()
    others = [d for d in DELIMITERS if d != heading.delimiter]
    texts = [
        text
        for row, cells in _over_lines(rows)
        for delimiter in (heading.delimiter, *others)
        for text in _texts(row, cells, delimiter, len(heading.cells))
    ]
    found: dict[tuple[int, int], TakenIn] = {}
    for one in _Expected(rows, kind, places).with_rows(texts):
        found.setdefault((one.row, one.place), one)
    return tuple(found[place] for place in sorted(found))


def _over_lines(rows: Rows) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the records that run over lines, where one may hold a row: its text then has as many
    delimiters as stand before the text, or more."""
    columns = [column for column in rows.table.columns if column != "row_number"]
    breaks = [
        pl.col(column).str.contains("\n", literal=True)
        & (pl.col(column).str.count_matches(_ANY_DELIMITER) >= int(column))
        for column in columns
    ]
    for *cells, row in rows.table.filter(pl.any_horizontal(breaks)).rows():
        yield row, [cell or "" for cell in cells]
    for uneven in rows.uneven:
        if any("\n" in cell for cell in uneven.cells):
            yield uneven.row, uneven.cells


@dataclass(frozen=True)
class _Text:
    """A text over several lines, each split by one delimiter, in a record of `width` columns.

    `before` counts the cells on the line on which it opens, `after` those behind it on the line
    on which it closes. `taken` is what is to be said of it if rows stand in it.
    """

    lines: Sequence[Sequence[str]]
    width: int
    before: int
    after: int
    taken: TakenIn

    @cached_property
    def full_lines(self) -> list[_Placed]:
        """The lines within that are as wide as the header, by position."""
        return [dict(enumerate(line)) for line in self._full]

    @property
    def _full(self) -> list[Sequence[str]]:
        return [line for line in self.lines[1:-1] if len(line) == self.width]

    @property
    def _behind(self) -> int:
        return self.width - 1 - self.before

    @property
    def _ahead(self) -> int:
        return self.width - 1 - self.after

    @cached_property
    def both_ends(self) -> _Placed | None:
        """What stands behind the opening mark, to the end of its row, and before the closing one:
        the rest of one row and the beginning of another, if these lines are rows. Either may
        itself run over lines, where a text of it did."""
        if self._behind < 0 or self._ahead < 0:
            return None
        first = _joined(self.lines, self._behind)
        last = _joined(self.lines[::-1], self._ahead, backwards=True)
        if first is None or last is None or first.lines + last.lines > len(self.lines):
            return None
        rest = first.cells[len(first.cells) - self._behind :]
        return dict(
            [*enumerate(last.cells[: self._ahead]), *enumerate(rest, start=self.before + 1)]
        )

    def counted(self, *, at_the_ends: bool) -> TakenIn:
        """Told with the number of rows it took, and the first: between two ends of rows as many
        as there are delimiters for."""
        if not at_the_ends:
            return replace(self.taken, row_count=len(self._full), first=self._line(self._full[0]))
        within = sum(len(line) - 1 for line in self.lines) - self._behind - self._ahead
        return replace(
            self.taken,
            row_count=max(within // (self.width - 1), len(self._full)) + 1,
            first=self._line(self.lines[1]),
        )

    def _line(self, cells: Sequence[str]) -> str:
        return self.taken.delimiter.join(cells).strip()


@dataclass(frozen=True)
class _Joined:
    cells: Sequence[str]
    lines: int


def _joined(
    lines: Sequence[Sequence[str]], delimiters: int, *, backwards: bool = False
) -> _Joined | None:
    """Return the first lines, as many as it takes to have so many delimiters; None if there are
    fewer."""
    cells: list[str] = []
    for number, line in enumerate(lines, start=1):
        if backwards:
            cells = [*line[:-1], f"{line[-1]} {cells[0]}", *cells[1:]] if cells else [*line]
        else:
            cells = [*cells[:-1], f"{cells[-1]} {line[0]}", *line[1:]] if cells else [*line]
        if len(cells) > delimiters:
            return _Joined(cells, number)
    return None


def _texts(row: int, cells: Sequence[str], delimiter: str, width: int) -> Iterator[_Text]:
    """Yield each text over several lines, once for each way in which the others may be meant."""
    split = {
        place: [line.split(delimiter) for line in cell.split("\n")]
        for place, cell in enumerate(cells)
        if "\n" in cell
    }
    passed = 0
    for number, (place, lines) in enumerate(split.items()):
        breaks = len(lines) - 1
        taken = TakenIn(row, place, 0, "", delimiter, passed, breaks)
        earlier = dict([*split.items()][max(number - _BESIDE, 0) : number])
        later = dict([*split.items()][number + 1 : number + 1 + _BESIDE])
        # A text beside may be one cell; or its lines are rows, and the one before ends with it.
        before = {place, *(len(of[-1]) + place - at - 1 for at, of in earlier.items())}
        after = {
            len(cells) - place - 1,
            *(len(of[0]) + at - place - 1 for at, of in later.items()),
        }
        for ahead, behind in product(sorted(before), sorted(after)):
            yield _Text(lines, width, ahead, behind, taken)
        passed += breaks


@dataclass(frozen=True)
class _Expected:
    """What the columns ask that every row fills in and that are no free text."""

    rows: Rows
    kind: Kind
    places: Mapping[str, int]

    def with_rows(self, texts: Sequence[_Text]) -> Iterator[TakenIn]:
        full = [line for text in texts for line in text.full_lines]
        ends = [text.both_ends for text in texts if text.both_ends is not None]
        answers = iter(self._are_rows([*full, *ends]))
        are_full = [[next(answers) for _ in text.full_lines] for text in texts]
        for text, of_lines in zip(texts, are_full, strict=True):
            at_the_ends = text.both_ends is not None and next(answers)
            if at_the_ends or any(of_lines):
                yield text.counted(at_the_ends=at_the_ends)

    def _are_rows(self, lines: Sequence[_Placed]) -> list[bool]:
        """A line is a row where each cell may be one of its column; or where more than half are,
        counting of organisations and themes only those of other rows, and no blank follows a
        delimiter as it does in prose."""
        if not lines:
            return []
        may_be, surely = [], []
        for field, place in self._asked:
            cells = pl.Series([line.get(place, None) for line in lines], dtype=pl.String)
            bare = cells.str.strip_chars(' "\u00a0')
            fits = fits_field(bare, field).fill_null(value=False)
            may_be.append(fits | cells.is_null())
            surely.append((fits & self._is_in_use(bare, field, place)).set(cells.is_null(), None))
        every = pl.DataFrame(may_be).select(pl.all_horizontal(pl.all())).to_series()
        most = pl.DataFrame(surely).mean_horizontal() > 0.5  # noqa: PLR2004 - more than half
        return [
            whole or (mostly and not _is_prose(line))
            for whole, mostly, line in zip(every, most.fill_null(value=False), lines, strict=True)
        ]

    @cached_property
    def _asked(self) -> list[tuple[Field, int]]:
        fields = (f for f in self.kind.fields if f.is_required and f.type not in ("text", "link"))
        return [(f, self.places[f.name]) for f in fields if f.name in self.places]

    def _is_in_use(self, cells: pl.Series, field: Field, place: int) -> pl.Series:
        if field.type not in _NAMES_OTHERS:
            return pl.repeat(True, cells.len(), eager=True)
        known = self.rows.table[str(place)].unique().str.strip_chars()
        return cells.is_in(known.implode())


def _is_prose(line: _Placed) -> bool:
    return any(cell[:1].isspace() and cell.strip() for place, cell in line.items() if place)


@dataclass(frozen=True)
class Sheet:
    """Where the texts stand, for saying it: the file, its content as text and its header."""

    file: str
    kind: Kind
    content: bytes
    heading: Heading
    has_lines: bool
    """Whether its lines are those of the file as sent; a workbook's are not."""

    def findings(self, taken: Sequence[TakenIn]) -> Iterator[Finding]:
        """Yield one finding on marks that close too late, one on rows in texts that are one for
        us."""
        own = [one for one in taken if self.has_lines and one.delimiter == self.heading.delimiter]
        lines = _first_lines(self.content, self.heading, {one.row for one in own})
        if own:
            yield self._finding("rows_within_quotes", [(t, _at(t, lines)) for t in own])
        others = [one for one in taken if one not in own]
        if others:
            yield self._finding("rows_within_text", [(t, {}) for t in others])

    def _finding(self, rule: str, taken: Sequence[tuple[TakenIn, Mapping[str, str]]]) -> Finding:
        (first, at), *others = taken
        told = finding(
            rule,
            file=self.file,
            kind=self.kind.name,
            rows=list(dict.fromkeys(one.row for one, _ in taken)),
            row_count=len({one.row for one, _ in taken}),
            column=self._column(first),
            found=first.first,
            more=_more([one for one, _ in others]),
            **_counted(first),
            **at,
        )
        each = (
            replace(
                case(
                    rule,
                    one.row,
                    kind=self.kind.name,
                    column=self._column(one),
                    found=one.first,
                    more="",
                    **_counted(one),
                    **of_lines,
                ),
                column=self._column(one),
            )
            for one, of_lines in taken[:ROWS_LISTED]
        )
        return replace(told, each=tuple(each)) if others else told

    def _column(self, one: TakenIn) -> str | None:
        cells = self.heading.cells
        return cells[one.place].strip() if one.place < len(cells) else None


def _counted(one: TakenIn) -> dict[str, str]:
    is_one = one.row_count == 1
    return {
        "rows_were": "the row below was" if is_one else f"{one.row_count:,} rows below were",
        "lines_are": "1 line of this text is a row" if is_one
        else f"{one.row_count:,} lines of this text are rows",
        "by": DELIMITER_WORDS[one.delimiter],
    }  # fmt: skip


def _at(one: TakenIn, first_lines: Mapping[int, int]) -> dict[str, str]:
    opens = first_lines[one.row] + one.lines_before
    return {"opens": f"{opens:,}", "closes": f"{opens + one.lines_within:,}"}


def _more(others: Sequence[TakenIn]) -> str:
    if not others:
        return ""
    texts = "One more text holds" if len(others) == 1 else f"{len(others):,} more texts hold"
    rows = sum(one.row_count for one in others)
    return f" {texts} {'1 row' if rows == 1 else f'{rows:,} rows'} in the same way."


def _first_lines(content: bytes, heading: Heading, rows: Iterable[int]) -> Mapping[int, int]:
    """Return the line of the file on which each of these rows begins."""
    wanted, found = set(rows), {}
    line = content.count(b"\n", 0, heading.offset) + 1
    records = Records(content, heading.delimiter, offset=heading.offset, row=heading.row)
    start = heading.offset
    while wanted and next(records, None) is not None:
        if records.row in wanted:
            wanted.remove(records.row)
            found[records.row] = line
        line += content.count(b"\n", start, records.offset)
        start = records.offset
    return found
