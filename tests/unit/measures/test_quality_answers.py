"""Six dimensions of data quality: each by its own rule, and never one score."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest

from portfolio.measures.data_quality import NEEDED


def due(system, *periods):
    rows = [{"period": period, "due_date": day} for period, day in periods]
    system._append("reference_reporting_period", rows)


def refuse(system, partner, period, at, findings=3):
    row = {"partner_code": partner, "period": period, "contract_version": "1", "refusal_id": 1}
    system._append("ledger_refusal", [{**row, "received_on": at.date(), "recorded_at": at}])
    file = {"refusal_id": 1, "kind": "programmes", "row_count": 9}
    system._append("ledger_refused_file", [{**file, "stop_count": findings, "note_count": 0}])


def told(system, dimension, kind=None, org="A", period="2026-03", **filters):
    rows = system.records("data_quality", "by_partner", period, **filters)
    found = [
        (row["numerator"], row["denominator"], row["value"])
        for row in rows
        if (row["org_code"], row["dimension"], row["kind"]) == (org, dimension, kind)
    ]
    return found[0] if found else None


def one_partner(building, **files):
    system = building.MeasuredSystem()
    system.organisations("A", "B")
    due(system, ("2026-01", date(2026, 2, 10)), ("2026-03", date(2026, 4, 10)))
    system.sends("A", "2026-03", date(2026, 4, 14), **files)
    return system


@pytest.mark.parametrize(("hours", "accepted"), [(-1, 0), (1, 1)])
def test_validity_counts_returns_taken_at_the_first_attempt(building, hours, accepted):
    system = one_partner(building, programmes=[building.programme("P1", "A")])
    refuse(system, "A", "2026-03", building.recorded_at(1) + timedelta(hours=hours))

    (findings,) = [r for r in system.records("data_quality", "findings") if r["org_code"] == "A"]

    assert told(system, "validity") == (accepted, 1, accepted)
    assert (findings["findings"], findings["row_count"], findings["per_1000_rows"]) == (3, 10, 300)


def test_a_return_that_was_only_refused_is_not_accepted(building):
    system = one_partner(building, programmes=[])
    refuse(system, "B", "2026-03", datetime(2026, 4, 14, 9))

    assert told(system, "validity", org="B") == (0, 1, 0)


def test_timeliness_is_days_from_the_due_day_to_the_first_receipt(building):
    system = one_partner(building, programmes=[])
    system.sends("A", "2026-01", date(2026, 2, 8), programmes=[])
    system.sends("A", "2026-03", date(2026, 4, 30), programmes=[])

    assert told(system, "timeliness") == (4 - 2, 2, 1)
    missing = [r for r in system.records("data_quality", "due") if r["org_code"] == "B"]
    assert [row["received_on"] for row in missing] == [None, None]


def test_completeness_counts_cells_that_a_view_needs(building):
    programmes = [
        building.programme("P1", "A", approved_cost_gbp=5.0, approach="adopt"),
        building.programme("P2", "A"),
    ]
    adoptions = [
        building.adoption("P1", "A", "live", people_eligible=9),
        building.adoption("P2", "A", "exploring"),
    ]
    system = one_partner(building, programmes=programmes, adoptions=adoptions)

    assert told(system, "completeness", "programmes") == (2, 12, pytest.approx(1 / 6))
    assert told(system, "completeness", "adoptions") == (1, 2, 0.5)
    assert told(system, "completeness") == (3, 14, pytest.approx(3 / 14))


def test_uniqueness_is_about_an_id_that_two_partners_use(building):
    lesson = {"kind": "redprint", "category": "people", "title": "T", "summary": "S"}
    lessons = [{**lesson, "lesson_id": name, "date": date(2025, 1, 1)} for name in ("L1", "L2")]
    system = one_partner(building, lessons=[{**row, "org_code": "A"} for row in lessons])
    system.sends("B", "2026-03", lessons=[{**lessons[0], "org_code": "B"}])

    assert told(system, "uniqueness", "lessons") == (1, 2, 0.5)
    assert told(system, "uniqueness", "lessons", org="B") == (0, 1, 0)


def test_consistency_is_with_the_organisation_that_answered(building):
    claims = [building.adoption(p, "B", "live", sent_as="claimed") for p in ("P1", "P2")]
    answers = [
        building.adoption("P1", "B", "live", sent_as="confirmed"),
        building.adoption("P2", "B", "piloting", sent_as="confirmed"),
    ]
    programmes = [building.programme(p, "A") for p in ("P1", "P2")]
    system = one_partner(building, programmes=programmes, adoptions=claims)
    system.sends("B", "2026-03", adoptions=answers)

    assert told(system, "consistency", "adoptions", org="B") == (1, 2, 0.5)
    assert told(system, "consistency") is None


def test_a_programme_nobody_took_over_is_asked_about_by_its_counted_figures_only(building):
    def of(how, state, gbp):
        return {
            "adoptions": [building.adoption("P1", "B", state, sent_as=how)],
            "benefits": [building.benefit("B1", "B", sent_as=how)],
            "benefit_values": [building.value("B1", "B", "2025-12", gbp, sent_as=how)],
        }

    system = building.MeasuredSystem()
    system.organisation("GONE", valid_to=date(2026, 1, 31))
    system.organisation("B")
    led = [building.programme("P1", "GONE")]
    system.sends("GONE", "2025-12", programmes=led, **of("claimed", "live", 9))
    system.sends("B", "2025-12", **of("confirmed", "piloting", 7))

    def asked(period):
        rows = system.records("data_quality", "by_partner", period)
        return {row["kind"] for row in rows if row["dimension"] == "consistency" and row["kind"]}

    assert asked("2025-12") == {"adoptions", "benefit_values"}
    assert asked("2026-03") == {"benefit_values"}


def test_figures_of_claim_and_answer_are_held_against_each_other(building):
    def of(how, gbp):
        return {
            "benefits": [building.benefit("B1", "B", sent_as=how)],
            "benefit_values": [building.value("B1", "B", "2026-01", gbp, sent_as=how)],
        }

    system = one_partner(building, programmes=[building.programme("P1", "A")], **of("claimed", 9))
    system.sends("B", "2026-03", **of("confirmed", 7))

    assert told(system, "consistency", "benefit_values", org="B") == (0, 1, 0)


def test_age_is_months_behind_the_period_kind_by_kind(building):
    system = building.MeasuredSystem()
    system.organisations("A")
    system.sends("A", "2025-12", programmes=[], risks=[])
    system.sends("A", "2026-03", programmes=[])

    assert told(system, "age", "risks") == (3, 1, 3)
    assert told(system, "age", "programmes") == (0, 1, 0)
    assert told(system, "age") == (3, 2, 1.5)


def test_over_time_is_one_row_a_dimension_and_period_that_was_sent_for(building):
    system = one_partner(building, programmes=[building.programme("P1", "A")])
    system.sends("A", "2026-01", date(2026, 2, 8), programmes=[])

    rows = system.records("data_quality", "over_time")

    days = {row["period"]: row["value"] for row in rows if row["dimension"] == "timeliness"}
    assert days == {"2026-01": -2, "2026-03": 1}


def test_nothing_sent_is_not_defined_and_there_is_never_one_score(building):
    empty = building.MeasuredSystem().measure("data_quality")
    sent = one_partner(building, programmes=[]).measure("data_quality")

    assert (empty.status, empty.value) == ("not_defined", None)
    assert (sent.status, sent.value, sent.n) == ("ok", None, 1)


def test_completeness_counts_the_columns_that_it_says_views_need(checkout):
    folder = checkout / "src/portfolio/measures/sql"
    counted = {}
    for part in (folder / "needed_cell.sql").read_text(encoding="utf-8").split("UNION ALL"):
        (kind,) = re.findall(r"e\.kind = '(\w+)'", part)
        times = int((re.findall(r"cast\((\d) \* count\(\*\)", part) or ["1"])[0])
        cells = re.findall(r"count\((?:coalesce\()?(\w+(?:, \w+)?)\)", part)
        assert len(cells) == times, kind
        counted[kind] = cells

    for kind, needed in NEEDED.items():
        assert len(needed) == len(counted[kind]), kind
        for column, cell in zip(needed, counted[kind], strict=True):
            assert column in cell.split(", "), (kind, column)
