"""A right file spoilt in every way of the published list of pollutions, one at a time.

The list: Vitagliano et al., "Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023, and the
repository HPI-Information-Systems/Pollock. Its pollutions of rows are put at every row and every
column; what it does to quotes and delimiters is done with more marks than it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, cycle, product

from known_rows import lines, plain_csv, quoted
from patient_numbers import SPELLINGS

from portfolio.contract.catalogue import KINDS
from portfolio.domain.delimiters import DELIMITERS

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Polluted:
    """A spoilt file; `row` is the row to blame, if one is. `is_legal` means that the contract
    allows this form, so that it has to be taken, and taken as it was meant."""

    pollution: str
    content: bytes
    row: int | None = None
    is_legal: bool = False


def pollutions(kind: str) -> Iterator[Polluted]:
    cells = lines(kind)
    yield from _legal_forms(cells)
    yield from _file_forms(cells)
    yield from _cut_off(cells)
    yield from _encodings(cells)
    yield from _tables(cells, kind)
    yield from _patients(cells, kind)
    for style in (False, True):
        yield from _at_every_cell(cells, all_quoted=style)
        yield from _at_every_row(cells, all_quoted=style)


def _join(rows: Sequence[str], end: str = "\n") -> bytes:
    return "".join(row + end for row in rows).encode()


def _rows(cells: Cells, delimiter: str = ",", *, always: bool = False) -> list[str]:
    return [delimiter.join(quoted(c, delimiter, always=always) for c in row) for row in cells]


def _spaced(row: Sequence[str]) -> str:
    """A space after each comma, but before a quotation mark: there it would be part of the cell."""
    first, *others = (quoted(cell) for cell in row)
    return first + "".join(f",{c}" if c.startswith('"') else f", {c}" for c in others)


def _legal_forms(cells: Cells) -> Iterator[Polluted]:
    """Forms that the contract reads: each has to come to the same rows."""
    plain = plain_csv(cells)
    text = plain.decode()
    forms = {
        "as it is": plain,
        "all cells in quotes": _join(_rows(cells, always=True)),
        "semicolons": plain_csv(cells, ";"),
        "tabs": plain_csv(cells, "\t"),
        "semicolons, all cells in quotes": _join(_rows(cells, ";", always=True)),
        "CRLF": plain.replace(b"\n", b"\r\n"),
        "CR": plain.replace(b"\n", b"\r"),
        "no line end at the end": plain.removesuffix(b"\n"),
        "two line ends at the end": plain + b"\n",
        "two CRLF at the end": plain.replace(b"\n", b"\r\n") + b"\r\n",
        "UTF-8 with BOM": b"\xef\xbb\xbf" + plain,
        "UTF-16": text.encode("utf-16"),
        "UTF-16 without BOM, low byte first": text.encode("utf-16-le"),
        "UTF-16 without BOM, high byte first": text.encode("utf-16-be"),
        "Windows-1252": text.encode("cp1252"),
        "header in capitals": plain_csv([[c.upper() for c in cells[0]], *cells[1:]]),
        "header with spaces": plain_csv([[c.replace("_", " ") for c in cells[0]], *cells[1:]]),
        "columns the other way round": plain_csv([row[::-1] for row in cells]),
        "comma and space": _join([_spaced(row) for row in cells]),
        "sep= above": b"sep=;\n" + plain_csv(cells, ";"),
        "blank lines above": b"\n\n" + plain,
        "blank line under the header": plain.replace(b"\n", b"\n\n", 1),
        "rows of nothing but commas below": plain + b"," * (len(cells[0]) - 1) + b"\n",
        "blank columns beside": plain_csv([[*row, "", ""] for row in cells]),
        "a column of nothing but blanks between": plain_csv([["", *row] for row in cells]),
    }
    for name, content in forms.items():
        yield Polluted(name, content, is_legal=True)
    for row in range(len(cells)):
        for end in ("\r\n", "\r", "\n\r"):
            ends = [end if at == row else "\n" for at in range(len(cells))]
            content = "".join(a + b for a, b in zip(_rows(cells), ends, strict=True)).encode()
            yield Polluted("other line end in one row", content, is_legal=True)


def _file_forms(cells: Cells) -> Iterator[Polluted]:
    """Forms of whole files that the contract does not read."""
    plain, width = plain_csv(cells), len(cells[0])
    text = plain.decode()
    forms = {
        "no bytes": b"",
        "blanks only": b" \n\t\n",
        "commas only": b"," * width + b"\n",
        "delimited by |": plain_csv(cells, "|"),
        "delimited by :": plain_csv(cells, ":"),
        "delimited by a space": plain_csv(cells, " "),
        "delimited by two tabs": plain_csv(cells, "\t").replace(b"\t", b"\t\t"),
        "delimited by the letters \\t": plain_csv(cells, "\t").replace(b"\t", b"\\t"),
        "apostrophes for quotes": text.replace('"', "'").encode(),
        "apostrophes round every cell": _join(
            [",".join("'" + c.replace("'", "''") + "'" for c in row) for row in cells]
        ),
        "curly quotes": text.replace('"', "“").encode(),
        "backslashes for quotes in quotes": text.replace('""', '\\"').encode(),
        "quotes in quotes not doubled": text.replace('""', '"').encode(),
        "quote and space": _join([",".join(map(_quote_and_space, row)) for row in cells]),
        "a quote opened at the end": plain + b'"',
        "NUL between": plain.replace(b",", b"\x00,", 1),
        "gzip": b"\x1f\x8b\x08\x00" + plain,
        "zip": b"PK\x03\x04" + plain,
        "PDF": b"%PDF-1.7\n" + plain,
        "no header": plain_csv(cells[1:]),
        "one column": plain_csv([row[:1] for row in cells]),
        "a thousand columns": plain_csv(
            [[*row, *("col" + str(i) for i in range(1000))] for row in cells]
        ),
        "seventeen thousand columns": plain_csv(
            [[*cells[0], *(f"col{i}" for i in range(17_000))], [*cells[1], *[""] * 17_000]]
        ),
        "cut off in a quoted cell": _join(_rows(cells, always=True))[:-2],
    }  # fmt: skip
    for name, content in forms.items():
        yield Polluted(name, content)


def _quote_and_space(cell: str) -> str:
    written = quoted(cell)
    return f"{written} " if written.endswith('"') else written


def _cut_off(cells: Cells) -> Iterator[Polluted]:
    """A file of which the end is missing, at one place in seven of its last row."""
    *whole, last = _rows(cells)
    for length in range(1, len(last), 7):
        yield Polluted("cut off in the last row", _join(whole) + last[:length].encode(), len(cells))


def _encodings(cells: Cells) -> Iterator[Polluted]:
    text = plain_csv(cells).decode()
    yield Polluted("UTF-32", text.encode("utf-32"))
    yield Polluted("UTF-16, half a letter too many", text.encode("utf-16") + b"a")
    yield Polluted("UTF-16 twice", text.encode("utf-16") + text.encode("utf-16"))
    for row in range(len(cells)):
        rows = [r.encode() for r in _rows(cells)]
        rows[row] = rows[row].replace(b"e", "é".encode("cp1252"), 1)
        yield Polluted("one row in another encoding", b"\n".join(rows) + b"\n")


def _tables(cells: Cells, kind: str) -> Iterator[Polluted]:
    """Preambles, footnotes, headers of several rows, several tables."""
    plain, width, below = plain_csv(cells), len(cells[0]), len(cells) + 1
    other = lines("risks" if kind != "risks" else "lessons")
    delimited, bare = b"A note" + b"," * (width - 1) + b"\n", b"A note\n"
    for note in (delimited, bare):
        for count in (1, 3):
            for gap in (b"", b"\n", b"," * (width - 1) + b"\n"):
                at = count + 1 + bool(gap)
                yield Polluted("preamble", note * count + gap + plain, at)
                yield Polluted("footnote", plain + gap + note * count, below + bool(gap))
    for times in (1, 2):
        yield Polluted("header again below itself", plain_csv([*cells[:1] * times, *cells]), 2)
    yield Polluted("header again at the foot", plain_csv([*cells, cells[0]]), below)
    yield Polluted("header again between", plain_csv([*cells[:2], *cells[:1], *cells[2:]]), 3)
    upper = [[name.replace("_", " ").title() for name in cells[0]]]
    yield Polluted("header above the header", plain_csv([*upper, *cells]))
    total = ["Total", *("" for _ in cells[0][2:]), "3"]
    yield Polluted("totals at the foot", plain_csv([*cells, total]), below)
    for gap in (b"", b"\n", b"\n\n"):
        yield Polluted(
            "two tables, one below the other", plain + gap + plain_csv(other), below + len(gap)
        )
        yield Polluted("the same table twice", plain + gap + plain, below + len(gap))
        same = [(row * width)[:width] for row in other]
        yield Polluted("two tables of one width", plain + gap + plain_csv(same), below + len(gap))
    beside = [[*a, "", *b] for a, b in zip(cells, other, strict=False)]
    yield Polluted("two tables side by side", plain_csv(beside), 1)
    yield Polluted("the same table beside itself", plain_csv([[*a, "", *a] for a in cells]), 1)
    yield Polluted("a table on its side", plain_csv([list(c) for c in zip(*cells, strict=True)]), 1)


def _patients(cells: Cells, kind: str) -> Iterator[Polluted]:
    """A patient's number in every spelling, in every text of a row."""
    texts = [place for place, name in enumerate(cells[0]) if KINDS[kind].field(name).type == "text"]
    for row in range(1, len(cells)):
        for column in texts:
            for spelling in SPELLINGS.values():
                spoilt = [list(each) for each in cells]
                spoilt[row][column] = spelling
                yield Polluted("a patient's number", plain_csv(spoilt), row + 1)


def _at_every_cell(cells: Cells, *, all_quoted: bool) -> Iterator[Polluted]:
    for row, said in enumerate(cells):
        for column in range(len(said)):
            for name, spoilt in _spoilt_rows(said, column, all_quoted=all_quoted):
                rows = _rows(cells, always=all_quoted)
                rows[row] = spoilt
                yield Polluted(name, _join(rows), row + 1)


def _spoilt_rows(row: Sequence[str], column: int, *, all_quoted: bool) -> Iterator[tuple[str, str]]:
    written = [quoted(cell, always=all_quoted) for cell in row]

    def joined(cell: str) -> str:
        return ",".join([*written[:column], cell, *written[column + 1 :]])

    cell, bare = written[column], row[column]
    middle = len(cell) // 2
    yield "one delimiter more", joined("," + cell)
    if column:
        before = [*written[: column - 1], written[column - 1] + cell]
        yield "one delimiter less", ",".join([*before, *written[column + 1 :]])
        other = ",".join(written[:column]) + ";" + ",".join(written[column:])
        yield "other delimiter once", other
    yield "stray quote before", joined('"' + cell)
    yield "stray quote after", joined(cell + '"')
    if middle:
        yield "stray quote within", joined(cell[:middle] + '"' + cell[middle:])
    if bare:
        yield "apostrophes round one cell", joined("'" + bare + "'")
        yield "curly quotes round one cell", joined("“" + bare + "”")
        yield "backslash before a quote", joined('"' + bare.replace('"', '""') + '\\""')


def _at_every_row(cells: Cells, *, all_quoted: bool) -> Iterator[Polluted]:
    plain = _rows(cells, always=all_quoted)
    for row in range(len(cells)):
        for delimiter in (";", "\t", "|", " ", ":"):
            other = _rows(cells, delimiter, always=all_quoted)[row]
            rows = [*plain[:row], other, *plain[row + 1 :]]
            yield Polluted("other delimiter in one row", _join(rows), row + 1)
        for end in ("", "\v", "\f", "\x1c", "\x85", "\u2028"):
            ends = [end if at == row else "\n" for at in range(len(cells))]
            content = "".join(a + b for a, b in zip(plain, ends, strict=True)).encode()
            is_last = row == len(cells) - 1
            yield Polluted("no right line end in one row", content, row + 1, not end and is_last)
        for count in (
            *(() if row in (0, len(cells) - 1) else (0,)),
            1,
            len(cells[0]) - 1,
            len(cells[0]) + 1,
            2 * len(cells[0]),
        ):
            short = [quoted(c, always=all_quoted) for c in (cells[row] * 2)[:count]]
            rows = [*plain[:row], ",".join(short), *plain[row + 1 :]]
            yield Polluted("other number of cells in one row", _join(rows), row + 1)


_NEEDS_QUOTES = re.compile(r'[\n",;]+')
_DIALECTS = tuple(
    product(
        DELIMITERS,
        (False, True),
        ("\n", "\r\n", "\r"),
        ("utf-8", "utf-8-sig", "utf-16", "cp1252"),
    )
)


def marks_left_open(kind: str) -> Iterator[Polluted]:
    """A quotation mark opened at every cell and closed at every cell of every later row, the
    header's own cells included; each in the next of all dialects in turn. Of a cell in quotes the
    one mark that would have closed it, or opened it, is left out instead. Once with texts that
    need quotation marks, once with texts that need none."""
    known, dialects = lines(kind), cycle(_DIALECTS)
    bare = [[_NEEDS_QUOTES.sub(" ", cell) for cell in row] for row in known]
    places = range(len(known[0]))
    for opens, closes in combinations(range(len(known)), 2):
        for cells, start, end in product((known, bare), places, places):
            delimiter, all_quoted, line_end, encoding = next(dialects)
            rows = [[quoted(c, delimiter, always=all_quoted) for c in row] for row in cells]
            rows[opens][start] = _only_opened(rows[opens][start])
            rows[closes][end] = _only_closed(rows[closes][end])
            text = _join([delimiter.join(row) for row in rows]).decode()
            content = text.replace("\n", line_end).encode(encoding)
            yield Polluted("quotation mark closed in a later row", content, opens + 1)


def _only_opened(cell: str) -> str:
    return cell[:-1] if cell.startswith('"') and cell != '""' else '"' + cell.strip('"')


def _only_closed(cell: str) -> str:
    return cell[1:] if cell.startswith('"') and cell != '""' else cell.strip('"') + '"'
