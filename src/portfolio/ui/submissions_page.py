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
    downloads,
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
    "there is hardly ever refused."
)
_COLUMNS = ("submission", "partner_code", "period", "received_on", "recorded_at", "state")


def headline(service: PortfolioService) -> str:
    """Return who is current for the latest period that anything came for."""
    if not service.submissions():
        return "Nothing has been sent yet"
    period = service.latest_period()
    if period is None:
        return "Nothing stands: every submission was withdrawn"
    return current_words.headline(service.coverage(Filters(period)), period)


def behind(service: PortfolioService) -> str:
    """Return who is not, and since when; what the ledger keeps."""
    kept = "Nothing is ever overwritten: a correction is a new submission, the earlier one stays."
    period = service.latest_period()
    if period is None or not service.submissions():
        return kept
    as_at = Filters(period)
    behind = current_words.behind(service.coverage(as_at), service.labels(as_at), period)
    return f"{behind} {kept}".strip()


def show(service: PortfolioService) -> None:
    """The one submission a link names comes first; otherwise the calendar does."""
    if submission_detail.is_named():
        submission_detail.show(service)
        due(service)
        every(service)
    else:
        due(service)
        every(service)
        submission_detail.show(service)
    sent_by_others.of_all(service)


def due(service: PortfolioService) -> None:
    """Show partner by period: received, late, refused, missing or not due yet."""
    frame.section("What is due, and what came", "One row a partner; the latest periods first.")
    what = due_table.Due(
        service.references, service.submissions(), service.refusals(), service.today().date()
    )
    write_html(f'{due_table.key()}{due_table.table(what)}<p class="pf-foot">{_REFUSED}</p>')


def every(service: PortfolioService) -> None:
    """Show the whole ledger, latest first, with a download."""
    rows = _ledger(service)
    frame.section(
        "Every submission", "The latest first. Of a refused return only counts are kept, no file."
    )
    write_html(submission_tables.ledger(rows, service.references))
    downloads.csv_button(
        "Download",
        partial(_csv, rows, service),
        file_name="submissions.csv",
        key="submissions_csv",
    )


def _ledger(service: PortfolioService) -> list[Row]:
    rows: list[Row] = [*service.submissions(), *service.refusals()]
    return sorted(rows, key=lambda one: (one.recorded_at, _place(one)), reverse=True)


def _place(row: Row) -> int:
    return row.submission_id if isinstance(row, Submission) else 0


def _csv(rows: Sequence[Row], service: PortfolioService) -> bytes:
    settings = service.references.settings
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
