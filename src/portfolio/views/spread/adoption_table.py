"""The adoption matrix as a table for reading and for download."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.views import formats
from portfolio.views.picture import Column, DisplayTable, TableLine, table_of
from portfolio.views.read_result import Record, is_true, text
from portfolio.views.words.terms import ORG_TYPE, SENT_AS, STATE, word


def table(cells: Sequence[Record], labels: Labels) -> DisplayTable:
    """Return the long table: one row for each programme and organisation."""
    columns = (
        Column("programme_id", "Programme"),
        Column("org_code", "Organisation"),
        Column("org_type", "Type"),
        Column("state", "State"),
        Column("live_date", "Live from"),
        Column("sent_as", "Who said so"),
        Column("is_lead", "Leads"),
    )
    return table_of(columns, cells, lambda cell: _line(cell, labels))


def _line(cell: Record, labels: Labels) -> TableLine:
    live = cell.get("live_date")
    org, programme = text(cell, "org_code"), text(cell, "programme_id")
    org_type, leads = labels.org_type(org), is_true(cell, "is_lead")
    shown = (
        labels.programme(programme),
        labels.organisation(org),
        word(ORG_TYPE, org_type),
        word(STATE, text(cell, "state")),
        formats.day(live, "") if isinstance(live, date) else "",
        word(SENT_AS, text(cell, "sent_as")),
        "Lead" if leads else "",
    )
    return shown, (programme, org, org_type, cell.get("state"), live, cell.get("sent_as"), leads)
