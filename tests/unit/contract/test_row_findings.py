"""Rows are held against the contract at its edges, and faults are told grouped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.row_findings import row_findings
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period

Found = Callable[..., list[Finding]]
Row = dict[str, object]

LIVE = date(2026, 1, 12)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_row_has_nothing_wrong(kind: str, found: Found) -> None:
    assert found(kind, {}) == []


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("programmes", {"culture_pct": 21.0}),
        ("programmes", {"culture_pct": 19.0}),
        ("programmes", {"planned_end_date": date(2025, 4, 1)}),
        ("programmes", {"programme_id": "x" * 30}),
        ("programmes", {"sro_confidence": "exempt", "sro_confidence_date": None}),
        ("programmes", {"approved_cost_gbp": 0.0}),
        ("adoptions", {"agreed_date": LIVE}),
        ("adoptions", {"live_date": date(2026, 9, 30)}),
        ("adoptions", {"people_eligible": 10, "people_using": 10}),
        ("adoptions", {"people_eligible": None, "people_using": 10}),
        ("adoptions", {"state": "not_started", "live_date": None, "agreed_date": None}),
        ("benefits", {"attribution_pct": 0.0}),
        ("benefits", {"baseline_value": 0.0}),
        ("benefit_values", {"period": "2026-09"}),
        ("benefit_values", {"period": "2026-10", "realised_value": None, "realised_gbp": None}),
        ("risks", {"status": "became_issue", "issue_date": date(2026, 2, 10)}),
        ("lesson_uses", {"used_date": date(2026, 9, 30)}),
        ("lessons", {"link": None}),
    ],
)
def test_what_lies_just_within_a_rule_is_taken(kind: str, row: Row, found: Found) -> None:
    assert found(kind, row) == []


@pytest.mark.parametrize(
    ("kind", "row", "rule", "column"),
    [
        ("programmes", {"culture_pct": 21.5}, "effort_sums_to_100", "culture_pct"),
        ("programmes", {"technology_pct": None}, "effort_all_or_none", "technology_pct"),
        (
            "programmes",
            {"forecast_end_date": date(2025, 3, 31)},
            "end_not_before_start",
            "forecast_end_date",
        ),
        ("programmes", {"programme_id": "x" * 31}, "text_too_long", "programme_id"),
        ("programmes", {"approved_cost_gbp": -0.01}, "number_too_low", "approved_cost_gbp"),
        ("adoptions", {"live_date": date(2026, 10, 1)}, "date_after_period_end", "live_date"),
        ("adoptions", {"people_eligible": 9, "people_using": 10}, "using_within_eligible", None),
        ("benefits", {"attribution_pct": 100.5}, "number_too_high", "attribution_pct"),
        ("benefits", {"better": "up"}, "code_not_listed", "better"),
        ("benefit_values", {"period": "2026-10"}, "realised_after_period_end", None),
        ("risks", {"likelihood": 0}, "number_too_low", "likelihood"),
        ("lesson_uses", {"used_date": date(2026, 10, 1)}, "date_after_period_end", "used_date"),
        ("lessons", {"link": "https://nhs.uk@example.org/"}, "link_https", "link"),
        ("lessons", {"link": "javascript:alert(1)"}, "link_https", "link"),
    ],
)
def test_what_lies_just_beyond_a_rule_is_told(
    kind: str, row: Row, rule: str, column: str | None, *, found: Found
) -> None:
    told = found(kind, row)

    assert {f.rule for f in told} == {rule}
    assert column is None or told[0].column == column


def test_an_embedded_adoption_stopped_before_it_was_agreed_names_the_first_date_it_breaks(
    found: Found,
) -> None:
    row = {"state": "stopped", "stopped_date": date(2025, 1, 1), "reason": "No staff"}

    (told,) = found("adoptions", row)

    assert told.sentence.startswith("`stopped_date`, `2025-01-01`, is before `agreed_date`.")


def test_few_different_cells_are_told_apart_and_many_are_told_once(found: Found) -> None:
    few = found("risks", *({"risk_id": f"R{i}", "likelihood": 6 + i} for i in range(5)))
    many = found("risks", *({"risk_id": f"R{i}", "likelihood": 6 + i} for i in range(6)))

    assert [(f.found, f.rows) for f in few] == [(str(6 + i), (2 + i,)) for i in range(5)]
    assert [(f.found, f.row_count) for f in many] == [("6", 6)]
    assert "5 others are like it" in many[0].sentence


def test_a_cell_already_found_unreadable_is_not_told_again(found: Found) -> None:
    row = {"live_date": None}

    assert [f.rule for f in found("adoptions", row)] == ["live_needs_date"]
    assert found("adoptions", row, unread={"live_date": pl.Series([2])}) == []


def test_organisation_codes_are_one_whatever_their_case(found: Found) -> None:
    told = found("adoptions", {"org_code": "RXZ"}, {"org_code": "rxz"})

    assert [(f.rule, f.rows) for f in told] == [("one_row_per_key", (2, 3))]


def test_a_blank_way_of_combining_is_a_sum(found: Found) -> None:
    rows = ({"combines": None}, {"combines": "sum", "beneficiary_org_code": "LOC-MARSH"})

    assert found("benefits", *rows) == []


def test_a_table_that_is_not_the_contract_s_is_our_fault_and_shows_no_cell() -> None:
    table = pl.DataFrame({"row_number": [2], "lesson_id": ["943 476 5919"]})

    with pytest.raises(TypeError) as fault:
        row_findings("lesson_uses", table, file="u.csv", period=Period(2026, 9))

    assert "943" not in str(fault.value)


def test_every_row_of_a_long_table_is_counted(found: Found) -> None:
    rows = (
        {"period": f"{1950 + i // 12}-{i % 12 + 1:02d}", "planned_gbp": -1.0} for i in range(1200)
    )

    told = next(one for one in found("benefit_values", *rows) if one.severity == "stop")

    assert told.row_count == 1200
    assert len(told.rows) == 1000


def test_a_state_that_is_none_is_not_told_again_by_its_dates(found: Found) -> None:
    told = found("adoptions", {"state": "in use"})

    assert [one.rule for one in told] == ["code_not_listed"]


def test_what_every_row_needs_is_never_said_to_be_left_blank(found: Found) -> None:
    required, optional = found("risks", {"likelihood": 0, "reward_score": 9})

    assert "leave the cell blank" not in required.sentence
    assert "leave the cell blank" in optional.sentence


def test_a_length_over_a_thousand_is_said_like_its_limit(found: Found) -> None:
    (told,) = found("programmes", {"purpose": "x" * 1501})

    assert told.says == "This text has 1,501 characters and `purpose` takes 1,500."


def test_a_letter_that_cannot_be_seen_is_made_visible(found: Found) -> None:
    (told,) = found("programmes", {"programme_id": "FEN-001\u200b"})

    assert told.says.startswith("`FEN-001\N{REPLACEMENT CHARACTER}` has characters")


@pytest.mark.parametrize(
    ("kind", "column", "sent", "code"),
    [
        ("adoptions", "state", "in use", "live"),
        ("adoptions", "state", "embeded", "embedded"),
        ("programmes", "approach", "take up something proven elsewere", "adopt"),
        ("risks", "visibility", "everyone who signs in", "system"),
    ],
)
def test_a_code_is_found_by_its_meaning_too(
    kind: str, column: str, sent: str, code: str, found: Found
) -> None:
    told = [one for one in found(kind, {column: sent}) if one.rule == "code_not_listed"]

    assert [f"The nearest is `{code}`." in one.sentence for one in told] == [True]
