"""The portfolio as lines: each programme with its spread, benefit, confidence and plan, in the
order and the part that a reader chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import squares
from portfolio.views.palette import RATING_MARK
from portfolio.views.reading import Record, amount, number, records, text
from portfolio.views.words.terms import STAGE

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Name",
        "spread": "Most organisations using it",
        "benefit": "Most benefit realised",
        "confidence": "Least confident first",
        "slip": "Furthest behind its plan",
        "stage": "Stage, earliest first",
    }
)
RATINGS: Mapping[str, str] = MappingProxyType(
    {"": "Any", "red": "Red", "amber": "Amber", "green": "Green", "none": "Not rated"}
)


@dataclass(frozen=True)
class Arrangement:
    """How the table is arranged; `carried` is the rest of the address, for links from it."""

    sort: str = "name"
    stage: str = ""
    rating: str = ""
    rows: int = 20
    carried: str = ""


@dataclass(frozen=True)
class Line:
    """One programme and the rows of the measures that speak of it."""

    programme: Programme
    lead: str
    beyond: tuple[Record, ...]
    landed: Record
    to_date: Record
    rated: Record

    @property
    def in_use(self) -> int:
        return squares.in_use(self.beyond)

    @property
    def realised(self) -> float:
        return amount(self.to_date, "realised_gbp")

    @property
    def rating(self) -> str:
        return text(self.rated, "shown")

    @property
    def slip_days(self) -> float | None:
        planned, forecast = self.programme.planned_end_date, self.programme.forecast_end_date
        return (forecast - planned).days if planned and forecast else None


def lines(programmes: Sequence[Programme], labels: Labels, results: Sequence[Result]) -> list[Line]:
    """One line a programme, in the order given; of the results those that speak of it are read."""
    by_measure = {one.provenance.measure: one for one in results}
    cells: dict[str, list[Record]] = {}
    for row in records(by_measure.get("adoption"), "matrix"):
        cells.setdefault(text(row, "programme_id"), []).append(row)
    landed = _by_programme(by_measure.get("beyond_lead_share"), "by_programme")
    to_date = _by_programme(by_measure.get("plan_forecast_realised"), "by_programme_to_date")
    rated = _by_programme(by_measure.get("delivery_confidence"), "programmes")
    return [
        Line(
            programme=one,
            lead=labels.organisation(one.lead_org_code),
            beyond=tuple(squares.others(cells.get(one.programme_id, []))),
            landed=landed.get(one.programme_id, {}),
            to_date=to_date.get(one.programme_id, {}),
            rated=rated.get(one.programme_id, {}),
        )
        for one in programmes
    ]


def _by_programme(result: Result | None, table: str) -> dict[str, Record]:
    return {text(row, "programme_id"): row for row in records(result, table)}


def arranged(every: Sequence[Line], how: Arrangement) -> list[Line]:
    """The lines of the chosen stage and rating, in the chosen order; ties go by name."""
    kept = [line for line in every if _is_kept(line, how)]
    return sorted(kept, key=lambda line: (_ORDER[how.sort](line), line.programme.name.casefold()))


def _is_kept(line: Line, how: Arrangement) -> bool:
    if how.stage and line.programme.stage != how.stage:
        return False
    return not how.rating or (line.rating or "none") == how.rating


def _least_confident(line: Line) -> float:
    """Red before amber before green; what is not rated comes last."""
    rank = list(RATING_MARK)
    return -rank.index(line.rating) if line.rating in rank else 1


_ORDER: Mapping[str, Callable[[Line], float]] = MappingProxyType(
    {
        "name": lambda _: 0,
        "spread": lambda line: -line.in_use,
        "benefit": lambda line: -line.realised,
        "confidence": _least_confident,
        "slip": lambda line: float("inf") if line.slip_days is None else -line.slip_days,
        "stage": lambda line: list(STAGE).index(line.programme.stage),
    }
)


def span(every: Sequence[Line]) -> tuple[date, date] | None:
    """The first and last day of all plans; None where no plan has a date."""
    days = [
        day
        for line in every
        for day in (
            line.programme.start_date,
            line.programme.planned_end_date,
            line.programme.forecast_end_date,
        )
        if day
    ]
    return (min(days), max(days)) if days else None


def share_beyond(line: Line) -> float | None:
    return number(line.landed, "share")
