"""Made-up results with good defaults; a test overrides the one thing it is about."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.period import Period
from portfolio.domain.result import Cell, Provenance, Result, ResultTable, Status
from portfolio.views.picture import Picture
from portfolio.views.ready import validated

PERIOD = Period(2026, 9)
Rows = Sequence[Mapping[str, Cell]]
Make = Callable[..., Result]

ORGANISATIONS = {
    "RWH": ("Wenmarsh Hospitals", "acute"),
    "RSG": ("Saltmere General", "acute"),
    "RLC": ("Levels Community", "community"),
    "RAM": ("Alderwick Mental Health", "mental_health"),
    "RFA": ("Five Rivers Ambulance", "ambulance"),
    "GNF": ("Northfen GPs", "primary_care"),
    "GCW": ("Coastway GPs", "primary_care"),
    "CWE": ("Wenmarsh Council", "local_authority"),
    "CSA": ("Saltmere Council", "local_authority"),
    "VLC": ("Levels Carers", "vcse"),
    "VSB": ("St Brannoc Hospice", "vcse"),
    "QWE": ("Wenmarsh ICB", "icb"),
    "XSD": ("Shared Digital", "other"),
    "RTI": ("Tidewell Rehabilitation", "community"),
}
PROGRAMMES = (
    "Cyber operations centre",
    "End-of-life care plans in one place",
    "Shared care record",
    "Virtual ward",
    "Staff passport",
    "Population health platform",
    "E-rostering across sites",
    "Robotic process automation for referrals",
    "Digital front door",
    "Ambulance handover screens",
    "Early warning for falls at home",
    "GP online triage",
    "Single point of access for mental health crisis",
    "Carer contact portal",
    "Remote monitoring for heart failure",
    "Digital inclusion hubs",
    "Community electronic patient record",
    "Electronic discharge to care homes",
    "Social care assessment online",
    "Voice recognition for clinic letters",
    "Imaging sharing",
    "Pathology order communications",
    "Theatre scheduling",
    "Advance care planning",
    "Digital maternity notes",
    "Medicines at transfer of care",
)
STATES = (
    *("not_applicable",) * 4,
    *("not_started",) * 3,
    *("exploring",) * 2,
    *("agreed",) * 2,
    *("piloting",) * 2,
    *("live",) * 4,
    *("embedded",) * 5,
    "stopped",
    "declined",
)


def table(rows: Rows) -> ResultTable:
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    return ResultTable(columns, tuple(tuple(row.get(c) for c in columns) for row in rows))


@pytest.fixture(scope="session")
def period() -> Period:
    return PERIOD


@pytest.fixture(scope="session")
def make() -> Make:
    """Makes a Result: `make("beyond_lead_share", value=0.44, flow=[{…}], …)`."""
    return result


def result(
    measure: str,
    *,
    status: Status = "ok",
    value: float | None = None,
    numerator: float | None = None,
    denominator: float | None = None,
    period: Period = PERIOD,
    **tables: Rows,
) -> Result:
    return Result(
        Provenance(measure, "1", Filters(period), ("0174", "0187")),
        status,
        value,
        "share",
        numerator,
        denominator,
        tables={name: table(rows) for name, rows in tables.items() if rows},
    )


@pytest.fixture(scope="session")
def labels() -> Labels:
    return system_labels()


def system_labels() -> Labels:
    named = {code: OrganisationLabel(name, kind) for code, (name, kind) in ORGANISATIONS.items()}
    return Labels(named, {f"P{i:02d}": name for i, name in enumerate(PROGRAMMES)})


@pytest.fixture(scope="session")
def many_labels() -> Labels:
    return many_organisations(650)


def many_organisations(count: int) -> Labels:
    kinds = [kind for _, kind in ORGANISATIONS.values()]
    long = (
        "Partnership for Integrated Neighbourhood Health, Care and Wellbeing in the Northern Fens"
    )
    named = {
        f"Y{i:05d}": OrganisationLabel(f"{long} {i}", kinds[i % len(kinds)]) for i in range(count)
    }
    return Labels(named, {f"P{i:02d}": f"{name}, {long}" for i, name in enumerate(PROGRAMMES)})


@pytest.fixture(scope="session")
def beyond(labels: Labels) -> Result:
    return beyond_result(labels)


def beyond_result(labels: Labels, seed: int = 7) -> Result:
    pick = random.Random(seed)
    codes = list(labels.organisations)
    flow: list[Mapping[str, Cell]] = []
    for index, lead in enumerate(codes):
        own = pick.uniform(5e4, 1.5e6) / (1 + index / 3)
        flow.append({"lead_org_code": lead, "beneficiary_org_code": lead, "gbp": own})
        for gainer in pick.sample(codes, min(len(codes), 7)):
            if gainer != lead:
                gbp = pick.uniform(1e3, 2.1e5) / (1 + index / 4)
                flow.append({"lead_org_code": lead, "beneficiary_org_code": gainer, "gbp": gbp})
    every = sum(float(row["gbp"] or 0) for row in flow)
    out = sum(
        float(row["gbp"] or 0)
        for row in flow
        if row["lead_org_code"] != row["beneficiary_org_code"]
    )
    history: list[Mapping[str, Cell]] = [
        {
            "period": str(PERIOD.plus(i - 29)),
            "numerator": out * i / 29,
            "denominator": every * i / 29,
            "share": (out / every) * (0.5 + i / 58) if i else None,
        }
        for i in range(30)
    ]
    return result(
        "beyond_lead_share",
        value=out / every,
        numerator=out,
        denominator=every,
        flow_by_type=[{**row, "benefit_type": "cash_releasing"} for row in flow],
        over_time_by_type=[{**row, "benefit_type": "cash_releasing"} for row in history],
        summary=[
            {
                "median_programme_share": 0.22,
                "programmes_counted": 17,
                "programmes_not_applicable": 3,
                "benefits_without_gbp": 14,
                "benefits_without_gbp_beyond_lead": 9,
            }
        ],
        by_type=[
            {"benefit_type": "cash_releasing", "numerator_gbp": 3e5, "denominator_gbp": 9e5,
             "share": 1 / 3, "status": "ok", "median_programme_share": 0.22,
             "programmes_counted": 17},
            {"benefit_type": "societal", "numerator_gbp": 0.0, "denominator_gbp": 0.0,
             "share": None, "status": "not_defined"},
        ],
        by_programme_type=[
            {"programme_id": "P03", "lead_org_code": codes[2], "benefit_type": "cash_releasing",
             "numerator_gbp": 2e5, "denominator_gbp": 8e5, "share": 0.25, "status": "ok"},
        ],
    )  # fmt: skip


@pytest.fixture(scope="session")
def adoption(labels: Labels) -> Result:
    return adoption_result(labels)


def adoption_result(labels: Labels, programmes: int = 26, seed: int = 3) -> Result:
    pick = random.Random(seed)
    codes = list(labels.organisations)
    matrix: list[Mapping[str, Cell]] = []
    for index in range(programmes):
        keen = pick.random()
        for position, code in enumerate(codes):
            state = pick.choice(STATES if pick.random() < 0.45 + keen / 2 else STATES[:11])
            leads = position == index % len(codes)
            live = state in ("live", "embedded")
            if leads:
                state, live = pick.choice(("live", "embedded", "piloting")), True
            matrix.append(
                {
                    "programme_id": f"P{index:02d}",
                    "org_code": code,
                    "state": state,
                    "live_date": date(2025, 1 + position % 12, 14) if live else None,
                    "sent_as": "own" if leads else pick.choice(["confirmed"] * 5 + ["claimed"]),
                    "is_lead": leads,
                    "barrier": pick.choice(("value", "adopters", "organisation", "technology"))
                    if state in ("declined", "stopped", "not_started", "exploring")
                    else None,
                    "reason": "Already has its own rota; cost is above saving"
                    if state in ("declined", "stopped")
                    else None,
                }
            )
    return adoption_of(matrix)


def adoption_of(matrix: Rows, **extra: Rows) -> Result:
    """An adoption result whose totals follow from its matrix."""
    programmes: list[Mapping[str, Cell]] = []
    for code in dict.fromkeys(row["programme_id"] for row in matrix):
        rows = [r for r in matrix if r["programme_id"] == code and r["state"] != "not_applicable"]
        beyond = [row for row in rows if not row["is_lead"]]
        programmes.append(
            {
                "programme_id": code,
                "eligible": len(rows),
                "adopters": sum(r["state"] in ("live", "embedded") for r in rows),
                "eligible_beyond_lead": len(beyond),
                "adopters_beyond_lead": sum(r["state"] in ("live", "embedded") for r in beyond),
                "people_eligible": 1000,
                "people_using": 310,
                "live_6_months_ago": 6,
                "still_live": 5,
            }
        )
    top = sum(int(row["adopters_beyond_lead"] or 0) for row in programmes)
    possible = sum(int(row["eligible_beyond_lead"] or 0) for row in programmes)
    return result(
        "adoption",
        status="ok" if possible else "not_applicable",
        value=top / possible if possible else None,
        numerator=top,
        denominator=possible,
        by_programme=programmes,
        matrix=matrix,
        **extra,
    )


@pytest.fixture(scope="session")
def plan() -> Result:
    return plan_result()


def plan_result(months: int = 30) -> Result:
    size = {"cash_releasing": 30e3, "non_cash_releasing": 103e3, "societal": 40e3}
    rows: list[Mapping[str, Cell]] = [
        {
            "period": str(PERIOD.plus(i - months + 1)),
            "benefit_type": kind,
            "effect": "benefit",
            "planned_gbp": gbp * (0.4 + i / months),
            "forecast_gbp": gbp * (0.36 + 0.9 * i / months),
            "realised_gbp": gbp * (0.3 + 0.8 * i / months) if i < months else None,
        }
        for kind, gbp in size.items()
        for i in range(months + 6)
    ]
    fared = [
        {"benefit_type": kind, "realised_gbp": 8.5, "forecast_gbp": 10.0, "optimism": 0.85}
        for kind in size
    ]
    return result(
        "plan_forecast_realised",
        value=3.1e6,
        by_month=rows,
        optimism_by_type=fared,
        optimism_by_month=[{**row, "period": str(PERIOD.plus(-3))} for row in fared],
    )


@pytest.fixture(scope="session")
def effective(labels: Labels) -> Result:
    return effective_result(labels)


def effective_result(labels: Labels) -> Result:
    codes = list(labels.organisations)
    weights = [1 / (i + 1) for i in range(len(codes))]
    shares: list[Mapping[str, Cell]] = [
        {
            "org_code": code,
            "gbp": weight * 1e6,
            "share": weight / sum(weights),
            "population_share": None if i == 4 else (i + 2) / 120,
        }
        for i, (code, weight) in enumerate(zip(codes, weights, strict=True))
    ]
    return result("effective_organisations", value=6.4, denominator=13, shares=shares)


@pytest.fixture(autouse=True)
def every_figure_is_one_that_plotly_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages show a figure as it was drawn: it is held against Plotly's schema here."""
    begun = Picture.__init__

    def begin(self: Picture, *given: object, **named: object) -> None:
        begun(self, *given, **named)  # type: ignore[arg-type]
        if self.figure is not None:
            validated(self.figure)

    monkeypatch.setattr(Picture, "__init__", begin)


@pytest.fixture(scope="session")
def without_links() -> Callable[[str], str]:
    """Markup as it reads: the names in it without where they lead."""
    return lambda markup: re.sub(r"</?a\b[^>]*>", "", markup)
