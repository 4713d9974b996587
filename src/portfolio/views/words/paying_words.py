"""What is said of who bears the cost and who gains; amounts side by side, no position of anyone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, having, number, only, records, text, whole
from portfolio.views.snippets import Question
from portfolio.views.words import pounds_words

_NAME_LETTERS = 60


def kinds(paid: Result) -> tuple[str, ...]:
    """Return the types of pound of which anything is realised, in order."""
    return pounds_words.kinds(records(paid, "matrix_by_type"), "benefit_gbp")


def headline(paid: Result, kind: str = "") -> str:
    """Return how much of what was realised of one type, the first unless told otherwise, is
    gained by an organisation that did not bear its cost."""
    code = kind or next(iter(kinds(paid)), "")
    rows = only(
        having(records(paid, "matrix_by_type"), "benefit_type", code),
        lambda row: amount(row, "benefit_gbp") > 0,
    )
    if not rows:
        return "Who pays for whose gain is not known yet: no realised benefit in pounds is reported"
    every = sum(amount(row, "benefit_gbp") for row in rows)
    others = only(
        rows, lambda row: text(row, "payer_org_code") != text(row, "beneficiary_org_code")
    )
    benefit = pounds_words.benefit(code)
    if not others:
        return (
            f"Whoever bears the cost is the one that gains, for all {benefit} that is realised "
            "so far"
        )
    apart = sum(amount(row, "benefit_gbp") for row in others) / every
    if len(rows) == len(others):
        return (
            f"All {benefit} that is realised so far is gained by organisations that did not bear "
            "its cost"
        )
    return (
        f"Of every £1 of {benefit} realised, {formats.pence(apart)} is gained by an organisation "
        "that did not bear its cost"
    )


def questions(paid: Result, labels: Labels) -> Iterator[Question]:
    """Where a council, a charity or an ambulance service bears the cost and others gain, each
    programme in the first type of pound that others gain; the largest of a type first."""
    first: dict[tuple[str, str], Record] = {}
    for row in pounds_words.in_order(records(paid, "flags_by_type")):
        first.setdefault((text(row, "payer_org_code"), text(row, "programme_id")), row)
    by_size = sorted(first.values(), key=lambda row: -amount(row, "others_gain_gbp"))
    for row in pounds_words.in_order(by_size):
        payer = labels.organisation(text(row, "payer_org_code"))
        name = formats.shortened(
            text(row, "programme_name") or text(row, "programme_id"), _NAME_LETTERS
        )
        gainers = whole(row, "gainers")
        others = "one other gains" if gainers == 1 else f"{formats.count(gainers)} others gain"
        own = number(row, "payer_gains_gbp")
        itself = f"it gains {formats.money(own)} itself" if own else "it gains nothing itself"
        gbp = formats.money(number(row, "others_gain_gbp"))
        number_ = f"{others} {gbp} of {pounds_words.benefit(text(row, 'benefit_type'))}; {itself}."
        yield Question(
            f"How does {payer} go on bearing the cost of {name}?",
            formats.sentence_case(number_),
            "A council, charity or ambulance service bears the cost and others gain",
            _link(row, paid.provenance.filters),
            "Programmes",
        )


def _link(row: Record, filters: Filters) -> str:
    """Return the programme's own page, at the same period and day."""
    known = filters.known_on.isoformat() if filters.known_on else None
    chosen = {
        "period": str(filters.period),
        "known": known,
        "programme": text(row, "programme_id"),
    }
    return f"./programmes?{urlencode({name: code for name, code in chosen.items() if code})}"
