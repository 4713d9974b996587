"""The parts of the page Send an extract: choose, verdict, what will change, send, receipt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from portfolio.contract.catalogue import KINDS
from portfolio.contract.templates import template_csv
from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.receipt import AlreadyReceived, Receipt, Refusal
from portfolio.domain.submission import Submission
from portfolio.domain.verdict import Verdict
from portfolio.exports.findings import findings_csv
from portfolio.ui import (
    address,
    controls,
    downloads,
    frame,
    send_changes,
    send_tables,
    send_words,
    submission_detail,
    upload_permits,
)
from portfolio.ui.sending import (
    Looked,
    NotKept,
    Sending,
    begin_again,
    every_change,
    let_go,
    partners,
    periods,
    send,
    uploader_key,
)
from portfolio.ui.template import template_button
from portfolio.views import escape, snippets
from portfolio.views.words import receipt_words

NOTHING_STORED = "Not taken. Nothing was stored."
READY = "Ready to send. Nothing is stored until you press Send."
NOT_UPLOADED = "Not every file was taken."
NOT_SENT = "Not sent. Nothing was stored."
ALREADY = "Already received. Nothing was changed."


def choose(one: Sending) -> None:
    """Show who sends, for when, and which files."""
    with st.container(key="send_for"):
        address.select(partners(one.service))
        if one.has_partner:
            address.select(periods(one.service, one.partner.org_code))
    if not one.has_partner:
        upload_permits.close_here()
        templates()
        return
    if merged := send_words.after_merger(one):
        st.html(f'<p class="pf-soft">{escape.html(merged)}</p>')
    controls.file_uploader(
        "Extracts (one to seven CSV files, or an Excel workbook or zip of them)",
        accept_multiple_files=True,
        key=uploader_key(),
        on_change=begin_again,
    )
    upload_permits.open_here()
    for why in upload_permits.not_taken():
        st.html(snippets.verdict("stop", NOT_UPLOADED, why))
    templates()


def show(one: Sending) -> None:
    """Show what became of it, or what the check says, with the one thing to do next."""
    if not one.has_partner:
        return
    match one.outcome:
        case Receipt():
            _received(one, one.outcome)
        case AlreadyReceived():
            _already(one, one.outcome.submission, one.outcome.mended)
        case Refusal():
            _refused(one, one.outcome.verdict)
        case NotKept():
            st.html(snippets.verdict("stop", NOT_SENT, one.outcome.why))
            if one.looked is not None:
                _checked(one, one.looked)
        case None if one.looked is not None:
            _checked(one, one.looked)
            _since(one)
        case None:
            _since(one)


def _checked(one: Sending, looked: Looked) -> None:
    if looked.already:
        _already(one, looked.already, looked.mended)
    elif not looked.checked.verdict.accepted:
        _refused(one, looked.checked.verdict)
    else:
        _ready(one, looked)


def _refused(one: Sending, verdict: Verdict) -> None:
    st.html(snippets.verdict("stop", NOTHING_STORED, send_words.refused_detail(verdict)))
    later = one.looked.later if one.looked else None
    if later is not None:
        controls.button(
            f"Check as {later.words}",
            key="check_as_later",
            type="primary",
            on_click=address.write,
            args=(periods(one.service, one.partner.org_code), str(later)),
        )
    _download_findings(verdict)
    frame.section("Put right, then send again")
    st.html(send_tables.findings(verdict.stops))
    _notes(verdict)


def _since(one: Sending) -> None:
    """Show what others have sent since this partner's last return that it should know."""
    since = one.service.since_last_return(one.partner.org_code, one.period.period)
    if since:
        frame.section("Since your last return", send_words.SINCE)
        st.html(send_tables.findings(since))


def _notes(verdict: Verdict) -> None:
    if verdict.notes:
        frame.section("Please look at, nothing to do if it is right")
        st.html(send_tables.findings(verdict.notes))


def _download_findings(verdict: Verdict) -> None:
    if verdict.findings:
        downloads.csv_button(
            "Download these findings (CSV)",
            partial(findings_csv, verdict.findings),
            file_name="findings.csv",
            key="findings_csv",
            is_quiet=False,
        )


def _ready(one: Sending, looked: Looked) -> None:
    verdict, preview = looked.checked.verdict, looked.preview
    before = _last_of(one)
    st.html(snippets.verdict("taken", READY, send_words.ready_detail(verdict, before)))
    _notes(verdict)
    _download_findings(verdict)
    if preview is not None:
        every = partial(every_change, one, looked)
        name = f"changes-{one.partner.org_code}-{one.period.period}.csv"
        send_changes.show(preview, _labels(one, looked), every, name)
    with st.container(horizontal=True):
        label = f"Send for {one.period.period.words}"
        controls.button(label, type="primary", on_click=send, args=(one,), key="send_now")
        controls.button("Not now", type="tertiary", on_click=let_go, key="send_not_now")


def _last_of(one: Sending) -> Submission | None:
    mine = [s for s in one.service.submissions() if s.partner_code == one.partner.org_code]
    return max(mine, key=lambda s: s.submission_id, default=None)


def _labels(one: Sending, looked: Looked) -> Labels:
    """Return names as they stand, and those of the programmes this return brings."""
    standing = one.service.labels(Filters(one.period.period))
    brought = looked.checked.tables.get("programmes")
    if brought is None:
        return standing
    names = zip(brought["programme_id"], brought["programme_name"], strict=True)
    return Labels(standing.organisations, {**standing.programmes, **dict(names)})


def _received(one: Sending, received: Receipt) -> None:
    submission = received.submission
    said = f"Received. Submission {submission.number} for {submission.period.words}."
    detail = "It counts from now on: the pages that read show it already."
    mended = receipt_words.mended_words(received.mended)
    st.html(snippets.verdict("taken", said, f"{detail} {mended}".strip()))
    _receipt(one, submission)
    if submission.notes:
        frame.section("Notes kept with it")
        st.html(send_tables.findings(submission.notes))


def _already(one: Sending, submission: Submission, mended: Sequence[str]) -> None:
    words = send_words.already(submission, one.partner.org_name)
    words = f"{words} {receipt_words.mended_words(mended)}".strip()
    st.html(snippets.verdict("note", ALREADY, words))
    _receipt(one, submission)


def _receipt(one: Sending, submission: Submission) -> None:
    frame.section("Receipt")
    submission_detail.receipt(one.service, submission)
    link = f"./submissions?submission={submission.number}"
    st.html(
        f'<p>This receipt stays under <a href="{link}" target="_self">submission '
        f"{submission.number}</a>, where it can also be withdrawn.</p>"
    )


_DICTIONARY = (
    '<p><a href="./how_numbers_are_made?part=contract" target="_self">What each column means</a>'
    " (the data dictionary; the workbook of templates has it as a sheet)</p>"
)


def templates() -> None:
    """Show a blank template of every kind, and the way to the dictionary. Files are at hand: one
    that is fetched when it is asked for takes the focus away from its button."""
    st.html(_DICTIONARY)
    with controls.popover("Blank templates", type="tertiary", icon=":material/draft:"):
        template_button("All of them as one workbook (Excel)", kind="tertiary")
        for kind in KINDS.values():
            downloads.csv_button(
                f"{kind.title} (CSV)",
                template_csv(kind.name),
                file_name=f"{kind.name}.csv",
                key=f"template_{kind.name}",
            )
