"""What the Organisations page says of who gives, who receives and how evenly."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.reading import amount, number, only, records, text

_NAME_LETTERS = 40
_CLOSE = 1e-9


def headline(beyond: Result, labels: Labels) -> str:
    """Who gives most and who receives most, beyond what stays with the lead."""
    given, received = given_and_received(beyond)
    if not records(beyond, "flow"):
        return "No benefit has been realised in pounds yet, so nobody gives or receives"
    if not given:
        return "No organisation yet gains in pounds from work that another leads"
    givers, takers = _first(given, labels), _first(received, labels)
    if len(given) == len(received) == 1:
        return f"Benefit beyond the lead goes one way so far: from {givers} to {takers}"
    gives, receives = _verb(given, "give"), _verb(received, "receive")
    return f"{givers} {gives} most to others; {takers} {receives} most"


def given_and_received(beyond: Result) -> tuple[dict[str, float], dict[str, float]]:
    """Realised benefit beyond the lead, by the organisation that led and by the one that gained."""
    given: dict[str, float] = {}
    received: dict[str, float] = {}
    rows = only(records(beyond, "flow"), lambda row: amount(row, "gbp") > 0)
    for row in rows:
        lead, gainer = text(row, "lead_org_code"), text(row, "beneficiary_org_code")
        if lead != gainer:
            given[lead] = given.get(lead, 0.0) + amount(row, "gbp")
            received[gainer] = received.get(gainer, 0.0) + amount(row, "gbp")
    return given, received


def _leaders(sums: Mapping[str, float]) -> list[str]:
    most = max(sums.values())
    return [code for code, gbp in sums.items() if gbp >= most * (1 - _CLOSE)]


def _first(sums: Mapping[str, float], labels: Labels) -> str:
    names = sorted(formats.shortened(labels.organisation(c), _NAME_LETTERS) for c in _leaders(sums))
    return formats.listed(names, 2)


def _verb(sums: Mapping[str, float], verb: str) -> str:
    return f"{verb}s" if len(_leaders(sums)) == 1 else verb


def evenness(effective: Result) -> str:
    """How evenly benefit is spread, with the number that take part."""
    sharing = only(records(effective, "shares"), lambda row: amount(row, "gbp") > 0)
    if effective.value is None or effective.status != "ok":
        return "Nothing has been realised in pounds yet, so there is nothing to spread."
    could = len(records(effective, "shares"))
    if len(sharing) == 1:
        return (
            f"One organisation has all the benefit, of {formats.count(could)} that could benefit."
        )
    return (
        f"Benefit is spread as if {formats.decimal(effective.value)} organisations shared it "
        f"equally, out of {formats.count(could)} that could benefit."
    )


def largest_share(effective: Result, labels: Labels) -> str:
    """The largest share of benefit beside the same organisation's share of population."""
    rows = only(records(effective, "shares"), lambda row: amount(row, "share") > 0)
    if not rows:
        return ""
    top = max(rows, key=lambda row: amount(row, "share"))
    name = labels.organisation(text(top, "org_code"))
    people = number(top, "population_share")
    share = formats.percent(number(top, "share"))
    if people is None:
        return f"{name} has {share} of the benefit; its population is not known."
    return f"{name} has {share} of the benefit and {formats.percent(people)} of the population."
