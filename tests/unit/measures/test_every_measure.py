"""The catalogue is whole: each measure has a card, the promised tables, a known answer, a view."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from portfolio.measures.catalogue import CARDS

# The tables and columns that scripts rely on; there may be more of either, never fewer.
PROMISED: Mapping[str, Mapping[str, str]] = {
    "counted_benefit": {
        "by_type": "benefit_type effect reported_gbp removed_gbp counted_gbp",
        "by_programme": "programme_id lead_org_code benefit_type effect reported_gbp removed_gbp "
        "counted_gbp",
        "by_organisation": "org_code role effect counted_gbp",
        "removed": "benefit_id beneficiary_org_code period sent_by removed_gbp reason",
    },
    "beyond_lead_share": {
        "by_type": "benefit_type numerator_gbp denominator_gbp share status",
        "by_programme": "programme_id lead_org_code numerator_gbp denominator_gbp share status",
        "summary": "median_programme_share programmes_counted programmes_not_applicable "
        "benefits_without_gbp benefits_without_gbp_beyond_lead",
    },
    "effective_organisations": {
        "by_programme": "programme_id organisations effective could_benefit status",
        "shares": "org_code gbp share population_share",
    },
    "adoption": {
        "by_programme": "programme_id eligible adopters eligible_beyond_lead adopters_beyond_lead "
        "people_eligible people_using live_6_months_ago still_live",
        "states": "programme_id state organisations",
        "matrix": "programme_id org_code state live_date sent_as",
    },
    "time_to_adoption": {
        "by_programme": "programme_id origin_org_code origin_date n events censored by_dates "
        "median_months restricted_mean_months horizon_months status",
        "curve": "programme_id month at_risk events survival low high",
    },
    "payer_gainer": {
        "matrix": "payer_org_code beneficiary_org_code benefit_gbp disbenefit_gbp",
        "by_organisation": "org_code org_type paid_for_gbp gained_gbp disbenefit_gbp "
        "spend_to_date_gbp",
    },
    "replication_yield": {
        "by_adopter": "programme_id org_code months per_person lead_per_person yield status",
    },
    "emergent_share": {
        "by_theme": "theme_code emergent_gbp all_gbp share",
        "noticed_by": "noticed_by gbp benefits",
    },
    "benefit_over_time": {
        "series": "benefit_id beneficiary_org_code period value mean lower upper label",
        "signals": "benefit_id beneficiary_org_code n status variation assurance target",
    },
    "plan_forecast_realised": {
        "by_month": "period benefit_type effect planned_gbp forecast_gbp realised_gbp",
        "by_programme": "programme_id planned_gbp forecast_gbp realised_gbp",
    },
    "delivery_confidence": {
        "counts": "rater rating programmes",
        "programmes": "programme_id sro independent shown age_days periods_unchanged forward_look "
        "slip_days cost_change_gbp",
    },
    "risk_reward": {
        "risks": "risk_id programme_id org_code score target_score reward_score status raised_by",
        "openness": "period raised clinical_or_patient before_issue",
    },
    "beyond_it": {
        "by_programme": "programme_id culture_pct process_pct operating_model_pct technology_pct",
        "approach": "approach programmes approved_cost_gbp",
    },
    "two_horses": {
        "by_programme": "programme_id old_service end_date overdue_days cost_gbp_per_year",
    },
    "learning": {
        "lessons": "lesson_id kind uses organisations benefits",
        "flow": "from_org_code to_org_code adoptions lessons",
        "summary": "reciprocity density isolated",
    },
    "white_space": {
        "pairs": "programme_id org_code low_gbp high_gbp adopters talk_to_org_code because",
    },
    "changes": {"changes": "what kind id field before after since"},
    "data_quality": {
        "by_partner": "org_code dimension value numerator denominator",
        "due": "org_code period due_date received_on days_late",
    },
    # Its words and links are put in by the office (tests/unit/office).
    "questions": {"questions": "rule measure"},
}


@pytest.fixture(scope="module")
def system(random_system):
    """Something of every kind, with an organisation that has closed."""
    import random  # noqa: PLC0415 (a seed, used here only)

    return random_system.stand_up(random.Random(1))[0]


def sources(*folders: Path) -> str:
    return "\n".join(p.read_text("utf-8") for folder in folders for p in folder.rglob("*.py"))


def test_the_catalogue_is_what_was_promised():
    assert set(CARDS) == set(PROMISED)


@pytest.mark.parametrize("measure_id", PROMISED)
def test_every_promised_table_has_its_columns(system, measure_id):
    told = system.measure(measure_id)

    for name, columns in PROMISED[measure_id].items():
        assert set(columns.split()) <= set(told.tables[name].columns), name


@pytest.mark.parametrize("measure_id", PROMISED)
def test_every_measure_has_a_test_with_a_known_answer(checkout, measure_id):
    answers = (checkout / "tests" / "unit" / "measures").glob("test_*_answers.py")

    told = [name for path in answers for name in asserting(path.read_text("utf-8"), measure_id)]

    assert told, "no test in tests/unit/measures/test_*_answers.py asks for it and asserts"


def asserting(source: str, measure_id: str) -> list[str]:
    """The tests of a module that ask for a measure, themselves or by what they call, and assert."""
    made = {one.name: one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)}
    asking = {name for name, one in made.items() if has(one, ast.Constant, "value", measure_id)}
    while more := {
        name
        for name, one in made.items()
        if name not in asking and any(calls(one, other) for other in asking)
    }:
        asking |= more
    return [
        name
        for name in asking
        if name.startswith("test_") and any(isinstance(n, ast.Assert) for n in ast.walk(made[name]))
    ]


def has(tree: ast.AST, kind: type[ast.AST], field: str, wanted: str) -> bool:
    return any(isinstance(n, kind) and getattr(n, field) == wanted for n in ast.walk(tree))


def calls(one: ast.FunctionDef, name: str) -> bool:
    """Whether a function uses another by name, a fixture among its parameters included."""
    return has(one, ast.Name, "id", name) or name in (arg.arg for arg in one.args.args)


@pytest.mark.parametrize("measure_id", PROMISED)
def test_every_measure_is_shown_on_a_page(checkout, measure_id):
    shown = sources(checkout / "pages", checkout / "src" / "portfolio" / "ui")

    assert re.search(rf'view\.result\("{measure_id}"|shown\.result\("{measure_id}"', shown), (
        "no page asks for it: to name it in a list, or to offer its codes as filters, is no view"
    )
