"""What stands beside each programme's strip on a theme's page: its rating, and its benefit."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.benefits.benefit_by_type import realised_against_plan
from portfolio.views.initiatives import heads, initiatives
from portfolio.views.read_result import Record, records, text
from portfolio.views.spread.adoption_strips import Beside
from portfolio.views.words.programme_words import rating_line
from portfolio.views.words.terms import CONFIDENCE


def beside_strips(
    plan: Result, delivery: Result, programmes: Sequence[Programme] = ()
) -> dict[str, Beside]:
    """By programme id; those of `programmes` that are one initiative under the first of its ids.
    Reads `to_date_by_programme` of the plan and `programmes` of delivery confidence; a programme
    that has ended has no row there and says so. Every one of `programmes` is there, also where
    nothing is known in pounds."""
    whole = initiatives(programmes)
    money = realised_against_plan(plan, heads(whole))
    rated = {text(row, "programme_id"): row for row in records(delivery, "programmes")}
    found: dict[str, Beside] = {}
    for code in {*money, *rated, *(one.programme_id for one in programmes)}:
        realised, planned = money.get(code, ("–", ""))
        if code in whole:
            if code == whole[code].ids[0]:
                rows = [rated[one] for one in whole[code].ids if one in rated]
                found[code] = Beside("", _ratings(rows), realised, planned)
            continue
        row = rated.get(code)
        by = "Ended" if row is None else rating_line(row)
        rating = "" if row is None else text(row, "shown")
        found[code] = Beside(rating, by, realised, planned)
    return found


def _ratings(rows: Sequence[Record]) -> str:
    """Return how many of an initiative's programmes have each rating: `2 amber, 1 green`."""
    codes = [text(row, "shown") for row in rows]
    counted = [f"{codes.count(code)} {said.lower()}" for code, said in CONFIDENCE.items()]
    return formats.sentence_case(", ".join(one for one in counted if not one.startswith("0 ")))
