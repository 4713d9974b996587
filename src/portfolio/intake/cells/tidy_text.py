"""How texts, ids, codes and lists are tidied: trimmed, one line, codes in lower case."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.fields import Field, FieldType
from portfolio.contract.not_known import LONGEST, NO_ID, NO_TEXT, NOT_KNOWN

_LINE_BREAKS = r"[\t\n\r\x{85}\x{2028}\x{2029}]"
_CONTROL = r"[\x{00}-\x{08}\x{0b}\x{0c}\x{0e}-\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}]"


def tidy(field: Field) -> pl.Expr:
    """Return the column as it is kept; what is blank after trimming is missing."""
    cell = pl.col(field.name).str.strip_chars()
    if field.type in ("code", "theme", "themes"):
        cell = cell.str.to_lowercase()
    if field.type == "themes":
        parts = cell.str.split(";").list.eval(pl.element().str.strip_chars())
        cell = parts.list.eval(pl.element().filter(pl.element() != ""))
        cell = cell.list.unique(maintain_order=True).list.join(";")
    if field.type == "text":
        cell = cell.str.replace_all(_LINE_BREAKS, " ")
    return pl.when(cell != "").then(cell).alias(field.name)


def has_line_break(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().str.contains(_LINE_BREAKS).fill_null(value=False)


def has_control_character(column: str) -> pl.Expr:
    return pl.col(column).str.contains(_CONTROL).fill_null(value=False)


def control_character_in(column: str) -> pl.Expr:
    return pl.col(column).str.extract(f"({_CONTROL})")


# The ratings of the years before, when there were five instead of three.
OLD_RATINGS = {"amber/green": "amber", "amber/red": "red"}
RATINGS = ("sro_confidence", "independent_confidence")


def old_rating(column: str) -> pl.Expr:
    """Return the rating in its plain spelling where it is one of the old ones, else missing."""
    plain = pl.col(column).str.to_lowercase().str.replace_all(r"\s*[/\s-]\s*", "/")
    return pl.when(plain.is_in(list(OLD_RATINGS))).then(plain)


# An id of digits as a spreadsheet shows it once it has taken it for a number.
SHORTENED_ID = r"(?i)^\s*[0-9](\.[0-9]+)?e\+[0-9]+\s*$"
# The mark of a letter that could not be read; UTF-8 that was read as Windows-1252, or as an old
# Macintosh writes, and saved; and what web pages write for letters.
_LETTERS_LOST = (
    *("\ufffd", "Â£", "â€", "Ã©", "Ã¨", "Ã¶", "Ã¼", "Ã´", "Ã¢", "Ãª", "Ã¯", "Ã®", "Ã§"),
    *("‚Äô", "‚Äì", "‚Äú", "√©", "√®", "¬£"),
    *("&amp;", "&pound;", "&nbsp;", "&quot;", "&#39;", "&apos;", "&lt;", "&gt;", "&rsquo;"),
)
# Letters of UTF-7: +AKM- for a pound, +IBk- for an apostrophe.
_UTF_7 = r"\+(A[A-P][A-Za-z0-9+/]|I[BK][A-Za-z0-9+/])+-"
# An apostrophe that an encoding without it made a question mark: didn?t, it?s.
_APOSTROPHE_LOST = r"[a-z]\?(s|t|re|ve|ll)\b[^=]"
# Of a code `no` may mean one of the list: there the words it may be are told.
_NOTHING: Mapping[FieldType, str] = {"text": NO_TEXT, "code": NOT_KNOWN}
_STRANGE_QUOTES = r"^\s*('[^']*'|`[^`']*[`'´]|«[^»]*»|“[^”]*”|‘[^’]*’)\s*$"


def starts_with_hash(column: str) -> pl.Expr:
    return pl.col(column).str.contains(r"^\s*#").fill_null(value=False)


def says_nothing(field: Field) -> pl.Expr:
    """Return whether a cell holds what people and tools write where there is nothing to write. A
    word that a column's own list has is a code of it; `No.` is how a unit of numbers is written."""
    sent = pl.col(field.name).str.strip_chars()
    cell = pl.when(sent.str.len_bytes() <= LONGEST).then(sent)
    words = cell.str.contains(_NOTHING.get(field.type, NO_ID)) & ~cell.str.starts_with("#")
    if field.name == "unit":
        words &= ~cell.str.contains(r"(?i)^no\.?$")
    if field.codes:
        words &= ~cell.str.to_lowercase().is_in(list(field.codes))
    return words.fill_null(value=False)


# Whether a cell of any column may say nothing, whatever its type.
SIGNS_OF_NOTHING = (pl.col("cell").str.strip_chars().str.len_bytes() <= LONGEST) & pl.col(
    "cell"
).str.strip_chars().str.contains(NO_TEXT)


def has_letters_lost(column: str) -> pl.Expr:
    cell = pl.col(column)
    lost = cell.str.contains_any(list(_LETTERS_LOST))
    for pattern in (_APOSTROPHE_LOST, _UTF_7):
        lost |= cell.str.contains(pattern)
    return lost.fill_null(value=False)


def is_in_strange_quotes(column: str) -> pl.Expr:
    """Wholly between marks that other programs use for quotation marks."""
    return pl.col(column).str.contains(_STRANGE_QUOTES).fill_null(value=False)
