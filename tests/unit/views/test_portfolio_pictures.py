"""The portfolio, one programme, and risk and confidence as pictures: as data, title and table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.period import Period
from portfolio.domain.programme import Programme, RestsOn
from portfolio.domain.result import Cell, Result
from portfolio.views import links
from portfolio.views.confidence.confidence_over_time import confidence_over_time
from portfolio.views.confidence.rating_agreement import rating_agreement, rating_counts_by_rater
from portfolio.views.confidence.rating_questions import plan_slips, ratings_standing_still
from portfolio.views.confidence.risk_against_reward import risk_against_reward
from portfolio.views.confidence.risk_grid import risk_grid
from portfolio.views.confidence.risk_lists import became_issues, held_by_several
from portfolio.views.confidence.risk_openness import risk_openness
from portfolio.views.picture import Picture
from portfolio.views.programmes import programme_sheet
from portfolio.views.programmes.approach_mix import approach_mix
from portfolio.views.programmes.effort import effort_by_theme, effort_of_one
from portfolio.views.programmes.old_services import old_services
from portfolio.views.programmes.portfolio_lines import SORTS, Arrangement, arranged, lines
from portfolio.views.programmes.portfolio_table import MOST, is_more, portfolio_table

Make = Callable[..., Result]
Row = Mapping[str, Cell]
HOSTILE = '<img src=x onerror="alert(1)"> $1 %{x}'


def programme(index: int, **more: object) -> Programme:
    base = Programme(
        f"P{index:02d}",
        f"Programme {index:02d}",
        "What people will notice",
        "RLC",
        "live",
        "joined_up",
        start_date=date(2024, 1, 1),
        planned_end_date=date(2026, 6, 30),
        forecast_end_date=date(2026, 6, 30),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def judged(index: int, shown: str | None, **more: Cell) -> Row:
    return {
        "programme_id": f"P{index:02d}",
        "programme_name": f"Programme {index:02d}",
        "sro": shown,
        "independent": None,
        "shown": shown,
        "gap": None,
        "periods_unchanged": 1,
        "returns_rated": 4,
        "is_unchanged": False,
        "is_always_green": False,
        "slip_days": None,
        "times_rebaselined": 0,
        **more,
    }


@pytest.fixture
def confidence(make: Make) -> Result:
    programmes = [
        judged(0, "green", slip_days=90, approved_cost_gbp=1e6, cost_change_gbp=2e5),
        judged(1, "amber", sro="green", independent="amber", gap=1, is_unchanged=True),
        judged(2, "red", independent="red", gap=0),
    ]
    return make(
        "delivery_confidence",
        programmes=programmes,
        counts=[
            {"rater": rater, "rating": rating, "programmes": 1}
            for rater in ("sro", "independent", "shown")
            for rating in ("green", "amber", "red")
        ],
        agreement=[
            {"sro": "green", "independent": "amber", "programmes": 1, "gap": 1},
            {"sro": "red", "independent": "red", "programmes": 1, "gap": 0},
        ],
        history=[
            {"period": "2026-03", "sro": "amber", "independent": None, "lead_org_code": "RWH"},
            {"period": "2026-09", "sro": "green", "independent": "red", "lead_org_code": "RLC"},
        ],
        summary=[
            {
                "programmes": 4,
                "rated": 3,
                "rated_by_both": 2,
                "independent_lower": 1,
                "unchanged": 1,
                "three_returns": 3,
                "end_known": 1,
                "ends_later": 1,
            }
        ],
    )


def one_risk(code: str, **more: Cell) -> Row:
    return {
        "risk_id": code,
        "programme_id": "P02",
        "programme_name": "Shared care record",
        "org_code": "RWH",
        "title": f"Risk {code}",
        "status": "open",
        "likelihood": 4,
        "consequence": 5,
        "score": 20,
        "target_score": 6,
        "reward_score": None,
        "reward": None,
        "not_acting": None,
        "raised_by": "clinical",
        "raised_date": date(2026, 1, 1),
        "issue_date": None,
        "visibility": "system",
        "is_held": True,
        **more,
    }


@pytest.fixture
def risk(make: Make) -> Result:
    return make(
        "risk_reward",
        risks=[
            one_risk("R1"),
            one_risk("R2", score=4, reward_score=5, reward="A gain", not_acting="It goes on"),
            one_risk("R3", status="became_issue", is_held=False, issue_date=date(2026, 3, 2)),
        ],
        grid=[{"likelihood": 4, "consequence": 5, "risks": 2}],
        openness_by_quarter=[
            {"period": p, "raised": n, "clinical_or_patient": 1, "before_issue": n, "partners": 1}
            for p, n in (("2025-12", 2), ("2026-03", 3))
        ],
        held_by_several=[
            {
                "what": "programme",
                "code": "P02",
                "organisations": 2,
                "risks": 2,
                "highest_score": 20,
                "org_codes": "RLC;RWH",
            }
        ],
        left_behind=[{"risk_id": "R9", "org_code": "RWH"}],
        summary=[{"held": 2, "with_reward_score": 1, "with_target": 2}],
    )


@pytest.fixture
def effort(make: Make) -> Result:
    parts = {"culture_pct": 20.0, "process_pct": 30.0, "operating_model_pct": 20.0}
    split: Row = {**parts, "technology_pct": 30.0, "programmes": 2}
    return make(
        "beyond_it",
        by_programme=[{**split, "programme_name": "Shared care record"}],
        mean=[split],
        by_theme=[{**split, "theme_set": "local", "theme_name": "Joined up"}],
        approach=[{"approach": "adopt", "programmes": 2, "approved_cost_gbp": 1e6}],
    )


@pytest.fixture
def horses(make: Make) -> Result:
    old: Row = {
        "programme_id": "P02",
        "programme_name": "Shared care record",
        "old_service": "Paper letters",
        "end_date": date(2026, 3, 31),
        "overdue_days": 183,
        "cost_gbp_per_year": 85e3,
        "months_beside": 6,
        "cost_to_date_gbp": 42.5e3,
    }
    return make("two_horses", value=85e3, by_programme=[old], summary=[{"old_services": 1}])


def every_picture(
    *, labels: Labels, confidence: Result, risk: Result, effort: Result, horses: Result
) -> list[Picture]:
    return [
        rating_agreement(confidence),
        rating_counts_by_rater(confidence),
        ratings_standing_still(confidence, labels),
        plan_slips(confidence),
        confidence_over_time(confidence, labels),
        risk_against_reward(risk, labels),
        risk_grid(risk),
        risk_openness(risk),
        became_issues(risk, labels),
        held_by_several(risk, labels),
        effort_of_one(effort),
        effort_by_theme(effort),
        approach_mix(effort),
        old_services(horses),
    ]


def test_every_picture_has_a_title_a_subtitle_and_its_table(
    *, labels: Labels, confidence: Result, risk: Result, effort: Result, horses: Result
) -> None:
    drawn = every_picture(
        labels=labels, confidence=confidence, risk=risk, effort=effort, horses=horses
    )

    for picture in drawn:
        assert not picture.is_empty, picture.title
        assert picture.title
        assert picture.subtitle, picture.title
        assert picture.alt, picture.title
        assert (picture.figure is None) == bool(picture.html), picture.title
        assert len(picture.table) > 0, picture.title
        for row in (*picture.table.text, *picture.table.values):
            assert len(row) == len(picture.table.columns), picture.title


def test_with_nothing_every_picture_says_what_is_missing(make: Make, labels: Labels) -> None:
    nothing = make("x", status="not_defined")

    for picture in every_picture(
        labels=labels, confidence=nothing, risk=nothing, effort=nothing, horses=nothing
    ):
        assert picture.is_empty, picture.title
        assert picture.title
        assert picture.html == ""


def test_what_partners_wrote_cannot_become_markup(
    *, make: Make, confidence: Result, risk: Result, adoption: Result, labels: Labels
) -> None:
    named = {code: OrganisationLabel(HOSTILE, "acute") for code in labels.organisations}
    wild = Labels(named, {"P02": HOSTILE})
    bad = programme(2, name=HOSTILE, purpose=HOSTILE, owner_role=HOSTILE, sro_comment=HOSTILE)
    risks = make(
        "risk_reward",
        risks=[one_risk("R1", title=HOSTILE, reward=HOSTILE, not_acting=HOSTILE)],
        summary=[{"held": 1}],
    )
    behind = [RestsOn(1, "programmes", "RLC", Period(2026, 9), date(2026, 10, 1), 1)]
    html = [
        portfolio_table([bad], Arrangement(), wild, adoption, confidence).html,
        risk_against_reward(risks, wild).html,
        held_by_several(risk, wild).html,
        confidence_over_time(confidence, wild, bad).html,
        programme_sheet.described(bad, wild, {}),
        programme_sheet.who_uses_it(adoption, wild).html,
        programme_sheet.rests_on(behind, wild),
    ]

    for written in html:
        assert written
        assert '<img src="x' not in written
        assert "<img src=x" not in written


def test_the_grid_outlines_where_the_reviewer_is_less_sure(confidence: Result) -> None:
    html = rating_agreement(confidence).html

    assert html.count("pf-differs") == 1
    assert "Programme 01" in html
    assert "Programme 02" not in html


def test_risks_that_say_why_they_are_taken_come_first(risk: Result, labels: Labels) -> None:
    html = risk_against_reward(risk, labels).html

    assert html.index("Risk R2") < html.index("Risk R1")
    assert "Risk R3" not in html
    assert "It goes on" in html


def test_the_openness_figure_is_valid_and_stacks_to_what_was_raised(risk: Result) -> None:
    picture = risk_openness(risk)

    assert picture.figure is not None
    data = go.Figure(dict(picture.figure)).data
    assert [sum(pair) for pair in zip(data[0].y, data[1].y, strict=True)] == [2, 3]


def test_one_quarter_is_too_few_for_a_trend(make: Make) -> None:
    row = {"period": "2026-03", "raised": 3, "clinical_or_patient": 1, "before_issue": 3}

    assert risk_openness(make("risk_reward", openness_by_quarter=[row])).is_empty


def portfolio(make: Make, count: int = 3) -> tuple[list[Programme], Result, Result]:
    """Programmes of which the first is used by most and the last is furthest behind."""
    ratings = ("green", "amber", "red")
    every = [
        programme(i, forecast_end_date=date(2026, 6, 30 if i < count - 1 else 29))
        for i in range(count)
    ]
    every[-1] = programme(count - 1, forecast_end_date=date(2027, 6, 30), stage="delivery")
    matrix = [
        {"programme_id": f"P{i:02d}", "org_code": f"O{j}", "is_lead": False,
         "state": "live" if j < count - i else "exploring", "sent_as": "confirmed"}
        for i in range(count)
        for j in range(count)
    ]  # fmt: skip
    rated = [judged(i, ratings[i % 3]) for i in range(count)]
    return every, make("adoption", matrix=matrix), make("delivery_confidence", programmes=rated)


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "P00"),
        ("spread", "P00"),
        ("benefit", "P00"),
        ("confidence", "P02"),
        ("slip", "P02"),
        ("stage", "P02"),
    ],
)
def test_the_portfolio_is_sorted_as_chosen(
    *, make: Make, labels: Labels, sort: str, first: str
) -> None:
    every, adoption, rated = portfolio(make)

    kept = arranged(lines(every, labels, [adoption, rated]), Arrangement(sort=sort))

    assert kept[0].programme.programme_id == first
    assert set(SORTS) == {"name", "spread", "benefit", "confidence", "slip", "stage"}


def test_the_portfolio_is_narrowed_by_stage_and_rating(make: Make, labels: Labels) -> None:
    every, adoption, rated = portfolio(make)
    of_system = lines(every, labels, [adoption, rated])

    red = arranged(of_system, Arrangement(rating="red"))
    live = arranged(of_system, Arrangement(stage="live"))
    both = arranged(of_system, Arrangement(stage="live", rating="red"))

    assert [line.programme.programme_id for line in red] == ["P02"]
    assert [line.programme.programme_id for line in live] == ["P00", "P01"]
    assert both == []


def test_nothing_left_by_the_choices_is_said(make: Make, labels: Labels) -> None:
    every, adoption, rated = portfolio(make)

    picture = portfolio_table(every, Arrangement(stage="idea"), labels, adoption, rated)

    assert picture.is_empty


def test_columns_that_nobody_filled_are_left_out_and_said(make: Make, labels: Labels) -> None:
    every, _, rated = portfolio(make)

    picture = portfolio_table(every, Arrangement(), labels, make("adoption"), rated)

    assert "Spread beyond" not in picture.html
    assert "Nobody has sent who could use what or benefit in pounds" in picture.note
    assert "3 of 3 give no approved cost." in picture.note


def test_twenty_programmes_are_drawn_first_and_never_more_than_a_hundred(
    make: Make, labels: Labels
) -> None:
    every, adoption, rated = portfolio(make, 120)

    first, more, most = (
        portfolio_table(every, Arrangement(rows=rows), labels, adoption, rated)
        for rows in (20, 40, 500)
    )

    drawn = [picture.html.count("rowheader") for picture in (first, more, most)]
    assert drawn == [20, 40, MOST]
    assert all(len(picture.table) == 120 for picture in (first, more, most))
    assert is_more(first, Arrangement(rows=20))
    assert not is_more(most, Arrangement(rows=MOST))
    assert len(most.html.encode()) < 400_000


def test_a_programme_links_to_its_own_page_with_the_day_it_is_seen(
    make: Make, labels: Labels
) -> None:
    every, adoption, rated = portfolio(make)

    html = portfolio_table(every, Arrangement(), labels, adoption, rated).html

    placed = links.carried(html, {"period": "2026-06", "programme": "P07", "theme": "local:home"})
    assert 'href="./programmes?programme=P00&amp;period=2026-06&amp;theme=local%3Ahome"' in placed


def test_the_sorted_column_is_named_for_a_screen_reader(make: Make, labels: Labels) -> None:
    every, adoption, rated = portfolio(make)

    html = portfolio_table(every, Arrangement(sort="slip"), labels, adoption, rated).html

    assert re.findall(r'aria-sort="(\w+)">([^<]+)', html) == [("descending", "Stage and plan")]


def test_a_rating_never_stands_without_its_word(confidence: Result, labels: Labels) -> None:
    html = confidence_over_time(confidence, labels).html

    for word in ("Amber", "Green", "Red"):
        assert f">{word}</td>" in html


def test_a_long_comment_opens_on_request(confidence: Result, labels: Labels) -> None:
    said = programme(2, sro_comment="word " * 500, independent_comment="Short.")

    html = confidence_over_time(confidence, labels, said).html

    assert html.count("<details>") == 1
    assert "Short." in html


def test_what_is_blank_has_no_place_on_the_sheet(labels: Labels) -> None:
    html = programme_sheet.described(programme(2), labels, {"local:joined_up": "Joined up"})

    assert "Clinically led" not in html
    assert "Joined up" in html
    assert "No approved cost given" in html


def test_submissions_link_to_their_receipts_and_count_their_rows(labels: Labels) -> None:
    month, day = Period(2026, 9), date(2026, 10, 16)
    every = [
        RestsOn(86, "programmes", "RLC", month, day, 1),
        RestsOn(86, "benefit_values", "RLC", month, day, 679),
        RestsOn(12, "adoptions", "RWH", month, day, 2),
    ]

    html = programme_sheet.rests_on(every, labels)

    assert html.count("<tr><td>") == 2
    assert "./submissions?submission=0086" in html
    assert "1 programme, 679 months of benefits" in html
    assert "2 adoptions" in html


def test_programmes_of_one_name_are_told_apart_by_their_leads(labels: Labels) -> None:
    same = [programme(1, name="Virtual ward"), programme(2, name="Virtual ward")]

    told = programme_sheet.told_apart([*same, programme(3)], labels)

    assert told == dict.fromkeys(("P01", "P02"), "Virtual ward, led by Levels Community")
