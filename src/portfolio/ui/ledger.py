"""The parts of the page Submissions: what is due, what came, one submission, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from portfolio.domain.submission import Submission
from portfolio.exports.delimited import csv_bytes
from portfolio.office import Office
from portfolio.store.ledger import NotWithdrawn
from portfolio.ui import address, cache, frame, ledger_tables, send_tables
from portfolio.ui.address import Choice
from portfolio.views import formats, snippets

_SAID = "submissions_said"
_REASON = "withdraw_reason"


def headline(office: Office) -> str:
    """How many returns came for the latest period."""
    every = [one for one in cache.submissions(office) if one.withdrawn_at is None]
    if not every:
        return "Nothing has been sent yet"
    last = max(one.period for one in every)
    sent = {one.partner_code for one in every if one.period == last}
    expected = {p.org_code for p in office.references.organisations.partners(last)}
    return (
        f"{formats.n_of_m(len(sent & expected), len(expected))} partners have sent for {last.words}"
    )


def due(office: Office) -> None:
    """Partner by period: received, late, missing or not due yet, in a word and a shape."""
    frame.section("What is due, and what came", "One row a partner; the latest periods first.")
    what = ledger_tables.Due(office.references, _ledger(office), office.today().date())
    st.html(ledger_tables.due_key() + ledger_tables.due(what))


def every(office: Office) -> None:
    """The whole ledger, latest first, with a download."""
    rows = _ledger(office)
    frame.section("Every submission", "The latest first. A correction is a new submission.")
    st.html(ledger_tables.ledger(rows, office.references))
    st.download_button(
        "Download",
        data=partial(_csv, rows, office),
        file_name="submissions.csv",
        mime="text/csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def _ledger(office: Office) -> list[Submission]:
    return sorted(cache.submissions(office), key=lambda one: -one.submission_id)


def _csv(rows: Sequence[Submission], office: Office) -> bytes:
    columns = ("submission", "partner_code", "period", "received_on", "recorded_at", "state")
    cells = [
        (
            one.number,
            one.partner_code,
            str(one.period),
            one.received_on,
            one.recorded_at.isoformat(),
            one.state,
            sum(file.rows for file in one.files),
            len(one.notes),
        )
        for one in rows
    ]
    settings = office.references.settings
    return csv_bytes((*columns, "rows", "notes"), cells, [settings.name, settings.about])


def one(office: Office) -> None:
    """One submission: its files with their fingerprints, its notes, and a way to withdraw it."""
    rows = {row.number: row for row in _ledger(office)}
    words = {number: _line(row, office) for number, row in rows.items()}
    choice = Choice("submission", "Submission", words, next(iter(words)))
    frame.section("One submission", "Its files, what was noted, and taking it back.")
    with st.container(key="submission_choice"):
        chosen = rows[address.select(choice)]
    st.html(send_tables.receipt(chosen, ledger_tables.partner(chosen, office.references)))
    if chosen.notes:
        with st.expander(f"{formats.plural(len(chosen.notes), 'note')} kept with it"):
            st.html(send_tables.findings(chosen.notes))
    _withdrawal(office, chosen)


def _line(row: Submission, office: Office) -> str:
    name = ledger_tables.partner(row, office.references)
    return f"{row.number}, {name}, {row.period.words}"


def _withdrawal(office: Office, chosen: Submission) -> None:
    said = st.session_state.pop(_SAID, None)
    if said:
        st.html(snippets.verdict(*said))
    if chosen.withdrawn_at is not None:
        when = formats.day(chosen.withdrawn_at.date())
        st.html(snippets.verdict("note", f"Withdrawn on {when}.", chosen.withdrawn_reason or ""))
        return
    with st.popover("Withdraw this submission", icon=":material/undo:"):
        st.html("<p>What stood before it, if anything did, stands again. Nothing is deleted.</p>")
        st.text_input("Why", key=_REASON, max_chars=300)
        st.button("Withdraw", on_click=_withdraw, args=(office, chosen), key="withdraw_now")


def _withdraw(office: Office, chosen: Submission) -> None:
    try:
        office.desk.withdraw(chosen.submission_id, st.session_state.get(_REASON, ""))
    except NotWithdrawn as why:
        st.session_state[_SAID] = ("stop", "Not withdrawn. Nothing was changed.", str(why))
    else:
        said = f"Submission {chosen.number} is withdrawn; what stood before it stands again."
        st.session_state[_SAID] = ("taken", said)
