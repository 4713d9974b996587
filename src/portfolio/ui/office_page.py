"""The parts of the page Portfolio office: who is due, people and invitations, knocks, audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from portfolio.access import Person, Role
from portfolio.access.people_file import PeopleNotUnderstood, email_of
from portfolio.domain.organisation import Organisation
from portfolio.domain.system import ReportingPeriod
from portfolio.exports.delimited import csv_bytes
from portfolio.exports.email_file import email_file
from portfolio.service import NotAllowed, NotUnderstood, PortfolioService
from portfolio.ui import app_state, controls, downloads, due_table, frame
from portfolio.ui.markup import write_html
from portfolio.views import escape, formats, snippets
from portfolio.views.picture import Column, DisplayTable
from portfolio.views.words import reminder_words

_ROLE_WORDS = {
    Role.READER: "Reader",
    Role.NON_EXECUTIVE: "Non-executive",
    Role.SENDER: "Sender",
    Role.OFFICE: "Portfolio office",
    Role.OPERATOR: "Operator",
}
_ABOUT_ROLES = (
    "A reader sees every page. A non-executive does too, Themes first. A sender also checks, sends "
    "and withdraws for one organisation and those that report through it. The portfolio office may "
    "do everything. An operator sees whether all is well, and no data."
)
_SAID = "office_said"
_KNOCKS_SHOWN = 20
_Missing = tuple[Organisation, ReportingPeriod]


def headline(service: PortfolioService) -> str:
    """Return how many returns are missing."""
    late = len(_missing(service))
    if not late:
        return "Nothing is missing"
    return f"{formats.plural(late, 'return')} {'is' if late == 1 else 'are'} missing"


def said() -> None:
    """Show what was just done, once."""
    told = st.session_state.pop(_SAID, None)
    if told:
        st.html(snippets.verdict(*told))


def due(service: PortfolioService) -> None:
    """Show each return that was due and has not come, with a reminder that is ready to send."""
    frame.section("Who is due", "Returns whose day has passed, the latest period first.")
    missing = _missing(service)
    if not missing:
        write_html(snippets.empty("Every return that was due has come."))
    for partner, one in missing:
        _reminder(service, partner, one)


def _missing(service: PortfolioService) -> list[_Missing]:
    today = service.today().date()
    what = due_table.Due(service.references, service.submissions(), service.refusals(), today)
    is_open = service.references.organisations.is_open
    return [
        (partner, one)
        for one in what.periods
        for partner in what.partners
        if one.due_date
        and one.due_date < today
        and is_open(partner.org_code, one.period)
        and not what.first(partner.org_code, one)
    ]


def _reminder(service: PortfolioService, partner: Organisation, one: ReportingPeriod) -> None:
    key = f"{partner.org_code}_{one.period}"
    with controls.expander(f"{partner.org_name}, {one.period.words}", key=f"remind_{key}"):
        was_refused = any(
            row.partner_code == partner.org_code and row.period == one.period
            for row in service.refusals()
        )
        today = service.today().date()
        text = reminder_words.text(partner, one, today, was_refused=was_refused)
        subject = reminder_words.subject(one, service.references.settings.name)
        to = [p.email for p in _senders(service, partner.org_code)]
        st.code(text, language=None, wrap_lines=True)
        controls.download_button(
            "Reminder as a message",
            data=email_file(subject, text, to),
            file_name=f"reminder-{key}.eml",
            mime="message/rfc822",
            type="tertiary",
            icon=":material/mail:",
            on_click="ignore",
            key=f"mail_{key}",
        )


def _senders(service: PortfolioService, org_code: str) -> list[Person]:
    today = service.today().date()
    return [
        person
        for person in service.people.everyone()
        if person.organisation == org_code
        and Role.SENDER in person.roles
        and person.is_valid_on(today)
    ]


def people(service: PortfolioService) -> None:
    """Show everybody in the list, a form to invite one, and the end of one's access."""
    frame.section("People", _ABOUT_ROLES)
    everyone = service.people.everyone()
    if everyone:
        write_html(snippets.table(_people_table(service, everyone), "People", limit=len(everyone)))
    else:
        write_html(snippets.empty("Nobody has been invited yet."))
    _invite(service)
    _end(service, everyone)


def _people_table(service: PortfolioService, everyone: Sequence[Person]) -> DisplayTable:
    names = ("Person", "Address", "Organisation", "Roles", "Until", "State")
    columns = tuple(Column(name.lower(), name) for name in names)
    rows = [_row(service, person) for person in everyone]
    return DisplayTable(columns, lambda: rows, lambda row: (row, row))


def _row(service: PortfolioService, person: Person) -> tuple[str, ...]:
    until = formats.day(person.valid_to) if person.valid_to else ""
    state = "Has signed in" if person.is_bound else "Invited"
    if not person.is_valid_on(service.today().date()):
        state = "Ended"
    return (
        person.name or "\u2013",
        person.email,
        service.name_of(person.organisation) if person.organisation else "\u2013",
        ", ".join(words for role, words in _ROLE_WORDS.items() if role in person.roles),
        until or "\u2013",
        state,
    )


def _invite(service: PortfolioService) -> None:
    organisations = service.references.organisations
    codes = sorted(organisations.codes, key=organisations.name_of)
    providers = app_state.providers()
    with (
        controls.expander("Invite a person, or change their roles", key="invite"),
        st.form("invite_form", border=False),
    ):
        controls.text_input("E-mail address", key="invite_email")
        controls.text_input("Name", key="invite_name")
        controls.selectbox(
            "Organisation",
            ["", *codes],
            format_func=lambda code: organisations.name_of(code) if code else "None",
            key="invite_org",
        )
        controls.segmented_control(
            "Roles",
            list(Role),
            selection_mode="multi",
            format_func=lambda role: _ROLE_WORDS[role],
            key="invite_roles",
        )
        if len(providers) > 1:
            controls.selectbox(
                "Signs in with",
                list(providers),
                format_func=lambda name: providers[name],
                key="invite_provider",
            )
        controls.form_submit_button(
            "Invite", type="primary", on_click=_invited, args=(service,), key="invite_now"
        )


def _invited(service: PortfolioService) -> None:
    state = st.session_state
    asked = Person(
        email=state.get("invite_email", ""),
        name=state.get("invite_name", "").strip(),
        provider=state.get("invite_provider", ""),
        organisation=state.get("invite_org", ""),
        roles=frozenset(state.get("invite_roles", ())),
    )
    try:
        after = service.people.invite(asked, service.today().date())
    except (NotUnderstood, NotAllowed, PeopleNotUnderstood) as why:
        state[_SAID] = ("stop", "Nobody was invited.", str(why))
        return
    state[_SAID] = (
        "taken",
        f"{after.email} is in the list.",
        "They come in by signing in: nothing is sent to them from here.",
    )


def _end(service: PortfolioService, everyone: Sequence[Person]) -> None:
    today = service.today().date()
    here = [person.email for person in everyone if person.is_valid_on(today)]
    if not here:
        return
    with (
        controls.expander("End a person\u2019s access", key="end"),
        st.form("end_form", border=False),
    ):
        controls.selectbox("Person", here, key="end_email")
        controls.form_submit_button(
            "End their access now", on_click=_ended, args=(service,), key="end_now"
        )


def _ended(service: PortfolioService) -> None:
    state = st.session_state
    try:
        email = email_of(state.get("end_email", ""))
        service.people.end(email, service.today().date())
    except (NotUnderstood, NotAllowed, PeopleNotUnderstood, ValueError) as why:
        state[_SAID] = ("stop", "Nothing was changed.", str(why))
        return
    state[_SAID] = ("taken", f"{email} is out.", "Every page they have open ends within seconds.")


def audit(service: PortfolioService) -> None:
    """Show who knocked, and offer the whole audit."""
    entries = service.people.audit()
    knocks = [one for one in entries if one.get("what") == "knocked"][-_KNOCKS_SHOWN:]
    frame.section(
        "Who was turned away",
        "People whom a provider signed in and who are not in the list, the latest first.",
    )
    if knocks:
        listed = "".join(f"<li>{_knock(one)}</li>" for one in reversed(knocks))
        write_html(f'<ul class="pf-gaps">{listed}</ul>')
    else:
        write_html(snippets.empty("Nobody."))
    frame.section(
        "Audit", "Who signed in, sent, withdrew, took away or changed something, and when."
    )
    downloads.csv_button(
        "Download the audit", partial(_csv, service), file_name="audit.csv", key="audit_csv"
    )


def _knock(entry: Mapping[str, object]) -> str:
    at = datetime.fromisoformat(str(entry["at"])).astimezone()
    when = f"{formats.day(at.date())} at {at:%H:%M}"
    name = str(entry.get("provider", ""))
    through = app_state.providers().get(name, name)
    said = escape.html(str(entry.get("who", "")))
    return f"{said}<small>{escape.html(f'{when}, signed in by {through}')}</small>"


def _csv(service: PortfolioService) -> bytes:
    entries = service.people.audit()
    first = ("at", "what", "who", "session")
    rest = sorted({name for one in entries for name in one} - set(first))
    rows = [tuple(str(one.get(name, "")) for name in (*first, *rest)) for one in entries]
    return csv_bytes((*first, *rest), rows, [service.references.settings.name])
