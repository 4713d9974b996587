"""Which partners' figures are current, and which are not, as the page Submissions says it."""

from __future__ import annotations

from portfolio.domain.coverage import Coverage
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.views import formats
from portfolio.views.words.terms import possessive

_NAMED = 4


def headline(found: Coverage, period: Period) -> str:
    """`11 of 13 partners are current for September 2026`."""
    reported, expected = len(found.reported), found.expected_count
    if expected == 0:
        return f"No partner is expected to report for {period.words}"
    if reported == expected:
        who = "The one partner is" if expected == 1 else f"All {expected} partners are"
        return f"{who} current for {period.words}"
    are = "partner is" if reported == 1 and expected == 1 else "partners are"
    if reported == 0:
        return f"None of {formats.plural(expected, 'partner')} is current for {period.words}"
    return f"{formats.n_of_m(reported, expected)} {are} current for {period.words}"


def behind(found: Coverage, labels: Labels, period: Period) -> str:
    """`Saltmere Council’s figures are from June. Nothing has come from Northfen yet.`"""
    parts = [
        f"{possessive(labels.organisation(code))} figures are from "
        f"{formats.month_near(at, period)}."
        for code, at in found.stale[:_NAMED]
    ]
    if len(found.stale) > _NAMED:
        parts.append(f"Those of {formats.count(len(found.stale) - _NAMED)} more are older, too.")
    if found.missing:
        names = formats.listed((labels.organisation(code) for code in found.missing), _NAMED)
        parts.append(f"Nothing has come from {names} yet.")
    return " ".join(parts)
