"""Measures as a person reads them in a terminal: the value in words, then short tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portfolio.domain.result import Cell, Result, ResultTable
from portfolio.measures.card_catalogue import Card
from portfolio.service.text.aligned_columns import aligned, indented
from portfolio.views import formats

_ROWS_SHOWN = 12
_COLUMNS_SHOWN = 7
_STATUSES = {
    "ok": "",
    "trial": "on trial",
    "no_variation": "no variation",
    "not_defined": "not defined, because there is nothing to count it from",
    "not_applicable": "not applicable here",
    "insufficient_data": "too little data",
    "suppressed": "held back, because too few people stand behind it",
}


def cards_text(cards: Sequence[Card]) -> str:
    """Return the catalogue in two columns."""
    rows = [(card.id, card.title) for card in cards]
    return "\n".join(f"{measure_id:<26}{title}" for measure_id, title in rows)


def result_text(card: Card, result: Result) -> str:
    """Return the value with its unit, what it was made from, and the first rows of each table."""
    filters = result.provenance.filters
    as_at = f"As at {filters.period.end_words}"
    if filters.known_on:
        as_at += f", as known on {formats.day(filters.known_on)}"
    chosen = [f"{name} {value}" for name, value in filters.to_json().items() if value]
    head = [
        card.title,
        f"{', '.join([as_at, *chosen])}. Measure {card.id}, version {result.provenance.version}.",
        _value_line(result),
    ]
    caveats = [f"Note: {caveat}" for caveat in result.provenance.caveats]
    tables = [_table_text(name, table) for name, table in result.tables.items() if table.rows]
    empty = [name for name, table in result.tables.items() if not table.rows]
    without = [f"No rows: {', '.join(empty)}."] if empty else []
    return "\n\n".join(["\n".join(head), *tables, *without, "\n".join(caveats)]).strip()


def _value_line(result: Result) -> str:
    status = _STATUSES[result.status]
    parts = [_value_words(result), status] if result.value is not None else [status]
    if result.numerator is not None and result.denominator is not None:
        parts.append(f"{_plain(result.numerator)} of {_plain(result.denominator)}")
    if result.n is not None:
        parts.append(f"n = {result.n:,}")
    said = ", ".join(part for part in parts if part)
    return (
        f"{formats.sentence_case(said)}." if said else "The tables say it; there is no one value."
    )


def _value_words(result: Result) -> str:
    value = result.value
    if result.unit == "share":
        return formats.percent(value)
    if result.unit == "gbp":
        return formats.money_full(value)
    return f"{formats.decimal(value)} {result.unit.replace('_', ' ')}"


def _table_text(name: str, table: ResultTable) -> str:
    """Return the first rows and columns of a table; columns blank in all of them are left out."""
    first = table.rows[:_ROWS_SHOWN]
    filled = [
        place for place in range(len(table.columns)) if any(r[place] is not None for r in first)
    ]
    shown = filled[:_COLUMNS_SHOWN]
    header = [table.columns[place] for place in shown]
    rows = [[_plain(row[place]) for place in shown] for row in first]
    numbers = [all(_is_number(row[place]) for row in first) for place in shown]
    text = f"{name}\n{indented(aligned(header, rows, numbers))}"
    return f"{text}\n{indented(left)}" if (left := _left_out(table, filled)) else text


def _left_out(table: ResultTable, filled: Sequence[int]) -> str:
    rows, columns = len(table.rows) - _ROWS_SHOWN, len(filled) - _COLUMNS_SHOWN
    parts = [formats.plural(rows, "more row")] * (rows > 0)
    parts += [formats.plural(columns, "more column")] * (columns > 0)
    return f"… {' and '.join(parts)} with --json" if parts else ""


def _is_number(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool))


def _plain(cell: Cell) -> str:
    """Return a cell as it is read: blank for not known, thousands with commas, few decimals."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int():
            return f"{cell:,}"
        case float():
            return f"{cell:,.0f}" if cell == round(cell) else f"{cell:,.3f}"
        case date():
            return cell.isoformat()
    return cell
