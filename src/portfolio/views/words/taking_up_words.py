"""What an organisation's own page says of what it could take up next."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.thresholds import FEWEST_ADOPTERS
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, number, text, whole
from portfolio.views.words import pounds_words

_OK, _NO_POPULATION = "ok", "not_defined"


def headline(name: str, pairs: Sequence[Record], named: int) -> str:
    """Return how many programmes of others are open to it, and of how many its type shows the
    gain; `named` counts those that it is named for at all."""
    if not named:
        return f"Nobody has said yet which programmes of others {name} could take up"
    if not pairs:
        return f"{name} has decided on every programme of others that it could take up"
    opened = formats.plural(len(pairs), "programme")
    known = sum(text(row, "status") in (_OK, _NO_POPULATION) for row in pairs)
    begun = f"{name} could still take up {opened} of others"
    if not known:
        return f"{begun}; what its type gains is not known yet"
    which = "one is" if known == 1 else f"{formats.number_word(known)} are"
    return f"{begun}; its type shows what {which} worth"


def worth(row: Record) -> str:
    """Return what organisations of its type gained, for as many people as it serves; per person
    where nobody says how many these are."""
    status = text(row, "status")
    if status == _OK:
        ends = [formats.money(number(row, name)) for name in ("low_gbp", "high_gbp")]
        return f"{_between(ends)} {pounds_words.name(text(row, 'benefit_type'))}"
    if status == _NO_POPULATION:
        names = ("low_gbp_per_person", "high_gbp_per_person")
        ends = [f"£{amount(row, name):,.2f}" for name in names]
        return f"{_between(ends)} {pounds_words.name(text(row, 'benefit_type'))} a person"
    return "No range yet"


def _between(ends: Sequence[str]) -> str:
    low, high = ends
    return f"about {low}" if low == high else f"{low} to {high}"


def evidence(row: Record) -> str:
    """Return what the range rests on, or why there is none."""
    known, adopters = whole(row, "adopters_with_evidence"), whole(row, "adopters")
    if text(row, "status") == _OK:
        return f"to date, from {formats.count(known)} of its type with measured benefit"
    if text(row, "status") == _NO_POPULATION:
        return (
            f"from {formats.count(known)} of its type with measured benefit; how many people it "
            "serves is not known"
        )
    if not adopters:
        return "nobody of its type has it in routine use yet"
    have = "has" if adopters == 1 else "have"
    return (
        f"{formats.count(adopters)} of its type {have} it; a range needs {FEWEST_ADOPTERS:words} "
        "with measured benefit"
    )


def how_far(adopted: Record) -> str:
    """Return how many of the others have it."""
    others = whole(adopted, "eligible_beyond_lead")
    if number(adopted, "adopters_beyond_lead") is None or not others:
        return ""
    return (
        f"In routine use at {formats.n_of_m(whole(adopted, 'adopters_beyond_lead'), others)} others"
    )
