"""As at when, of what, and resting on which partners' figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from portfolio.domain.coverage import Coverage
from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.system import References
from portfolio.views import formats
from portfolio.views.words.terms import possessive

_NAMED = 2
EXACT_LINK = (
    "Copy this address. It will show the same figures when more has been received: it keeps the "
    "period, the day the figures were known on, and all that is chosen here."
)


@dataclass(frozen=True)
class Chosen:
    """What a reader chose, in words; None: everything."""

    theme: str | None = None
    lead: str | None = None
    beneficiary: str | None = None
    programme: str | None = None


def in_words(filters: Filters, labels: Labels, references: References) -> Chosen:
    """Return the filters by the names of what they narrow to."""
    theme = references.theme(filters.theme) if filters.theme else None
    return Chosen(
        theme=theme.theme_name if theme else None,
        lead=labels.organisation(filters.lead) if filters.lead else None,
        beneficiary=labels.organisation(filters.beneficiary) if filters.beneficiary else None,
        programme=labels.programme(filters.programme) if filters.programme else None,
    )


def as_at(filters: Filters, chosen: Chosen | None = None) -> tuple[tuple[str, bool], ...]:
    """Return the as-at line in pieces of (text, is bold): `As at **30 September 2026** · **All
    themes** · led by **Levels Community**`; what was not chosen is left out."""
    what = chosen or Chosen()
    pieces = [("As at ", False), (filters.period.end_words, True)]
    if filters.known_on:
        pieces += [(", as it was known on ", False), (formats.day(filters.known_on), True)]
    pieces += [(" · ", False), (what.theme or "All themes", True)]
    if what.programme:
        pieces += [(" · ", False), (what.programme, True)]
    if what.lead:
        pieces += [(" · led by ", False), (what.lead, True)]
    if what.beneficiary:
        pieces += [(" · landing at ", False), (what.beneficiary, True)]
    if filters.is_as_now:
        pieces += [(" · organisations ", False), ("as they are now", True)]
    return tuple(pieces)


def not_latest(filters: Filters, latest: Period) -> str:
    """Return what is said where a reader looks at an earlier period or day; nothing where it is
    now."""
    earlier = filters.period != latest
    if not earlier and filters.known_on is None:
        return ""
    parts = [f"it shows {filters.period.end_words}"] if earlier else []
    if filters.known_on:
        parts.append(f"as it was known on {formats.day(filters.known_on)}")
    shows = (
        ", ".join(parts)
        if earlier
        else f"it shows what was known on {formats.day(filters.known_on)}"
    )
    latest_words = f"; the latest is {latest.end_words}" if earlier else ""
    return f"This is not the latest picture: {shows}{latest_words}."


def as_at_words(filters: Filters, chosen: Chosen | None = None) -> str:
    """Return the same line as plain text, for alt texts, downloads and print."""
    return "".join(text for text, _ in as_at(filters, chosen))


def coverage(found: Coverage, labels: Labels, period: Period) -> str:
    """`12 of 13 partners have reported; Saltmere Council's figures are from June.`"""
    if found.expected_count == 0:
        return "No partner is expected to report for this period."
    reported, expected = len(found.reported), found.expected_count
    if reported == expected:
        return "The one partner has reported." if expected == 1 else _all(expected)
    parts = [f"{_reported(reported, expected)} reported"]
    parts += _stale(found, labels, period)
    parts += _missing(found, labels)
    return "; ".join(parts) + "."


def _all(expected: int) -> str:
    return f"All {formats.count(expected)} partners have reported."


def _reported(reported: int, expected: int) -> str:
    if reported == 0:
        return f"None of {formats.plural(expected, 'partner')} has"
    verb = "has" if reported == 1 else "have"
    return f"{formats.n_of_m(reported, expected)} partners {verb}"


def _stale(found: Coverage, labels: Labels, period: Period) -> list[str]:
    if len(found.stale) > _NAMED:
        oldest = formats.month_near(min(at for _, at in found.stale), period)
        return [f"the figures of {formats.count(len(found.stale))} are older, back to {oldest}"]
    return [
        f"{possessive(labels.organisation(code))} figures are from {formats.month_near(at, period)}"
        for code, at in found.stale
    ]


def _missing(found: Coverage, labels: Labels) -> list[str]:
    if not found.missing:
        return []
    if len(found.missing) > _NAMED:
        return [f"{formats.count(len(found.missing))} have sent nothing yet"]
    names = formats.listed(labels.organisation(code) for code in found.missing)
    return [f"{names} {'has' if len(found.missing) == 1 else 'have'} sent nothing yet"]


def foot(title: str, version: str, found: Coverage, submissions: tuple[str, ...]) -> str:
    """Return what one picture rests on: measure, version, coverage, submissions."""
    parts = [f"{title}, version {version}."]
    if found.expected_count:
        has = formats.n_of_m(len(found.reported), found.expected_count)
        parts.append(f"{has} partners.")
    if submissions:
        parts.append(f"{formats.sentence_case(_numbered(submissions))}.")
    return " ".join(parts)


def page_foot(found: Coverage, submissions: Collection[str]) -> str:
    """Return what a whole page rests on, once at its foot; nothing where nothing stands behind
    it."""
    if not submissions:
        return ""
    of = (
        f" of {formats.n_of_m(len(found.reported), found.expected_count)} partners"
        if found.expected_count
        else ""
    )
    return (
        f"Counted from {_numbered(submissions)}{of}. Data, beside each picture, has its table, its "
        "rows, and how it is made."
    )


def _numbered(submissions: Collection[str]) -> str:
    if len(submissions) == 1:
        return f"submission {min(submissions)}"
    first, last = min(submissions), max(submissions)
    return f"{formats.count(len(submissions))} submissions, {first} to {last}"
