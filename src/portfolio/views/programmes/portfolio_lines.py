"""The portfolio as lines: each programme with its spread, benefit, confidence and plan, in the
order and the part that a reader chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from portfolio.domain.codes import PRICED_TYPES
from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import squares
from portfolio.views.initiatives import Initiative, added_up, heads, initiatives, once_each
from portfolio.views.palette import RATING_MARK
from portfolio.views.read_result import Record, amount, gross, number, records, text
from portfolio.views.words import pounds_words
from portfolio.views.words.terms import STAGE

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Name",
        "spread": "Most organisations using it",
        "benefit": "Most benefit realised, cash-releasing first",
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
    """How the table is arranged."""

    sort: str = "name"
    stage: str = ""
    rating: str = ""
    rows: int = 20


@dataclass(frozen=True)
class Line:
    """One programme and the rows of the measures that speak of it."""

    programme: Programme
    lead: str
    beyond: tuple[Record, ...]
    landed_by_type: tuple[Record, ...]
    to_date_by_type: tuple[Record, ...]
    rated: Record
    labels: Labels = Labels()
    adopted: tuple[Record, ...] = ()
    """Every row of its adoption, the lead's own too."""
    parts: tuple[Line, ...] = ()
    """The programmes of an initiative that this line stands for."""
    initiative: Initiative | None = None

    @property
    def each(self) -> tuple[Line, ...]:
        """The programmes by themselves: its parts, or itself."""
        return self.parts or (self,)

    @property
    def landed(self) -> Record:
        return _first(self.landed_by_type, "denominator_gbp")

    @property
    def to_date(self) -> Record:
        return _first(self.to_date_by_type, "realised_gbp", "planned_gbp", "forecast_gbp")

    @property
    def in_use(self) -> int:
        return squares.in_use(self.beyond)

    @property
    def kind(self) -> str:
        """The type of pound it is told in: the first it has realised, else the first planned."""
        return text(self.landed, "benefit_type") or text(self.to_date, "benefit_type")

    @property
    def realised(self) -> float:
        return amount(self.to_date, "realised_gbp")

    @property
    def rating(self) -> str:
        """Its rating; of an initiative the least confident of its programmes', which is said as
        such."""
        if not self.parts:
            return text(self.rated, "shown")
        known = {text(one.rated, "shown") for one in self.parts}
        return max(known & set(RATING_MARK), key=list(RATING_MARK).index, default="")

    @property
    def slip_days(self) -> float | None:
        if self.parts:
            known = [one.slip_days for one in self.parts if one.slip_days is not None]
            return max(known, default=None)
        planned, forecast = self.programme.planned_end_date, self.programme.forecast_end_date
        return (forecast - planned).days if planned and forecast else None


def lines(programmes: Sequence[Programme], labels: Labels, results: Sequence[Result]) -> list[Line]:
    """Return one line a programme, in the order given; of the results those that speak of it are
    read."""
    by_measure = {one.provenance.measure: one for one in results}
    cells: dict[str, list[Record]] = {}
    for row in records(by_measure.get("adoption"), "matrix"):
        cells.setdefault(text(row, "programme_id"), []).append(row)
    landed = _by_type(by_measure.get("beyond_lead_share"), "by_programme_type")
    to_date = _by_type(by_measure.get("plan_forecast_realised"), "to_date_by_programme")
    rated = _by_programme(by_measure.get("delivery_confidence"), "programmes")
    return [
        Line(
            programme=one,
            lead=labels.organisation(one.lead_org_code),
            beyond=tuple(squares.others(cells.get(one.programme_id, []))),
            landed_by_type=tuple(landed.get(one.programme_id, ())),
            to_date_by_type=tuple(to_date.get(one.programme_id, ())),
            labels=labels,
            adopted=tuple(cells.get(one.programme_id, [])),
            rated=rated.get(one.programme_id, {}),
        )
        for one in programmes
    ]


def _by_programme(result: Result | None, table: str) -> dict[str, Record]:
    return {text(row, "programme_id"): row for row in records(result, table)}


def _by_type(result: Result | None, table: str) -> dict[str, list[Record]]:
    """Return the rows of benefit by programme, one for each £ type, in the order of the types."""
    found: dict[str, list[Record]] = {}
    for row in pounds_words.in_order(gross(records(result, table))):
        found.setdefault(text(row, "programme_id"), []).append(row)
    return found


def _first(rows: Sequence[Record], *columns: str) -> Record:
    """Return the first type that has any of the first amount, else of the next."""
    for column in columns:
        for row in rows:
            if amount(row, column) > 0:
                return row
    return {}


def arranged(every: Sequence[Line], how: Arrangement) -> list[Line]:
    """Return the lines of the chosen stage and rating, in the chosen order; ties go by name.
    Those of one initiative are one line."""
    kept = _together([line for line in every if _is_kept(line, how)])
    return sorted(kept, key=lambda line: (_ORDER[how.sort](line), line.programme.name.casefold()))


def _together(kept: Sequence[Line]) -> list[Line]:
    """Return the lines with those of one initiative as one."""
    whole = initiatives(line.programme for line in kept)
    head = heads(whole)
    parts: dict[str, list[Line]] = {}
    for line in kept:
        code = line.programme.programme_id
        parts.setdefault(head.get(code, code), []).append(line)
    return [
        _as_one(several, whole[code]) if code in whole else several[0]
        for code, several in parts.items()
    ]


def _as_one(several: Sequence[Line], whole: Initiative) -> Line:
    """Return one line for an initiative: each organisation once, pounds of one type added, from
    its first start to its last end; ratings stay with each programme."""
    head = dict.fromkeys(whole.ids, whole.ids[0])
    first = several[0].programme
    by_type = [row for line in several for row in line.landed_by_type]
    to_date = [row for line in several for row in line.to_date_by_type]
    landed = added_up(by_type, head, "numerator_gbp", "denominator_gbp")
    shared = [{**row, "share": _share(row)} for row in landed]
    planned = added_up(to_date, head, "realised_gbp", "planned_gbp", "forecast_gbp")
    return Line(
        programme=replace(
            first,
            name=whole.name,
            stage=min((line.programme.stage for line in several), key=list(STAGE).index),
            start_date=_edge(min, [line.programme.start_date for line in several]),
            planned_end_date=_edge(max, [line.programme.planned_end_date for line in several]),
            forecast_end_date=_edge(max, [line.programme.forecast_end_date for line in several]),
        ),
        lead=several[0].lead,
        beyond=tuple(once_each(row for line in several for row in line.adopted)),
        landed_by_type=tuple(shared),
        to_date_by_type=tuple(planned),
        rated=next((line.rated for line in several if line.rated), {}),
        labels=several[0].labels,
        parts=tuple(several),
        initiative=whole,
    )


def _share(row: Record) -> float | None:
    of = amount(row, "denominator_gbp")
    return amount(row, "numerator_gbp") / of if of else None


def _edge(pick: Callable[..., date], days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day]
    return pick(known) if known else None


def _is_kept(line: Line, how: Arrangement) -> bool:
    if how.stage and line.programme.stage != how.stage:
        return False
    return not how.rating or (line.rating or "none") == how.rating


def _least_confident(line: Line) -> float:
    """Red before amber before green; what is not rated comes last."""
    rank = list(RATING_MARK)
    return -rank.index(line.rating) if line.rating in rank else 1


def _most_realised(line: Line) -> tuple[float, float]:
    """Types of pound are not compared: cash-releasing benefit first, then the others in order."""
    at = PRICED_TYPES.index(line.kind) if line.realised else len(PRICED_TYPES)
    return at, -line.realised


_ORDER: Mapping[str, Callable[[Line], float | tuple[float, float]]] = MappingProxyType(
    {
        "name": lambda _: 0,
        "spread": lambda line: -line.in_use,
        "benefit": _most_realised,
        "confidence": _least_confident,
        "slip": lambda line: float("inf") if line.slip_days is None else -line.slip_days,
        "stage": lambda line: list(STAGE).index(line.programme.stage),
    }
)


def span(every: Sequence[Line]) -> tuple[date, date] | None:
    """Return the first and last day of all plans; None where no plan has a date."""
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
