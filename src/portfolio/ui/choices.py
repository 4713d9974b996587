"""What can be chosen: periods, days, themes, leads, beneficiaries and programmes, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission
from portfolio.domain.system import References, Theme
from portfolio.ui.address import Choice
from portfolio.views import formats

SETS = {
    "local": "Our own themes",
    "wgll": "What good looks like",
    "shift": "The three shifts",
    "ics_purpose": "The four purposes of an ICS",
}
_SHORT_SETS = {"wgll": "WGLL", "shift": "Shift", "ics_purpose": "Purpose"}


def period(references: References, submissions: Sequence[Submission]) -> Choice:
    """Return the ends of the reporting periods, latest first, up to the last one that was sent
    for."""
    sent = {one.period for one in submissions}
    named = [one.period for one in references.settings.reporting_periods]
    last = max(sent) if sent else max(named, default=Period.of(date.today()))
    shown = sorted({p for p in (*named, *sent) if p <= last} or {last}, reverse=True)
    return Choice("period", "As at", {str(p): p.end_words for p in shown}, str(last))


def known_on(references: References, submissions: Sequence[Submission]) -> Choice:
    """Now, or as it was known on a day something was received or withdrawn, or the board met."""
    changed = {day for one in submissions for day in days_of(one)}
    boards = {day for day in references.settings.board_meetings if day <= date.today()}
    since = min(changed, default=date.max)
    days = sorted((day for day in changed | boards if day >= since), reverse=True)
    words = {"": "Now, with everything received"}
    for day in days:
        board = ", board meeting" if day in boards else ""
        words[day.isoformat()] = f"{formats.day(day)}{board}"
    return Choice("known", "As it was known on", words)


def days_of(one: Submission) -> tuple[date, ...]:
    """Return the days on which a submission changed what is known."""
    return (one.received_on, *((one.withdrawn_at.date(),) if one.withdrawn_at else ()))


def since(references: References, submissions: Sequence[Submission], now: Period) -> Choice:
    """With what it is compared: what a board saw on its day, or another period as it is known now.

    Codes are `2026-06@2026-08-19` and `2026-06`; blank is the last board before the period's end.
    """
    words = {"": "The last board before"}
    for day in sorted(references.settings.board_meetings, reverse=True):
        seen = [one.period for one in submissions if _stood(one, day) and one.period <= now]
        if seen and day <= date.today():
            words[f"{max(seen)}@{day}"] = f"What the board of {formats.day(day)} saw"
    for earlier in sorted({one.period for one in submissions if one.period < now}, reverse=True):
        words[str(earlier)] = f"{earlier.end_words}, as it is known now"
    return Choice("since", "Compared with", words)


def _stood(one: Submission, day: date) -> bool:
    gone = one.withdrawn_at is not None and one.withdrawn_at.date() <= day
    return one.received_on <= day and not gone


def organisations(references: References) -> Choice:
    """As they were reported or as they are now; on offer where one that closed has one follower."""
    known, today = references.organisations, date.today()
    gone = [code for code in known.codes if (known.closed_on(code) or today) < today]
    words = {"": "As reported"}
    if any(len(set(known.successors(code))) == 1 for code in gone):
        words["now"] = "As they are now: one that closed is shown as the one that followed it"
    return Choice("organisations", "Organisations", words)


def theme(references: References) -> Choice:
    """Return every theme: the system's own first, those of other sets with the set's name."""
    words = {"": "All themes"}
    for one in ordered(references.themes):
        short = _SHORT_SETS.get(one.theme_set, "" if one.theme_set == "local" else one.theme_set)
        words[one.key] = f"{short}: {one.theme_name}" if short else one.theme_name
    return Choice("theme", "Theme", words)


def theme_set(references: References) -> Choice:
    """Return the theme sets this system uses, its own first."""
    names = dict.fromkeys(one.theme_set for one in ordered(references.themes))
    words = {name: SETS.get(name, formats.sentence_case(name.replace("_", " "))) for name in names}
    return Choice("set", "Theme set", words, next(iter(words), ""))


def theme_of(references: References, set_name: str) -> Choice:
    """Return the themes of one set; the first stands until another is chosen."""
    words = {t.key: t.theme_name for t in ordered(references.themes) if t.theme_set == set_name}
    return Choice("theme", "Theme", words, next(iter(words), ""))


def ordered(themes: Iterable[Theme]) -> list[Theme]:
    """Return the sets in the order people meet them, each in its own order."""
    known = list(SETS)

    def place(one: Theme) -> tuple[int, str, int, str]:
        rank = known.index(one.theme_set) if one.theme_set in known else len(known)
        return rank, one.theme_set, one.display_order, one.theme_name

    return sorted(themes, key=place)


def organisation(choice: Choice, codes: Iterable[str], labels: Labels) -> Choice:
    """Organisations by name, after the entries a choice has already."""
    named = sorted(((labels.organisation(code), code) for code in set(codes)), key=_alphabetical)
    return replace(choice, words={**choice.words, **{code: name for name, code in named}})


def programme(labels: Labels) -> Choice:
    """Return programmes by name, after a first entry for all of them."""
    every = labels.programmes
    named = sorted(((labels.programme(code), code) for code in every), key=_alphabetical)
    return Choice("programme", "Programme", {"": "All programmes", **{c: n for n, c in named}})


def _alphabetical(named: tuple[str, str]) -> tuple[str, str]:
    """As a person orders names: capitals count for nothing."""
    name, code = named
    return name.casefold(), code
