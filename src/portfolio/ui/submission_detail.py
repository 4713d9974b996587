"""One submission: its receipt, its files as sent, what it changed, and taking it back."""

from __future__ import annotations

import json
from functools import partial

import streamlit as st

from portfolio.access import Verb
from portfolio.contract.catalogue import KINDS
from portfolio.domain.filters import Filters
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.domain.submission_order import stands_instead
from portfolio.exports.delimited import csv_bytes
from portfolio.service import PortfolioService
from portfolio.store.errors import StoreFault
from portfolio.store.ledger import NotWithdrawn
from portfolio.ui import (
    address,
    controls,
    downloads,
    error_messages,
    frame,
    send_changes,
    send_tables,
    sent_by_others,
    submission_tables,
)
from portfolio.ui.address import Choice
from portfolio.ui.markup import write_html
from portfolio.views import escape, formats, snippets
from portfolio.views.receipt_sheet import receipt_page
from portfolio.views.words import receipt_words

MAY_BE_FORMULAS = (
    "A file as it was sent may hold text that a spreadsheet takes for a formula and works out. "
    "Open the safe copy instead; keep the file as sent for its SHA-256."
)
_SAID, _REASON, _ASKED = "submissions_said", "withdraw_reason", "withdraw_asked"
_REFUSED = "withdraw_refused"
_NOT_WITHDRAWN = "Not withdrawn. Nothing was changed."
_IN_ADDRESS = "submission"
_NOT_THEIRS = (
    "Its files, what it changed and notes on risks are for those who send for this partner, and "
    "for the portfolio office."
)


def is_named() -> bool:
    """Return whether the address of the page names a submission."""
    return _IN_ADDRESS in st.query_params


def choice(service: PortfolioService) -> Choice:
    """Return every submission, the latest first."""
    rows = sorted(service.submissions(), key=lambda row: -row.submission_id)
    words = {row.number: _line(row, service) for row in rows}
    return Choice(_IN_ADDRESS, "Submission", words, next(iter(words), ""))


def show(service: PortfolioService) -> None:
    """Show the submission that was chosen, or the latest."""
    frame.section("One submission", "Its receipt, its files as sent, what it changed.")
    with st.container(key="submission_choice"):
        number = address.select(choice(service))
    chosen = next(row for row in service.submissions() if row.number == number)
    _state(service, chosen)
    receipt(service, chosen)
    is_theirs = service.may(Verb.AS_READ, chosen.partner_code).is_allowed
    if chosen.notes:
        with controls.expander(f"{formats.plural(len(chosen.notes), 'note')} kept with it"):
            st.html(send_tables.findings(chosen.notes))
    if not is_theirs:
        write_html(snippets.foot(_NOT_THEIRS))
        return
    if is_named():
        sent_by_others.of_one(service, chosen)
    if controls.toggle("What it changed against the one before", key=f"changed_{number}"):
        _changed(service, chosen)
    if chosen.withdrawn_at is None:
        _withdrawal(service, chosen)


def _line(row: Submission, service: PortfolioService) -> str:
    name = submission_tables.partner(row, service.references)
    return f"{row.number}, {name}, {row.period.words}"


def _state(service: PortfolioService, chosen: Submission) -> None:
    """Show what was just done, else whether the submission stands."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.html(snippets.verdict(*said))
    elif chosen.withdrawn_at is not None:
        when = formats.day(chosen.withdrawn_at.date())
        st.html(snippets.verdict("note", f"Withdrawn on {when}.", chosen.withdrawn_reason or ""))
    elif not stands_instead(service.submissions(), chosen):
        words = "Replaced. A later return for the same month stands in its place."
        st.html(snippets.verdict("note", words))


def receipt(service: PortfolioService, chosen: Submission) -> None:
    """Show the receipt on the page and as a file, and every file as it was sent."""
    name = submission_tables.partner(chosen, service.references)
    settings = service.references.settings
    in_time = receipt_words.in_time(chosen, settings.reporting_periods)
    write_html(send_tables.receipt(chosen, name) + (snippets.foot(in_time) if in_time else ""))
    with st.container(horizontal=True, key=f"actions_receipt_{chosen.number}"):
        controls.download_button(
            "Receipt to print",
            data=partial(_page, chosen, name, settings.name, settings.about),
            file_name=f"receipt-{chosen.number}.html",
            mime="text/html",
            type="tertiary",
            icon=":material/print:",
            on_click="ignore",
        )
        controls.download_button(
            "Receipt for a script",
            data=json.dumps(chosen.to_json(), ensure_ascii=False, indent=2),
            file_name=f"receipt-{chosen.number}.json",
            mime="application/json",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )
        if service.may(Verb.AS_SENT, chosen.partner_code).is_allowed:
            _as_sent(service, chosen)


def _page(chosen: Submission, partner: str, system: str, about: str) -> bytes:
    return receipt_page(chosen, partner, system, about).encode()


def _as_sent(service: PortfolioService, chosen: Submission) -> None:
    """Show each file once, also where a workbook held several extracts; and each extract once
    more in a form that a spreadsheet opens without running anything."""
    with controls.popover("Files as sent", type="tertiary", icon=":material/folder_open:"):
        write_html(f"<p>{escape.html(MAY_BE_FORMULAS)}</p>")
        for file in chosen.files:
            downloads.csv_button(
                f"{KINDS[file.kind].title}, safe to open (CSV)",
                partial(_safe_copy, service, chosen, file),
                file_name=f"{file.kind}-{chosen.number}.csv",
                key=f"safe_{chosen.number}_{file.kind}",
            )
        for file in {one.sha256: one for one in chosen.files}.values():
            controls.download_button(
                f"{file.file}, as it was sent",
                data=partial(service.returns.as_sent, file),
                file_name=file.file,
                mime="application/octet-stream",
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"sent_{chosen.number}_{file.kind}",
            )


def _safe_copy(service: PortfolioService, chosen: Submission, file: SubmittedFile) -> bytes:
    columns, rows = service.returns.as_read(chosen, file.kind)
    source = f"Submission {chosen.number}: {file.kind} as it was read from {file.file}."
    return csv_bytes(columns, rows, [source])


def _changed(service: PortfolioService, chosen: Submission) -> None:
    change = service.returns.changed_by(chosen)
    labels = service.labels(Filters(chosen.period))
    name = f"changes-of-{chosen.number}.csv"
    send_changes.show(change.preview(), labels, change.every, name, title="What it changed")


def _withdrawal(service: PortfolioService, chosen: Submission) -> None:
    """Show two steps: what would stand instead, then the reason and the word."""
    if st.session_state.get(_ASKED) != chosen.number:
        controls.button(
            "Withdraw this submission …",
            icon=":material/undo:",
            on_click=_ask,
            args=(chosen,),
            key="withdraw_ask",
        )
        return
    instead = receipt_words.stands_again(stands_instead(service.submissions(), chosen))
    st.html(snippets.verdict("note", f"Withdraw submission {chosen.number}?", instead))
    with st.form("withdraw_form", border=False):
        controls.text_input(
            "Why? The reason is kept with the submission.", key=_REASON, max_chars=300
        )
        if why := st.session_state.pop(_REFUSED, ""):  # where the eye is: the form was just sent
            st.html(snippets.verdict("stop", _NOT_WITHDRAWN, why))
        with st.container(horizontal=True):
            controls.form_submit_button(
                f"Withdraw submission {chosen.number}",
                type="primary",
                on_click=_withdraw,
                args=(service, chosen),
                key="withdraw_now",
            )
            controls.form_submit_button("Leave it as it is", type="tertiary", on_click=_let_be)


def _ask(chosen: Submission) -> None:
    st.session_state[_ASKED] = chosen.number


def _let_be() -> None:
    st.session_state.pop(_ASKED, None)


def _withdraw(service: PortfolioService, chosen: Submission) -> None:
    instead = stands_instead(service.submissions(), chosen)
    try:
        service.returns.withdraw(chosen.submission_id, st.session_state.get(_REASON, ""))
    except NotWithdrawn as why:
        st.session_state[_REFUSED] = str(why)
    except StoreFault as error:
        st.session_state[_REFUSED] = error_messages.not_kept(error, "withdrawing a submission")
    else:
        said = f"Submission {chosen.number} is withdrawn. Nothing was deleted."
        st.session_state[_SAID] = ("taken", said, receipt_words.stands_again(instead, done=True))
        _let_be()
