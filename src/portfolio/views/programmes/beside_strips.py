"""What stands beside each programme's strip on a theme's page: its rating, and its benefit."""

from __future__ import annotations

from portfolio.domain.result import Result
from portfolio.views.benefits.benefit_by_type import realised_against_plan
from portfolio.views.read_result import records, text
from portfolio.views.spread.adoption_strips import Beside
from portfolio.views.words.programme_words import rating_line


def beside_strips(plan: Result, delivery: Result) -> dict[str, Beside]:
    """By programme id. Reads `to_date_by_programme` of the plan and `programmes` of delivery
    confidence; a programme that has ended has no row there and says so."""
    money = realised_against_plan(plan)
    rated = {text(row, "programme_id"): row for row in records(delivery, "programmes")}
    found: dict[str, Beside] = {}
    for code in {*money, *rated}:
        realised, planned = money.get(code, ("–", ""))
        row = rated.get(code)
        by = "Ended" if row is None else rating_line(row)
        rating = "" if row is None else text(row, "shown")
        found[code] = Beside(rating, by, realised, planned)
    return found
