"""What is said of who bears the cost and who gains; amounts side by side, no position of anyone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.reading import Record, amount, number, only, records, text, whole
from portfolio.views.snippets import Question

_NAME_LETTERS = 60


def headline(paid: Result) -> str:
    """How much of what was realised is gained by an organisation that did not bear its cost."""
    rows = only(records(paid, "matrix"), lambda row: amount(row, "benefit_gbp") > 0)
    if not rows:
        return "Who pays for whose gain is not known yet: no realised benefit in pounds is reported"
    every = sum(amount(row, "benefit_gbp") for row in rows)
    others = only(
        rows, lambda row: text(row, "payer_org_code") != text(row, "beneficiary_org_code")
    )
    if not others:
        return "Whoever bears the cost is the one that gains, for all that is realised so far"
    apart = sum(amount(row, "benefit_gbp") for row in others) / every
    if len(rows) == len(others):
        return "All that is realised so far is gained by organisations that did not bear its cost"
    return (
        f"Of every £1 realised, {formats.pence(apart)} is gained by an organisation that did not "
        "bear its cost"
    )


def questions(paid: Result, labels: Labels) -> Iterator[Question]:
    """Where a council, a charity or an ambulance service bears the cost and others gain, the
    largest first."""
    rows = sorted(records(paid, "flags"), key=lambda row: -amount(row, "others_gain_gbp"))
    for row in rows:
        payer = labels.organisation(text(row, "payer_org_code"))
        name = text(row, "programme_name") or text(row, "programme_id")
        asked = f"How does {payer} go on paying for {formats.shortened(name, _NAME_LETTERS)}?"
        gainers = whole(row, "gainers")
        others = "one other gains" if gainers == 1 else f"{formats.count(gainers)} others gain"
        own = number(row, "payer_gains_gbp")
        itself = f"it gains {formats.money(own)} itself" if own else "it gains nothing itself"
        number_ = f"{others} {formats.money(number(row, 'others_gain_gbp'))}; {itself}."
        yield Question(
            asked,
            formats.sentence_case(number_),
            "A council, charity or ambulance service bears the cost and others gain",
            _link(row, paid.provenance.filters),
            "Programmes",
        )


def _link(row: Record, filters: Filters) -> str:
    """The programme's own page, at the same period and day."""
    known = filters.known_on.isoformat() if filters.known_on else None
    chosen = {
        "period": str(filters.period),
        "known": known,
        "programme": text(row, "programme_id"),
    }
    return f"./programmes?{urlencode({name: code for name, code in chosen.items() if code})}"
