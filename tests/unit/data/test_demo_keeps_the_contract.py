"""The main rules of the data contract, held against every extract of the demo by hand."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

Row = dict[str, str]

KEYS = {
    "programmes": ("programme_id",),
    "adoptions": ("programme_id", "org_code"),
    "benefits": ("benefit_id", "beneficiary_org_code"),
    "benefit_values": ("benefit_id", "beneficiary_org_code", "period"),
    "risks": ("risk_id",),
    "lessons": ("lesson_id",),
    "lesson_uses": ("lesson_id", "used_by_org_code"),
}
CODES = {
    ("programmes", "stage"): "idea case delivery live benefits closed stopped",
    ("programmes", "for_whom"): "patients residents staff everyone",
    ("programmes", "approach"): "improve_existing adopt new replace",
    ("programmes", "sro_confidence"): "green amber red exempt",
    ("programmes", "independent_confidence"): "green amber red exempt",
    ("programmes", "forward_look"): "improving no_change worsening",
    ("adoptions", "state"): "not_applicable not_started exploring agreed piloting live embedded "
    "stopped declined",
    ("adoptions", "live_date_is"): "exact by",
    ("adoptions", "barrier"): "condition technology value adopters organisation wider_system "
    "embedding",
    ("benefits", "benefit_type"): "cash_releasing non_cash_releasing societal unmonetisable",
    ("benefits", "effect"): "benefit disbenefit",
    ("benefits", "foreseen"): "planned emergent",
    ("benefits", "noticed_by"): "patients clinical_staff operational_staff digital_team leadership "
    "partner",
    ("benefits", "better"): "higher lower neither",
    ("benefits", "combines"): "sum average last",
    ("benefits", "status"): "identified planned realising achieved ceased evaporated cancelled",
    ("benefits", "evidence"): "estimated measured validated",
    ("risks", "category"): "technical commercial schedule resource external governance benefits "
    "people",
    ("risks", "status"): "open mitigating accepted became_issue closed",
    ("risks", "raised_by"): "clinical operational digital finance patient leadership partner",
    ("risks", "visibility"): "system own",
    ("lessons", "kind"): "blueprint redprint",
    ("lessons", "category"): "culture process operating_model technology governance commercial "
    "benefits people",
    ("lesson_uses", "outcome"): "adopted adapted considered",
}
REQUIRED = {
    "programmes": "programme_id programme_name purpose lead_org_code primary_theme stage",
    "adoptions": "programme_id org_code state",
    "benefits": "benefit_id beneficiary_org_code programme_id benefit_name benefit_type effect "
    "measure unit better status evidence",
    "benefit_values": "benefit_id beneficiary_org_code period",
    "risks": "risk_id org_code title category likelihood consequence status raised_date raised_by "
    "visibility",
    "lessons": "lesson_id org_code kind category title summary date",
    "lesson_uses": "lesson_id used_by_org_code used_date outcome",
}
LENGTHS = {
    "programme_name": 200,
    "purpose": 1500,
    "old_service": 200,
    "owner_role": 80,
    "adaptation": 300,
    "reason": 300,
    "benefit_name": 160,
    "measure": 160,
    "unit": 40,
    "title": 160,
    "summary": 600,
    "not_acting": 300,
    "reward": 300,
    "contact_role": 80,
    "value_note": 200,
}
SAID_ALIKE = ("benefit_name", "measure", "unit", "benefit_type", "effect", "better", "combines")
LIVE_STATES = {"live", "embedded", "stopped"}


def month_end(period: str) -> str:
    year, month = int(period[:4]), int(period[5:])
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()


def every(demo, kind: str) -> Iterable[tuple[str, str, Row]]:
    for each in demo.submissions():
        for row in each.rows(kind):
            yield each.partner, each.period, row


@pytest.mark.parametrize("kind", KEYS)
def test_keys_are_unique_in_each_extract(demo, kind: str) -> None:
    for each in demo.submissions():
        keys = [tuple(row[part] for part in KEYS[kind]) for row in each.rows(kind)]
        assert len(keys) == len(set(keys)), each.folder


@pytest.mark.parametrize("kind", REQUIRED)
def test_what_is_required_is_there(demo, kind: str) -> None:
    blank = [
        row
        for _, _, row in every(demo, kind)
        if not all(row[column] for column in REQUIRED[kind].split())
    ]

    assert blank == []


@pytest.mark.parametrize(("kind", "column"), CODES)
def test_codes_are_the_contracts(demo, kind: str, column: str) -> None:
    said = {row[column] for _, _, row in every(demo, kind)}

    assert said <= {*CODES[kind, column].split(), ""}


@pytest.mark.parametrize("kind", KEYS)
def test_texts_keep_to_their_length(demo, kind: str) -> None:
    for _, _, row in every(demo, kind):
        for column, longest in LENGTHS.items():
            assert len(row.get(column, "")) <= longest, row


def test_dates_are_dates_and_months_are_months(demo) -> None:
    for kind in KEYS:
        for _, _, row in every(demo, kind):
            for column, cell in row.items():
                if cell and (column.endswith("_date") or column == "date"):
                    date.fromisoformat(cell)
                if cell and column == "period":
                    assert re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", cell)


def test_amounts_are_whole_pounds_not_below_zero(demo) -> None:
    for kind in KEYS:
        for _, _, row in every(demo, kind):
            for column, cell in row.items():
                if cell and ("_gbp" in column or column.startswith("people_")):
                    assert cell.isdigit(), row


def test_returns_come_after_the_period_and_for_a_period_of_the_system(demo) -> None:
    periods = {each["period"] for each in demo.settings()["reporting_period"]}

    for each in demo.submissions():
        assert each.period in periods
        assert each.received > month_end(each.period)
        assert demo.is_open(each.partner, each.period)


def test_partners_send_only_what_is_theirs(demo) -> None:
    org_of = {"adoptions": "org_code", "benefits": "beneficiary_org_code"}
    org_of["benefit_values"] = "beneficiary_org_code"
    heir = {row["org_code"]: row["successor_codes"] for row in demo.listed() if row["valid_to"]}
    through = demo.through()
    programme_of = {row["benefit_id"]: row["programme_id"] for _, _, row in every(demo, "benefits")}
    for each in demo.submissions():
        mine = {
            row["programme_id"]
            for partner, period, row in every(demo, "programmes")
            if (partner, period) == (each.partner, each.period)
        }
        for kind, column in org_of.items():
            for row in each.rows(kind):
                org = row[column]
                about = row.get("programme_id") or programme_of[row["benefit_id"]]
                speaks_for = through[org] == each.partner or (
                    heir.get(org) == each.partner and not demo.is_open(org, each.period)
                )
                assert speaks_for or about in mine, (each.folder, row)


def test_leads_are_open_and_send_their_own_programmes(demo) -> None:
    through = demo.through()

    for partner, period, row in every(demo, "programmes"):
        assert demo.is_open(row["lead_org_code"], period)
        assert through[row["lead_org_code"]] == partner


def test_every_programme_has_one_lead_at_a_time_and_transfers_are_announced(demo) -> None:
    lead: dict[str, str] = {}
    for _, _, row in every(demo, "programmes"):
        before = lead.get(row["programme_id"])
        changed = before is not None and before != row["lead_org_code"]
        assert (row["transferred_from_org_code"] == before) if changed else True, row
        assert changed or not row["transferred_from_org_code"], row
        lead[row["programme_id"]] = row["lead_org_code"]


def test_organisations_and_themes_are_known(demo) -> None:
    known = {row["org_code"] for row in demo.listed()} | {""}
    with (demo.folder / "themes.csv").open(encoding="utf-8") as listed:
        themes = {(row["theme_set"], row["theme_code"]) for row in csv.DictReader(listed)}

    for kind in KEYS:
        for _, _, row in every(demo, kind):
            assert {cell for column, cell in row.items() if column.endswith("org_code")} <= known
    for _, _, row in every(demo, "programmes"):
        tags = [("local", row["primary_theme"])]
        tags += [tuple(tag.split(":")) for tag in row["other_themes"].split(";") if tag]
        assert set(tags) <= themes, row


def test_programme_rows_keep_their_conditions(demo) -> None:
    efforts = ("culture_pct", "process_pct", "operating_model_pct", "technology_pct")
    for _, period, row in every(demo, "programmes"):
        given = [int(row[column]) for column in efforts if row[column]]
        assert not given or (len(given) == 4 and sum(given) == 100)
        ends = [row[column] for column in ("planned_end_date", "forecast_end_date") if row[column]]
        assert all(row["start_date"] <= end for end in ends)
        for rater in ("sro", "independent"):
            rated_on = row[f"{rater}_confidence_date"]
            assert bool(row[f"{rater}_confidence"]) == bool(rated_on)
            assert rated_on <= month_end(period)
        assert row["old_service"] or not row["old_service_cost_gbp_per_year"]


def test_adoption_rows_keep_their_conditions(demo) -> None:
    for _, period, row in every(demo, "adoptions"):
        days = [row[f"{name}_date"] for name in ("agreed", "live", "embedded", "stopped")]
        given = [day for day in days if day]
        assert all(a <= b for a, b in pairwise(given)), row
        assert all(day <= month_end(period) for day in given), row
        assert bool(row["live_date"]) <= (row["state"] in LIVE_STATES), row
        assert row["live_date"] or row["state"] not in ("live", "embedded"), row
        assert row["embedded_date"] or row["state"] != "embedded", row
        assert row["stopped_date"] or row["state"] != "stopped", row
        assert row["reason"] or row["state"] not in ("not_applicable", "declined", "stopped"), row
        if row["people_eligible"] and row["people_using"]:
            assert int(row["people_using"]) <= int(row["people_eligible"])


def test_one_benefit_is_said_alike_by_everyone(demo) -> None:
    said: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for _, period, row in every(demo, "benefits"):
        words = tuple(row[column] for column in (*SAID_ALIKE, "programme_id"))
        said.setdefault((row["benefit_id"], period), set()).add(words)

    assert {key for key, words in said.items() if len(words) > 1} == set()


def test_benefit_rows_keep_their_conditions(demo) -> None:
    for _, _, row in every(demo, "benefits"):
        assert bool(row["baseline_value"]) == bool(row["baseline_date"])
        assert bool(row["target_value"]) == bool(row["target_date"])
        assert row["foreseen"] == "emergent" or not row["noticed_by"]
        assert bool(row.get("recalculate_from")) == bool(row.get("recalculate_reason"))


def test_an_outcome_is_carried_once_by_a_programme_at_a_beneficiary(demo) -> None:
    for each in demo.submissions():
        carried = [
            (row["outcome_code"], row["programme_id"], row["beneficiary_org_code"])
            for row in each.rows("benefits")
            if row["outcome_code"]
        ]
        assert len(carried) == len(set(carried)), each.folder


def test_months_keep_their_conditions(demo) -> None:
    for each in demo.submissions():
        register = {
            (row["benefit_id"], row["beneficiary_org_code"]): row for row in each.rows("benefits")
        }
        for row in each.rows("benefit_values"):
            key = (row["benefit_id"], row["beneficiary_org_code"])
            assert key in register or each.kinds() == {"benefit_values"}
            amounts = {
                column: cell
                for column, cell in row.items()
                if column.endswith(("_value", "_gbp")) and cell
            }
            assert amounts, row
            assert demo.is_open(key[1], row["period"]), row
            if any(column.startswith("realised") for column in amounts):
                assert row["period"] <= each.period, row
            if key in register and register[key]["benefit_type"] == "unmonetisable":
                assert not any(column.endswith("_gbp") for column in amounts), row


def test_risks_keep_their_conditions(demo) -> None:
    for _, period, row in every(demo, "risks"):
        assert row["raised_date"] <= month_end(period)
        assert bool(row["issue_date"]) == (row["status"] == "became_issue")
        assert not row["issue_date"] or row["raised_date"] <= row["issue_date"]
        assert {row["likelihood"], row["consequence"]} <= set("12345")


@pytest.mark.parametrize(
    "period", ["2025-03", "2025-09", "2025-12", "2026-03", "2026-06", "2026-09"]
)
def test_what_rows_point_to_is_known(demo, period: str) -> None:
    programmes = {row["programme_id"] for _, row in demo.current("programmes", period)}
    benefits = {row["benefit_id"] for _, row in demo.current("benefits", period)}
    lessons = {row["lesson_id"] for _, row in demo.current("lessons", period)}

    for kind in ("adoptions", "benefits", "risks", "lessons", "lesson_uses"):
        said = {row["programme_id"] for _, row in demo.current(kind, period)} - {""}
        assert said <= programmes, kind
    uses = [row for _, row in demo.current("lesson_uses", period)]
    assert {row["lesson_id"] for row in uses} <= lessons
    assert {row["benefit_id"] for row in uses} - {""} <= benefits
    assert all(row["used_date"] <= month_end(period) for row in uses)


def test_nothing_reads_like_a_patient_or_a_person(demo) -> None:
    ten_digits = re.compile(r"(?<![\d.,])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.,])")
    for path in sorted(Path(demo.folder).rglob("*.csv")):
        content = path.read_text("utf-8")
        assert not ten_digits.search(content), path
        assert "@" not in content, path
