"""Ordinary returns of one partner, quarter after quarter, in which nothing is wrong.

What real partners do is in them: programmes begin, move on and close; adoptions go live; months are
added and a few revised; risks are scored anew and sorted by their score; a rating lapses, an old
service ends, all of a partner's benefits have been achieved. Some partners are small and hardly
move; some type into the last return, some export from a tool that orders rows its own way.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.suspected_rules import DTYPES
from portfolio.domain.period import Period

Row = dict[str, Any]
Return = Mapping[str, pl.DataFrame]

FIRST = Period(2024, 9)
_STAGES = ("idea", "case", "delivery", "live", "benefits", "closed")
_STATES = ("not_started", "exploring", "agreed", "piloting", "live", "embedded")
_RATINGS = ("green", "amber", "red")
_COMMENTS = ("Going to plan.", "Dates agreed anew.", "Two sites late.", "Money found.", "On hold.")


class Partner:
    """A partner of some size and habits; `returns` gives as many quarters as are asked for."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self.chance, self.code = chance, f"T{number:04d}"
        size = chance.choice((1, 1, 1, 2, 2, 3, 4, 6))
        self.scores_risks = chance.random()  # how readily risks are scored anew
        self.revises = chance.choice((0.0, 0.0, 0.02, 0.1))
        self.order = chance.choice(("as typed", "as typed", "by score", "by name", "by state"))
        self.plans = chance.choice(("a quarter", "a quarter", "to March"))
        self.forecasts = chance.choice(("all", "ahead", "none"))
        self.is_quiet = chance.random() < 0.1  # hardly anything happens there
        self.period = FIRST
        self.programmes = [self._programme(n) for n in range(size)]
        self.adoptions = [row for p in self.programmes for row in self._adopters(p)]
        self.benefits = [row for p in self.programmes for row in self._register(p)]
        self.values = {b["benefit_id"]: self._months(b, back=9) for b in self.benefits}
        self.numbers = count()
        self.risks = [self._risk(next(self.numbers)) for _ in range(chance.randint(1, 5 * size))]

    def returns(self, quarters: int) -> Iterator[tuple[Period, Return]]:
        for _ in range(quarters):
            yield self.period, self._written()
            self._live_on()

    # What there is at first.

    def _programme(self, n: int) -> Row:
        chance = self.chance
        start = self._day(back=900)
        cost = float(chance.randint(5, 4000) * 1000)
        effort = chance.choice(((20, 30, 20, 30), (15, 35, 30, 20), (25, 25, 25, 25)))
        row: Row = {
            "programme_id": f"{self.code}-P{n}",
            "programme_name": f"{chance.choice(('Shared', 'Virtual', 'Digital'))} service {n}",
            "purpose": "People notice the change.",
            "lead_org_code": self.code,
            "primary_theme": "joined_up",
            "stage": chance.choice(_STAGES[:5]),
            "start_date": start,
            "planned_end_date": start + timedelta(days=chance.randint(200, 1500)),
            "approved_cost_gbp": cost,
            "forecast_cost_gbp": cost * chance.choice((1, 1, 1.06)),
            "spend_to_date_gbp": round(cost * chance.random(), -3),
        }
        row["forecast_end_date"] = row["planned_end_date"]
        if chance.random() < 0.7:
            names = ("culture_pct", "process_pct", "operating_model_pct", "technology_pct")
            row |= dict(zip(names, map(float, effort), strict=True))
        if chance.random() < 0.8:
            row |= self._rating("sro")
        if chance.random() < 0.4:
            row |= self._rating("independent")
        if chance.random() < 0.3:
            row |= {
                "old_service": "The old line",
                "old_service_end_date": self._day(back=-600),
                "old_service_cost_gbp_per_year": float(chance.randint(10, 300) * 1000),
            }
        return row

    def _rating(self, who: str) -> Row:
        return {
            f"{who}_confidence": self.chance.choice(_RATINGS),
            f"{who}_confidence_date": self._day(back=60),
            f"{who}_comment": self.chance.choice(_COMMENTS),
        }

    def _adopters(self, programme: Row) -> Iterator[Row]:
        for n in range(self.chance.randint(1, 14)):
            state = self.chance.choice(_STATES)
            live = state in ("live", "embedded")
            people = self.chance.randint(50, 9000)
            yield {
                "programme_id": programme["programme_id"],
                "org_code": f"O{n:02d}",
                "state": state,
                "agreed_date": self._day(back=800, least=400) if state not in _STATES[:2] else None,
                "live_date": self._day(back=400, least=90) if live else None,
                "embedded_date": self._day(back=90) if state == "embedded" else None,
                "people_eligible": people,
                "people_using": self.chance.randint(0, people) if live else None,
            }

    def _register(self, programme: Row) -> Iterator[Row]:
        for n in range(self.chance.randint(0, 4)):
            baseline = float(self.chance.randint(10, 900))
            yield {
                "benefit_id": f"{programme['programme_id']}-B{n}",
                "beneficiary_org_code": self.code,
                "programme_id": programme["programme_id"],
                "benefit_name": f"Benefit {n}",
                "benefit_type": "non_cash_releasing",
                "effect": "benefit",
                "measure": "Hours in the month",
                "unit": "hours",
                "better": "higher",
                "baseline_value": baseline,
                "baseline_date": self._day(back=900),
                "target_value": baseline * 2,
                "target_date": self._day(back=-400),
                "status": "realising",
                "evidence": "estimated",
            }

    def _months(self, benefit: Row, *, back: int) -> dict[str, Row]:
        """Months behind, and those ahead as far as the partner plans, by month."""
        ahead = 3 if self.plans == "a quarter" else (3 - self.period.month) % 12
        months = [_moved(self.period, month) for month in range(1 - back, ahead + 1)]
        return {str(month): self._month(benefit, month) for month in months}

    def _month(self, benefit: Row, period: Period) -> Row:
        pounds = float(self.chance.randint(3, 90) * 100)
        is_ahead = period > self.period
        has_forecast = self.forecasts == "all" or (self.forecasts == "ahead" and is_ahead)
        return {
            "benefit_id": benefit["benefit_id"],
            "beneficiary_org_code": benefit["beneficiary_org_code"],
            "period": str(period),
            "planned_gbp": pounds,
            "forecast_gbp": pounds * 0.9 if has_forecast else None,
            "realised_gbp": None
            if is_ahead
            else float(int(pounds * self.chance.uniform(0.5, 1.3))),
        }

    def _risk(self, n: int) -> Row:
        return {
            "risk_id": f"{self.code}-R{n:02d}",
            "org_code": self.code,
            "title": f"{self.chance.choice(('Staff', 'Data', 'Supplier', 'Money'))} risk {n}",
            "category": self.chance.choice(("technical", "people", "schedule")),
            "likelihood": self.chance.randint(1, 5),
            "consequence": self.chance.randint(1, 5),
            "status": "open",
            "raised_date": self._day(back=400),
            "raised_by": "operational",
            "visibility": "system",
            "target_likelihood": self.chance.randint(1, 3),
            "target_consequence": self.chance.randint(1, 3),
        }

    # What happens in a quarter.

    def _live_on(self) -> None:
        self.period = _moved(self.period, 3)
        if self.is_quiet and self.chance.random() < 0.7:
            self._add_months()
            return
        for programme in self.programmes:
            self._move(programme)
        self._adopt()
        self._add_months()
        self._revise()
        self._score_risks()
        if self.chance.random() < 0.15 and len(self.programmes) < 9:
            new = self._programme(len(self.programmes))
            self.programmes.append(new)
            self.adoptions += self._adopters(new)
            for benefit in self._register(new):
                self.benefits.append(benefit)
                self.values[benefit["benefit_id"]] = self._months(benefit, back=3)

    def _move(self, programme: Row) -> None:
        chance = self.chance
        if chance.random() < 0.2:
            at = _STAGES.index(programme["stage"])
            programme["stage"] = _STAGES[min(at + 1, len(_STAGES) - 1)]
        if chance.random() < 0.8:
            spent = programme["spend_to_date_gbp"] + chance.randint(0, 60) * 1000
            programme["spend_to_date_gbp"] = spent
        if chance.random() < 0.15:  # the case is approved anew at what was forecast
            programme["approved_cost_gbp"] = programme["forecast_cost_gbp"]
            programme["planned_end_date"] = programme["forecast_end_date"]
        if chance.random() < 0.25:
            programme["forecast_cost_gbp"] *= chance.choice((0.95, 1.04, 1.1))
            programme["forecast_end_date"] += timedelta(days=chance.choice((30, 91, 182)))
        for who, lapses in (("sro", 0.01), ("independent", 0.1)):
            if programme.get(f"{who}_confidence") and chance.random() < 0.7:
                programme |= self._rating(who)
            elif chance.random() < lapses:
                programme |= dict.fromkeys(self._rating(who))
        if chance.random() < 0.08:
            programme |= dict.fromkeys(
                ("old_service", "old_service_end_date", "old_service_cost_gbp_per_year")
            )

    def _adopt(self) -> None:
        for row in self.adoptions:
            if row["state"] != "embedded" and self.chance.random() < 0.2:
                row["state"] = _STATES[_STATES.index(row["state"]) + 1]
            if row["state"] in ("agreed", "live", "embedded"):
                column = f"{row['state']}_date"
                row[column] = row[column] or self._day(back=60)
            if row["state"] in ("live", "embedded"):
                grown = (row["people_using"] or 0) + self.chance.randint(0, 400)
                row["people_using"] = min(grown, row["people_eligible"])

    def _add_months(self) -> None:
        """Those of the quarter with what came of them, and more ahead; what has ended has none."""
        for benefit in self.benefits:
            if benefit["status"] == "realising" and self.chance.random() < 0.06:
                benefit["status"] = self.chance.choice(("achieved", "ceased"))
                benefit["evidence"] = "validated"
            if benefit["status"] == "realising":
                self.values[benefit["benefit_id"]] |= self._months(benefit, back=3)
        if self.forecasts == "ahead":
            for row in self._every_month():
                if row["period"] <= str(self.period):
                    row["forecast_gbp"] = None

    def _every_month(self) -> Iterator[Row]:
        return (row for months in self.values.values() for row in months.values())

    def _revise(self) -> None:
        for row in self._every_month():
            if row["realised_gbp"] and self.chance.random() < self.revises:
                row["realised_gbp"] = float(
                    int(row["realised_gbp"] * self.chance.uniform(0.8, 1.2))
                )

    def _score_risks(self) -> None:
        for risk in self.risks:
            for column in ("likelihood", "consequence"):
                if self.chance.random() < self.scores_risks * (0.8 if column[0] == "l" else 0.3):
                    risk[column] = min(max(risk[column] + self.chance.choice((-1, 1)), 1), 5)
            if self.chance.random() < 0.05:
                risk["status"] = self.chance.choice(("mitigating", "accepted", "closed"))
        gone = [r for r in self.risks if r["status"] == "closed" and self.chance.random() < 0.5]
        self.risks = [risk for risk in self.risks if risk not in gone]
        if self.chance.random() < 0.3 or not self.risks:
            self.risks.append(self._risk(next(self.numbers)))

    # How it is written.

    def _written(self) -> Return:
        tables = {
            "programmes": self.programmes,
            "adoptions": self._ordered(self.adoptions, ("state",), ("org_code",)),
            "benefits": self._ordered(self.benefits, ("status",), ("benefit_name",)),
            "benefit_values": [*self._every_month()],
            "risks": self._ordered(self.risks, ("likelihood", "consequence"), ("title",)),
        }
        return {kind: _frame(kind, rows) for kind, rows in tables.items() if rows}

    def _ordered(self, rows: list[Row], score: tuple[str, ...], name: tuple[str, ...]) -> list[Row]:
        if self.order == "as typed":
            return rows
        by = name if self.order == "by name" else score[: 1 if self.order == "by state" else None]
        is_high_first = self.order == "by score"
        return sorted(rows, key=lambda row: [row[c] for c in by], reverse=is_high_first)

    def _day(self, *, back: int, least: int = 0) -> date:
        """A day so many before the period's end at most; ahead of it, where `back` is below 0."""
        days = self.chance.randint(*sorted((least, back)))
        return self.period.end - timedelta(days=days)


def _moved(period: Period, months: int) -> Period:
    number = period.year * 12 + period.month - 1 + months
    return Period(number // 12, number % 12 + 1)


def _frame(kind: str, rows: list[Row]) -> pl.DataFrame:
    schema = {f.name: DTYPES[f.type] for f in KINDS[kind].fields}
    numbered = [{"row_number": n, **row} for n, row in enumerate(rows, start=2)]
    return pl.DataFrame(numbered, schema={"row_number": pl.Int64, **schema})
