"""Rules that turn a state of the measures into a question to ask; each shows its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.palette import IN_USE
from portfolio.views.reading import (
    Record,
    amount,
    gross,
    having,
    is_true,
    only,
    records,
    text,
    whole,
)
from portfolio.views.snippets import Question
from portfolio.views.words.terms import BARRIER, word

_MONTHS_TO_TRAVEL = 12
_OTHERS_NEEDED = 3
_STOPPED_AT = 2
_HALF = 0.5
_NAME_LETTERS = 60


@dataclass(frozen=True)
class Evidence:
    """The results the rules read, any of which may be absent."""

    labels: Labels
    period: Period
    counted: Result | None = None
    beyond: Result | None = None
    effective: Result | None = None
    adoption: Result | None = None
    plan: Result | None = None

    def programme(self, row: Record) -> str:
        name = self.labels.programme(text(row, "programme_id"))
        return formats.shortened(name, _NAME_LETTERS)


Rule = Callable[[Evidence], Iterator[tuple[float, Question]]]


def questions(evidence: Evidence, limit: int = 3) -> tuple[Question, ...]:
    """The questions worth asking: the strongest of each rule, in the order of the rules, then
    each rule's next, until there are `limit`."""
    by_rule = [
        [question for _, question in sorted(rule(evidence), key=lambda pair: -pair[0])]
        for rule in RULES
    ]
    depth = max((len(found) for found in by_rule), default=0)
    rounds = (found[i] for i in range(depth) for found in by_rule if i < len(found))
    return tuple(rounds)[:limit]


def not_travelled(evidence: Evidence) -> Iterator[tuple[float, Question]]:
    """Live at the lead for 12 months or more, in routine use nowhere else."""
    live_since = _lead_live_dates(evidence)
    realised = _realised_by_programme(evidence)
    for row in records(evidence.adoption, "by_programme"):
        since = live_since.get(text(row, "programme_id"))
        others = whole(row, "eligible_beyond_lead")
        if since is None or others < _OTHERS_NEEDED or amount(row, "adopters_beyond_lead") > 0:
            continue
        months = _complete_months(since, evidence.period.end)
        if months < _MONTHS_TO_TRAVEL:
            continue
        gbp = realised.get(text(row, "programme_id"), 0.0)
        worth = f"{formats.money(gbp)} realised. " if gbp else ""
        number = (
            f"{worth}Live {months} months at its lead; 0 of {formats.count(others)} others use it."
        )
        asked = f"What would it take for others to use {evidence.programme(row)}?"
        rule = "In routine use nowhere beyond the lead after 12 months"
        yield gbp + months, Question(asked, number, rule, "adoption", text(row, "programme_id"))


def behind_plan(evidence: Evidence) -> Iterator[tuple[float, Question]]:
    """Less than half of what was planned by now is realised."""
    for row in records(evidence.plan, "by_programme_to_date"):
        planned, realised = amount(row, "planned_gbp"), amount(row, "realised_gbp")
        if planned <= 0 or realised >= planned * _HALF:
            continue
        had = formats.money(realised) if realised else "Nothing"
        number = f"{had} realised of {formats.money(planned)} planned by now."
        asked = f"What has kept {evidence.programme(row)} from its planned benefit?"
        rule = "Under half of the plan to date is realised"
        programme_id = text(row, "programme_id")
        yield (
            planned - realised,
            Question(asked, number, rule, "plan_forecast_realised", programme_id),
        )


def given_up(evidence: Evidence) -> Iterator[tuple[float, Question]]:
    """Stopped, or decided against, at two organisations or more."""
    matrix = only(records(evidence.adoption, "matrix"), lambda row: not is_true(row, "is_lead"))
    for programme_id in dict.fromkeys(text(row, "programme_id") for row in matrix):
        rows = having(matrix, "programme_id", programme_id)
        stopped = [row for row in rows if text(row, "state") == "stopped"]
        declined = [row for row in rows if text(row, "state") == "declined"]
        if len(stopped) < _STOPPED_AT and len(stopped) + len(declined) <= _STOPPED_AT:
            continue
        number = _gave_up(len(stopped), len(declined)) + _named_barriers([*stopped, *declined])
        name = evidence.labels.programme(programme_id)
        asked = f"What can we learn from those who did not keep {formats.shortened(name)}?"
        rule = "Two or more stopped, or three or more stopped or decided not to"
        yield (
            len(stopped) + len(declined),
            Question(asked, number, rule, "adoption", programme_id),
        )


def _gave_up(stopped: int, declined: int) -> str:
    parts = [f"{formats.count(stopped)} stopped"] if stopped else []
    parts += [f"{formats.count(declined)} decided not to"] if declined else []
    return " and ".join(parts)


def _named_barriers(rows: list[Record]) -> str:
    counts: dict[str, int] = {}
    for row in rows:
        if text(row, "barrier"):
            counts[text(row, "barrier")] = counts.get(text(row, "barrier"), 0) + 1
    said = [
        f"{word(BARRIER, code).lower()} ({times})"
        for code, times in sorted(counts.items(), key=lambda pair: -pair[1])[:2]
    ]
    return f"; barriers given: {' and '.join(said)}." if said else "."


def contested(evidence: Evidence) -> Iterator[tuple[float, Question]]:
    """Several programmes claim more than the whole of one outcome."""
    rows = gross(records(evidence.counted, "by_type"))
    excess = sum(amount(row, "over_100_gbp") for row in rows)
    if excess > 0:
        asked = "Which programme should count the benefit that several claim?"
        number = f"{formats.money(excess)} was held back, so that nothing counts twice."
        rule = "Shares of one outcome add to more than 100%"
        yield excess, Question(asked, number, rule, "counted_benefit")


def one_has_most(evidence: Evidence) -> Iterator[tuple[float, Question]]:
    """One organisation has over half of the benefit, and under half of the population."""
    for row in records(evidence.effective, "shares"):
        share, people = amount(row, "share"), row.get("population_share")
        if share <= _HALF or not isinstance(people, float) or people >= _HALF:
            continue
        name = evidence.labels.organisation(text(row, "org_code"))
        asked = f"Is it right that {name} has most of the benefit?"
        number = (
            f"{formats.percent(share)} of the benefit, {formats.percent(people)} of the population."
        )
        rule = "Over half of benefit, under half of population"
        yield share, Question(asked, number, rule, "effective_organisations", text(row, "org_code"))


def unconfirmed(evidence: Evidence) -> Iterator[tuple[float, Question]]:
    """Most adoptions in routine use rest on the lead's word only."""
    rows = [
        row
        for row in records(evidence.adoption, "matrix")
        if text(row, "state") in IN_USE and not is_true(row, "is_lead")
    ]
    claimed = len(having(rows, "sent_as", "claimed"))
    if len(rows) >= _OTHERS_NEEDED and claimed > len(rows) * _HALF:
        asked = "Do the organisations themselves agree that they use these programmes?"
        number = (
            f"{formats.n_of_m(claimed, len(rows))} in routine use are the lead\u2019s word only."
        )
        rule = "Over half of adoptions beyond the lead are not confirmed"
        yield float(claimed), Question(asked, number, rule, "adoption")


RULES: tuple[Rule, ...] = (
    not_travelled,
    behind_plan,
    given_up,
    one_has_most,
    contested,
    unconfirmed,
)
"""In the order in which a board would want them."""


def _lead_live_dates(evidence: Evidence) -> Mapping[str, date]:
    return {
        text(row, "programme_id"): live
        for row in records(evidence.adoption, "matrix")
        if is_true(row, "is_lead")
        and text(row, "state") in IN_USE
        and isinstance(live := row.get("live_date"), date)
    }


def _realised_by_programme(evidence: Evidence) -> Mapping[str, float]:
    return {
        text(row, "programme_id"): amount(row, "denominator_gbp")
        for row in records(evidence.beyond, "by_programme")
    }


def _complete_months(start: date, end: date) -> int:
    """Whole months between two days; a start on the 31st is reached by a month's last day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    short = end == Period.of(end).end
    return months if end.day >= start.day or short else months - 1
