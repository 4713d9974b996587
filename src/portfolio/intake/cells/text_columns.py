"""Columns of texts, ids and codes: tidied, and what in them is worth a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from portfolio.contract.fields import CODE_TYPES, TEXT_TYPES, Field
from portfolio.intake.cells.cell_issues import CellIssues
from portfolio.intake.cells.column import CellIssue
from portfolio.intake.cells.forms import FAULT_WORDS
from portfolio.intake.cells.tidy_text import (
    OLD_RATINGS,
    RATINGS,
    SHORTENED_ID,
    SIGNS_OF_NOTHING,
    control_character_in,
    has_control_character,
    has_letters_lost,
    has_line_break,
    is_in_strange_quotes,
    old_rating,
    says_nothing,
    starts_with_hash,
    tidy,
)

Test = Callable[[str], pl.Expr]

# A return of so few rows has more columns and tests than cells that differ.
_SHORT = 2_000
# What is true of a cell where a test of its column may hold.
_SIGNS = {
    "#": starts_with_hash("cell"),
    "+": pl.col("cell").str.contains("+", literal=True),
    "nothing": SIGNS_OF_NOTHING,
    "untidy": pl.col("cell").str.strip_chars().ne(pl.col("cell")) | (pl.col("cell") == ""),
    "control": has_control_character("cell"),
    "line": has_line_break("cell"),
    "letters_lost": has_letters_lost("cell"),
    "quotes_kept": is_in_strange_quotes("cell"),
    "rating": pl.col("cell").str.contains("(?i)amber.*(?:green|red)"),
}


def texts_read(remarks: CellIssues) -> pl.DataFrame:
    """Return the extract with its columns of text as they are kept, old ratings beside those of
    today."""
    fields = [f for f in remarks.kind.fields if f.type in TEXT_TYPES]
    texts = [f.name for f in fields if f.type == "text"]
    signs = signs_in(remarks.texts)
    if "#" in signs:
        _stop_at_spreadsheet_faults([f.name for f in fields], remarks)
    if "nothing" in signs:
        _stop_at_placeholders([f for f in fields if f.type != "text"], remarks)
    if "+" in signs:
        _stop_at_shortened_ids([f.name for f in fields if f.type == "id"], remarks)
    table = _rated(_tidied(fields, remarks, signs), remarks, signs)
    if "control" in signs:
        for column in _where(has_control_character, texts, remarks):
            _tell_control_characters(column, remarks)
    if "line" in signs:
        for column in _where(has_line_break, texts, remarks):
            rows = remarks.sent.filter(has_line_break(column))["row_number"]
            remarks.say("line_break_in_text", column, rows)
    for rule, test in (("letters_lost", has_letters_lost), ("quotes_kept", is_in_strange_quotes)):
        for column in _where(test, texts, remarks) if rule in signs else ():
            remarks.tell(CellIssue(rule, remarks.cells(column, test(column))), column)
    table = _without_unread(table, remarks)
    if "nothing" not in signs:
        return table
    return _without_empty_words(table, [f for f in fields if f.type == "text"], remarks)


def signs_in(texts: pl.DataFrame) -> frozenset[str]:
    """Return the signs that some cell of any column has, all in one pass: what no cell has a
    sign of need not be looked for in each column. Long columns are rather asked one by one, and
    have all."""
    if texts.height > _SHORT:
        return frozenset(_SIGNS)
    cells = {cell for column in texts for cell in column.to_list()} - {None}
    if not cells:
        return frozenset()
    answers = pl.DataFrame({"cell": [*cells]}).select(
        sign.any().alias(name) for name, sign in _SIGNS.items()
    )
    return frozenset(name for name, answer in zip(_SIGNS, answers.row(0), strict=True) if answer)


def _tidied(fields: Sequence[Field], remarks: CellIssues, signs: frozenset[str]) -> pl.DataFrame:
    """Return the extract with its texts as they are kept: most stand so already."""
    sent = remarks.texts
    if not signs & {"untidy", "line"}:
        fields = [f for f in fields if f.type in CODE_TYPES]
    if not fields:
        return remarks.sent
    kept = sent.select(tidy(f) for f in fields)
    return remarks.sent.with_columns(tidy(f) for f in fields if not _same(kept, sent, f.name))


def _same(kept: pl.DataFrame, sent: pl.DataFrame, column: str) -> bool:
    return kept[column].equals(sent[column], null_equal=True)


def _where(test: Test, columns: Sequence[str], remarks: CellIssues) -> list[str]:
    """Return the columns with a cell that the test holds of."""
    if not columns or not remarks.sent.height:
        return []
    answers = remarks.texts.select(test(c).any() for c in columns).row(0)
    return [c for c, answer in zip(columns, answers, strict=True) if answer]


def _stop_at_spreadsheet_faults(columns: Sequence[str], remarks: CellIssues) -> None:
    for column in _where(starts_with_hash, columns, remarks):
        cell = pl.col(column).str.strip_chars()
        _stop("spreadsheet_fault", column, cell.str.contains(FAULT_WORDS), remarks)
        _stop("column_too_narrow", column, cell.str.contains("^#{3,}$"), remarks)


def _stop_at_placeholders(fields: Sequence[Field], remarks: CellIssues) -> None:
    """What stands for not known is no id, and no code to be put right: it is to be left out. A
    code that every row needs is told with the words it may be."""
    asked = [f for f in fields if not (f.is_required and f.type == "code")]
    for field in _saying_nothing(asked, remarks):
        rule = "placeholder_in_required" if field.is_required else "placeholder"
        _stop(rule, field.name, says_nothing(field), remarks)


def _without_empty_words(
    table: pl.DataFrame, fields: Sequence[Field], remarks: CellIssues
) -> pl.DataFrame:
    """Return what stands for not known is no text. Where every row needs one it stops, and is
    left as it is: what was accepted before it was asked is read again as it was taken. Elsewhere
    the cell is taken for blank, which is what it says: no figure hangs on it."""
    for field in _saying_nothing(fields, remarks):
        column, test = field.name, says_nothing(field)
        if field.is_required:
            _stop("placeholder_in_required", column, test, remarks)
            continue
        cells = remarks.cells(column, test)
        remarks.tell(CellIssue("taken_for_blank", cells), column)
        is_said = pl.col("row_number").is_in(cells["row_number"].implode())
        table = table.with_columns(pl.when(~is_said).then(pl.col(column)).alias(column))
    return table


def _saying_nothing(fields: Sequence[Field], remarks: CellIssues) -> list[Field]:
    by_name = {f.name: f for f in fields}
    found = _where(lambda column: says_nothing(by_name[column]), list(by_name), remarks)
    return [by_name[column] for column in found]


def _stop_at_shortened_ids(columns: Sequence[str], remarks: CellIssues) -> None:
    for column in columns:
        if remarks.texts[column].str.contains("+", literal=True).any():
            _stop("id_shortened", column, pl.col(column).str.contains(SHORTENED_ID), remarks)


def _stop(rule: str, column: str, test: pl.Expr, remarks: CellIssues) -> None:
    cells = remarks.cells(column, test)
    if cells.height:
        remarks.tell(CellIssue(rule, cells), column)
        remarks.stop_at(column, cells["row_number"])


def _without_unread(table: pl.DataFrame, remarks: CellIssues) -> pl.DataFrame:
    """Return what stopped a cell is not taken for its text."""
    if not remarks.unread:
        return table
    return table.with_columns(
        pl.when(~pl.col("row_number").is_in(rows.implode())).then(pl.col(column)).alias(column)
        for column, rows in remarks.unread.items()
    )


def _rated(table: pl.DataFrame, remarks: CellIssues, signs: frozenset[str]) -> pl.DataFrame:
    """Return old ratings taken as those of today, what was sent kept in a column beside."""
    ratings = [column for column in RATINGS if remarks.kind.has(column)]
    if ratings and "rating" not in signs:
        nothing = pl.lit(None, dtype=pl.String)
        return table.with_columns(nothing.alias(f"{column}_as_sent") for column in ratings)
    for column in ratings:
        plain = table.select(old_rating(column)).to_series()
        original = remarks.sent[column].str.strip_chars().set(plain.is_null(), None)
        todays = plain.replace_strict(OLD_RATINGS, default=None, return_dtype=pl.String)
        table = table.with_columns(
            pl.coalesce(todays, column).alias(column), original.alias(f"{column}_as_sent")
        )
        mapped = remarks.sent.select("row_number", cell=original, value=todays)
        mapped = mapped.filter(pl.col("cell").is_not_null())
        for _, same in mapped.group_by("value", maintain_order=True):
            remarks.tell(CellIssue("confidence_mapped", same), column)
    return table


def _tell_control_characters(column: str, remarks: CellIssues) -> None:
    cells = remarks.sent.filter(has_control_character(column))
    character = str(cells.select(control_character_in(column)).item(0, 0))
    rows = cells["row_number"]
    remarks.say("control_character", column, rows, character=f"U+{ord(character):04X}")
    remarks.stop_at(column, rows)
