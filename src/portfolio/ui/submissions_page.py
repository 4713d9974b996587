"""The parts of the page Submissions: who is current, what is due, everything that came."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from portfolio.domain.filters import Filters
from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.submission import Submission
from portfolio.exports.delimited import csv_bytes
from portfolio.service import PortfolioService
from portfolio.ui import (
    controls,
    due_table,
    frame,
    sent_by_others,
    submission_detail,
    submission_tables,
)
from portfolio.ui.markup import write_html
from portfolio.ui.submission_tables import Row
from portfolio.views.words import current_words

_REFUSED = (
    "Refused counts returns that were sent and not taken: from a drop folder, by command line, or "
    "with the button Send where something had changed since the check. A check by itself leaves no "
    "trace and is not counted; the page Send an extract checks before it sends, so a return from "
    "there is nearly always taken at the first try."
)
_COLUMNS = ("submission", "partner_code", "period", "received_on", "recorded_at", "state")


def headline(office: PortfolioService) -> str:
    """Who is current for the latest period that anything came for."""
    if not office.submissions():
        return "Nothing has been sent yet"
    period = office.latest_period()
    if period is None:
        return "Nothing stands: every submission was withdrawn"
    return current_words.headline(office.coverage(Filters(period)), period)


def behind(office: PortfolioService) -> str:
    """Who is not, and since when; what the ledger keeps."""
    kept = "Nothing is ever overwritten: a correction is a new submission, the earlier one stays."
    period = office.latest_period()
    if period is None or not office.submissions():
        return kept
    as_at = Filters(period)
    return f"{current_words.behind(office.coverage(as_at), office.labels(as_at), period)} {kept}".strip()


def show(office: PortfolioService) -> None:
    """The one submission a link names comes first; otherwise the calendar does."""
    if submission_detail.is_named():
        submission_detail.show(office)
        due(office)
        every(office)
    else:
        due(office)
        every(office)
        submission_detail.show(office)
    sent_by_others.of_all(office)


def due(office: PortfolioService) -> None:
    """Partner by period: received, late, refused, missing or not due yet."""
    frame.section("What is due, and what came", "One row a partner; the latest periods first.")
    what = due_table.Due(
        office.references, office.submissions(), office.refusals(), office.today().date()
    )
    write_html(f'{due_table.key()}{due_table.table(what)}<p class="pf-foot">{_REFUSED}</p>')


def every(office: PortfolioService) -> None:
    """The whole ledger, latest first, with a download."""
    rows = _ledger(office)
    frame.section(
        "Every submission", "The latest first. Of a refused return only counts are kept, no file."
    )
    write_html(submission_tables.ledger(rows, office.references))
    controls.download_button(
        "Download",
        data=partial(_csv, rows, office),
        file_name="submissions.csv",
        mime="text/csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def _ledger(office: PortfolioService) -> list[Row]:
    rows: list[Row] = [*office.submissions(), *office.refusals()]
    return sorted(rows, key=lambda one: (one.recorded_at, _place(one)), reverse=True)


def _place(row: Row) -> int:
    return row.submission_id if isinstance(row, Submission) else 0


def _csv(rows: Sequence[Row], office: PortfolioService) -> bytes:
    settings = office.references.settings
    cells = [_cells(row) for row in rows]
    return csv_bytes((*_COLUMNS, "rows", "notes"), cells, [settings.name, settings.about])


def _cells(row: Row) -> tuple[str | int, ...]:
    number, state = ("", "refused") if isinstance(row, RefusedReturn) else (row.number, row.state)
    return (
        number,
        row.partner_code,
        str(row.period),
        row.received_on.isoformat(),
        row.recorded_at.isoformat(),
        state,
        sum(file.rows for file in row.files),
        submission_tables.notes(row),
    )
