"""Files with their bytes spoilt at random; and what a plain reader makes of a file."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from known_rows import lines, plain_csv

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field
from portfolio.domain.extract import Detected

_CODECS = {
    "UTF-8": "utf-8",
    "UTF-8 with BOM": "utf-8-sig",
    "UTF-16": "utf-16",
    "Windows-1252": "cp1252",
}
# Soft hyphens, spaces without width, marks of the direction of writing.
_UNSEEN = "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
# In ids and codes taken for a hyphen.
_DASH = "[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_TELLING = b"\",;\t\r\n\x00 \xef\xbb\xbf\xa3\x9c0.-/='#\xff"


def seeds() -> list[tuple[str, bytes]]:
    """Right files of every kind, in the forms that files come in."""
    found = []
    for kind in KINDS:
        plain = plain_csv(lines(kind))
        text = plain.decode()
        forms = (
            plain,
            plain.replace(b"\n", b"\r\n"),
            plain_csv(lines(kind), ";"),
            text.encode("utf-16"),
            text.encode("cp1252"),
            text.encode("utf-8-sig"),
        )
        found += [(kind, form) for form in forms]
    return found


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Files with one to four changes each: bytes flipped, put in, taken out, said twice, moved
    from another file, or cut off."""
    chance, right = random.Random(seed), seeds()
    for _ in range(count):
        kind, content = chance.choice(right)
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            content = chance.choice(_CHANGES)(content, chance)
        yield kind, content


def _flipped(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) or 1)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _put_in(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + bytes([chance.choice(_TELLING)]) + content[at:]


def _taken_out(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) or 1)
    return content[:at] + content[at + chance.choice((1, 1, 2, 8)) :]


def _said_twice(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:end] + content[start:]


def _spliced(content: bytes, chance: random.Random) -> bytes:
    _, other = chance.choice(seeds())
    at, start = chance.randrange(len(content) + 1), chance.randrange(len(other))
    return content[:at] + other[start : start + chance.randrange(60)] + content[at:]


def _cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _mark_left_open(content: bytes, chance: random.Random) -> bytes:
    """A quotation mark before one cell, and one behind a cell further on: mostly of another row."""
    edges = [found.start() for found in re.finditer(rb"[,;\n]", content)]
    if len(edges) < 2:  # noqa: PLR2004 - one to open at, one to close at
        return content
    start, end = sorted(chance.sample(edges, 2))
    return content[: start + 1] + b'"' + content[start + 1 : end] + b'"' + content[end:]


_CHANGES = (
    *(_flipped, _put_in, _put_in, _taken_out, _said_twice, _spliced, _cut_off),
    _mark_left_open,
)


def holds_rows(content: bytes, detected: Detected) -> bool:
    """Whether a text of some cell has rows in it, as plainly as a count of delimiters tells."""
    mark = detected.delimiter or ","
    text = _text(content, str(detected.encoding))
    rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    header = next(row for row in rows if any(cell.strip() for cell in row))
    most = len(header) - 1
    for row in (row for row in rows if len(row) == len(header)):
        for place, cell in enumerate(row):
            first, *others = [line.count(mark) for line in cell.split("\n")]
            ends = first == most - place and others and others[-1] == place
            if ends or most in others[:-1]:
                return True
    return False


def plain_reading(content: bytes, detected: Detected) -> list[dict[str, object]]:
    """The rows as Python's reader and the contract's words on cells have them."""
    text = _text(content, str(detected.encoding))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=detected.delimiter or ",")
    header, *rows = [row for row in reader if any(cell.strip() for cell in row)]
    kind = KINDS[str(detected.kind)]
    names = {_folded(column): column for column in kind.columns}
    columns = [names.get(_folded(cell)) for cell in header]
    return [
        {c: as_meant(kind.field(c), cell) for c, cell in zip(columns, row, strict=True) if c}
        for row in rows
    ]


def _text(content: bytes, encoding: str) -> str:
    codec = _CODECS[encoding]
    if encoding == "UTF-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    text = content.decode(codec).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a")
    return re.sub(r'^"?sep=."?[,;\t]*\n', "", text, flags=re.IGNORECASE)


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-\u2010-\u2015\ufeff]", "", name).casefold()


def as_meant(field: Field, cell: str) -> object:
    """A cell as the contract's page says it is taken. Raises ValueError where it has no meaning."""
    seen = re.sub(_UNSEEN, "", cell).strip()
    if not seen:
        return None
    cell = cell.strip() if field.type == "text" else seen
    return _MEANT.get(field.type, str)(cell)


def _day(cell: str) -> date:
    cell = re.sub(r"[ T]00?:00(:00(\.0+)?)?(Z|[+-]\d\d:?\d\d)?$", "", cell)
    cell = re.sub(r"(?i)^(\d+)(st|nd|rd|th)\b|^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?", r"\1", cell)
    words = re.sub(r"(?i)\bof\b|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])|['.,/-]", " ", cell)
    return _first(
        (cell, ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]),
        (_three_letters(words), ("%d %b %Y", "%d %b %y", "%b %d %Y")),
    )


def _month(cell: str) -> str:
    words = re.sub(r"\s*-\s*", " ", cell)
    try:
        found = _first(
            (cell, ["%Y-%m", "%Y/%m", "%Y.%m", "%Y%m", "%m/%Y", "%m-%Y", "%m.%Y"]),
            (_three_letters(words), ("%b %Y", "%b %y")),
        )
    except ValueError:
        found = _day(cell)  # its first day, or its last
    return f"{found:%Y-%m}"


def _three_letters(words: str) -> str:
    """With the names of months cut to their first three letters."""
    return " ".join(re.sub(r"(?i)([a-z]{3})[a-z]*", r"\1", words).split())


def _first(*readings: tuple[str, Iterable[str]]) -> date:
    """By the first of the forms in which it can be read. Raises ValueError where none is."""
    for cell, forms in readings:
        for form in forms:
            try:
                return datetime.strptime(cell, form).date()
            except ValueError:
                continue
    raise ValueError(readings)


def _amount(cell: str) -> float:
    return round(float(re.sub(r"[£,\s]", "", cell)) + 0.0, 2)


def _answer(cell: str) -> bool:
    return {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}[
        cell.casefold()
    ]


def _hyphened(cell: str) -> str:
    return re.sub(_DASH, "-", cell)


def _list(cell: str) -> str:
    parts = (part.strip() for part in cell.lower().split(";"))
    return ";".join(dict.fromkeys(part for part in parts if part))


_MEANT: Mapping[str, Callable[[str], object]] = {
    "date": _day,
    "month": _month,
    "money": _amount,
    "number": lambda cell: float(cell.replace(",", "")),
    "whole": lambda cell: int(float(cell.replace(",", ""))),
    "percent": lambda cell: float(cell.strip("% ")),
    "yes_no": _answer,
    "code": str.lower,
    "id": _hyphened,
    "org": _hyphened,
    "theme": str.lower,
    "themes": _list,
    "text": lambda cell: re.sub("[\t\n\r\x85\u2028\u2029]", " ", cell),
}
