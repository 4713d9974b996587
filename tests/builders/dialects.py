"""Any table of valid values of any kind, written in any form that the contract reads.

The values are Python's own; what is written of them follows the contract's words and not its code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from known_rows import Row, known_rows, quoted, written

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field
from portfolio.contract.not_known import NO_TEXT
from portfolio.domain.delimiters import DELIMITERS

_MONTHS = "January February March April May June July August September October November December"
_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffd\ufeff"
)
_CP1252 = st.sampled_from("aé£ “”–…,;\"'=+-@|0\u00a0")
_AWKWARD = st.sampled_from("aé£,;\"'| \n=+-@0")


@dataclass(frozen=True)
class Form:
    """How a file and the cells in it are written."""

    delimiter: str
    line_end: str
    encoding: str
    quotes_all: bool
    columns: tuple[str, ...]
    blank_above: int
    blank_between: bool
    last_line_end: bool
    spell_header: Callable[[str], str]
    spell: Callable[[Field, object], str]

    def write(self, kind: str, rows: Sequence[Row]) -> bytes:
        fields = [KINDS[kind].field(column) for column in self.columns]
        lines = [[self.spell_header(f.name) for f in fields]]
        lines += [[self.spell(f, row[f.name]) for f in fields] for row in rows]
        text = [self.delimiter.join(self._quoted(cell) for cell in line) for line in lines]
        gap = self.line_end * (2 if self.blank_between else 1)
        end = self.line_end if self.last_line_end else ""
        whole = self.line_end * self.blank_above + gap.join(text) + end
        return whole.encode(self.encoding)

    def _quoted(self, cell: str) -> str:
        return quoted(cell, self.delimiter, always=self.quotes_all)


def _dates(value: Any, plain: str) -> tuple[str, ...]:
    return f"{value:%d/%m/%Y}", f"{value.day}/{value.month}/{value.year}", f"{plain} 00:00:00"


def _months(_: Any, plain: str) -> tuple[str, ...]:
    year, month = plain.split("-")
    name = _MONTHS.split()[int(month) - 1]
    return f"{name[:3]}-{year[2:]}", f"{name} {year}", f"01/{month}/{year}", f"{plain}-01"


def _amounts(value: Any, plain: str) -> tuple[str, ...]:
    return f"£{value:,.2f}", f"{value:,.2f}", f"{plain} ", f" £ {value:,.2f}"


def _numbers(_: Any, plain: str) -> tuple[str, ...]:
    return (f"{int(plain):,}", plain) if plain.lstrip("-").isdigit() else (plain,)


def _percentages(_: Any, plain: str) -> tuple[str, ...]:
    return f"{plain}%", f"{plain} %", plain


def _answers(value: Any, _: str) -> tuple[str, ...]:
    return ("Yes", "y", "TRUE") if value else ("NO", "N", "false")


def _codes(_: Any, plain: str) -> tuple[str, ...]:
    return plain.upper(), f" {plain} ", plain.title()


_SPELLINGS: dict[str, Callable[[Any, str], tuple[str, ...]]] = {
    "date": _dates,
    "month": _months,
    "money": _amounts,
    "number": _numbers,
    "whole": _numbers,
    "percent": _percentages,
    "yes_no": _answers,
    "code": _codes,
    "theme": _codes,
    "themes": _codes,
}


def _spelt(choice: int) -> Callable[[Field, object], str]:
    """Spellings of values: the plain one, or one of those that spreadsheets and people use."""

    def spell(field: Field, value: object) -> str:
        plain = written(value)
        if value is None or choice == 0 or field.type not in _SPELLINGS:
            return plain
        spellings = _SPELLINGS[field.type](value, plain)
        return spellings[choice % len(spellings)]

    return spell


_HEADERS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda name: name.replace("_", " ").title(),
    lambda name: name.replace("_", "-"),
    lambda name: f" {name.replace('_', '')} ",
)


def forms(kind: str) -> st.SearchStrategy[Form]:
    return st.builds(
        Form,
        delimiter=st.sampled_from(DELIMITERS),
        line_end=st.sampled_from(["\n", "\r\n", "\r"]),
        encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
        quotes_all=st.booleans(),
        columns=st.permutations(KINDS[kind].columns).map(tuple),
        blank_above=st.sampled_from([0, 0, 1, 3]),
        blank_between=st.booleans(),
        last_line_end=st.booleans(),
        spell_header=st.sampled_from(_HEADERS),
        spell=st.integers(0, 11).map(_spelt),
    )


# What may stand free in a row, without another cell having to fit it.
_FREE: dict[str, tuple[str, ...]] = {
    "programmes": ("programme_name", "purpose", "approved_cost_gbp", "spend_to_date_gbp",
                   "planned_end_date", "sro_comment", "clinically_led"),
    "adoptions": ("adaptation",),
    "benefits": ("benefit_name", "attribution_pct", "owner_role"),
    "benefit_values": ("forecast_value", "realised_value", "planned_gbp", "forecast_gbp",
                       "realised_gbp", "value_note"),
    "risks": ("title", "likelihood", "consequence", "reward", "not_acting"),
    "lessons": ("title", "summary", "date", "contact_role"),
    "lesson_uses": ("used_date",),
}  # fmt: skip


def _is_a_text(cell: str) -> bool:
    """Whether a cell says something: no word for nothing, nor only letters that nobody sees."""
    seen = "".join(letter for letter in cell if unicodedata.category(letter) != "Cf").strip()
    return bool(seen) and not cell.startswith("#") and not re.search(NO_TEXT, seen)


def _values(field: Field, letters: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    most = min(field.max_length or 40, 40)
    match field.type:
        case "date":
            values = st.dates(date(2026, 1, 1), date(2026, 9, 30))
        case "money":
            values = st.integers(0, 10**14).map(lambda pence: pence / 100)
        case "number":
            values = st.one_of(
                st.integers(-(10**12), 10**12).map(float),
                st.decimals(-1000, 1000, places=6).map(float),
            )
        case "percent":
            values = st.integers(0, 1000).map(lambda tenths: tenths / 10)
        case "whole":
            least = int(field.minimum or 0)
            most_of = int(field.maximum if field.maximum is not None else 10**9)
            values = st.integers(max(least, 0), most_of)
        case "yes_no":
            values = st.booleans()
        case _:
            text = st.text(letters, min_size=1, max_size=most)
            values = text.map(str.strip).filter(_is_a_text)
    return values if field.is_required else st.one_of(st.none(), values)


def tables(kind: str, *, cp1252: bool = False) -> st.SearchStrategy[list[dict[str, object]]]:
    """Rows with the keys of the known rows, in any order, and any values where they are free."""
    letters = _CP1252 if cp1252 else st.one_of(_LETTERS, _AWKWARD)
    free = {name: _values(KINDS[kind].field(name), letters) for name in _FREE[kind]}

    def row(known: Row) -> st.SearchStrategy[dict[str, object]]:
        return st.fixed_dictionaries(free).map(lambda drawn: {**known, **drawn})

    rows = st.tuples(*map(row, known_rows(kind)))
    return rows.flatmap(st.permutations).map(list)


@st.composite
def tables_in_a_form(draw: st.DrawFn, kind: str) -> tuple[list[dict[str, object]], Form]:
    """A table and a form that can hold it; one in six in Windows-1252."""
    cp1252 = draw(st.integers(0, 5)) == 0
    rows, form = draw(tables(kind, cp1252=cp1252)), draw(forms(kind))
    if cp1252:  # what reads as UTF-8 too, letter for letter, is UTF-8: nobody can tell
        assume(
            not _is_utf8_too(" ".join(map(str, (cell for row in rows for cell in row.values()))))
        )
    return rows, replace(form, encoding="cp1252") if cp1252 else form


def _is_utf8_too(text: str) -> bool:
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeDecodeError:
        return False
