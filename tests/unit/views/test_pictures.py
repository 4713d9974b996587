"""What each picture shows, as data and as a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

import plotly.graph_objects as go
import pytest

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.result import Cell, Result
from portfolio.views import squares
from portfolio.views.benefits import benefit_by_type, benefit_to_date, pound_split, share_of_benefit
from portfolio.views.drawing import apart, money_ticks, month_ticks
from portfolio.views.organisations import give_receive, who_gives_whom
from portfolio.views.palette import STATE_COLOUR
from portfolio.views.picture import Picture
from portfolio.views.spread import adoption_counts, adoption_strips, reach_over_time
from portfolio.views.spread.adoption_grid import grid
from portfolio.views.spread.adoption_matrix import adoption_matrix

Make = Callable[..., Result]
HOSTILE = '<img src=x onerror="alert(1)"> $1 %{x}'


def traces(picture: Picture) -> Sequence[Mapping[str, object]]:
    assert picture.figure is not None
    return cast("Sequence[Mapping[str, object]]", picture.figure["data"])


def bars(html: str) -> list[float]:
    return [float(share) for share in re.findall(r"\* ([\d.]+)\)", html)]


def flow_of(make: Make, *edges: tuple[str, str, float]) -> Result:
    names = ("lead_org_code", "beneficiary_org_code", "gbp")
    kind = {"benefit_type": "cash_releasing"}
    rows = [dict(zip(names, edge, strict=True)) | kind for edge in edges]
    return make("beyond_lead_share", value=0.3, flow_by_type=rows)


def pound_of(make: Make, **shares: float) -> Result:
    rows = [{"benefit_type": kind, "share": share} for kind, share in shares.items()]
    return make("beyond_lead_share", value=0.99, by_type=rows)


def cell(org: str, state: str, **more: Cell) -> Mapping[str, Cell]:
    base: dict[str, Cell] = {"programme_id": "P02", "sent_as": "confirmed", "is_lead": False}
    return {**base, "org_code": org, "state": state, **more}


def everything(make: Make, labels: Labels) -> list[Picture]:
    nothing = make("x", status="not_defined")
    return [
        pound_split.pound_split(nothing, labels),
        give_receive.give_receive(nothing, labels),
        who_gives_whom.who_gives_whom(nothing, labels),
        who_gives_whom.largest_gifts(nothing, labels),
        adoption_matrix(nothing, labels),
        adoption_strips.adoption_strips(nothing, labels),
        benefit_by_type.benefit_by_type(nothing),
        benefit_to_date.benefit_to_date(nothing),
        reach_over_time.reach_over_time(nothing),
        adoption_counts.adoption_funnel(nothing),
        adoption_counts.barriers(nothing),
        adoption_counts.type_gaps(nothing, labels),
        adoption_counts.reasons(nothing, labels),
        share_of_benefit.share_of_benefit(nothing, labels),
    ]


def test_with_nothing_every_picture_is_a_sentence_and_never_an_empty_axis(
    make: Make, labels: Labels
) -> None:
    for picture in everything(make, labels):
        assert picture.is_empty
        assert picture.title
        assert picture.figure is None
        assert picture.html == ""


def test_every_picture_has_title_subtitle_alt_and_the_same_numbers_as_a_table(
    *, labels: Labels, beyond: Result, adoption: Result, plan: Result, effective: Result
) -> None:
    drawn = [
        pound_split.pound_split(beyond, labels),
        give_receive.give_receive(beyond, labels),
        who_gives_whom.who_gives_whom(beyond, labels),
        adoption_matrix(adoption, labels),
        adoption_strips.adoption_strips(adoption, labels),
        benefit_by_type.benefit_by_type(plan),
        benefit_to_date.benefit_to_date(plan),
        reach_over_time.reach_over_time(beyond),
        adoption_counts.adoption_funnel(adoption),
        adoption_counts.barriers(adoption),
        adoption_counts.type_gaps(adoption, labels),
        adoption_counts.reasons(adoption, labels),
        share_of_benefit.share_of_benefit(effective, labels),
    ]

    for picture in drawn:
        assert picture.title, picture
        assert picture.subtitle, picture.title
        assert picture.alt, picture.title
        assert (picture.figure is None) == bool(picture.html), picture.title
        assert len(picture.table) > 0, picture.title
        for row in (*picture.table.text, *picture.table.values):
            assert len(row) == len(picture.table.columns), picture.title


def test_figures_are_valid_plotly_and_their_text_is_at_least_twelve_pixels(
    labels: Labels, beyond: Result, adoption: Result, plan: Result
) -> None:
    for picture in (
        who_gives_whom.who_gives_whom(beyond, labels),
        adoption_matrix(adoption, labels),
        benefit_to_date.benefit_to_date(plan),
        reach_over_time.reach_over_time(beyond),
    ):
        assert picture.figure is not None
        document = go.Figure(dict(picture.figure)).to_json()
        assert '"fixedrange":true' in document
        assert all(int(n) >= 12 for n in re.findall(r'font":\{[^}]*?"size":(\d+)', document))


def test_names_partners_wrote_cannot_become_markup(
    *, beyond: Result, adoption: Result, effective: Result, labels: Labels
) -> None:
    named = {code: OrganisationLabel(HOSTILE, "acute") for code in labels.organisations}
    wild = Labels(named, {f"P{i:02d}": HOSTILE for i in range(26)})
    for picture in (
        give_receive.give_receive(beyond, wild),
        who_gives_whom.who_gives_whom(beyond, wild),
        adoption_matrix(adoption, wild),
        adoption_strips.adoption_strips(adoption, wild),
        adoption_counts.reasons(adoption, wild),
        share_of_benefit.share_of_benefit(effective, wild),
    ):
        shown = picture.html or go.Figure(dict(picture.figure or {})).to_json()
        assert "<img src=x" not in shown
        assert "\\u003cimg" not in shown
        assert 'onerror="' not in shown


@pytest.mark.parametrize("share", [0.0, 0.004, 0.08, 0.2, 0.5, 0.95, 1.0])
def test_the_two_parts_of_the_pound_make_a_whole(make: Make, labels: Labels, share: float) -> None:
    html = pound_split.pound_split(pound_of(make, cash_releasing=share), labels).html

    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", html)]

    assert sum(widths) == pytest.approx(100, abs=0.01)
    assert len(widths) == (1 if share in (0.0, 1.0) else 2)


def test_each_type_of_pound_is_split_by_itself_the_first_the_largest(
    make: Make, labels: Labels
) -> None:
    picture = pound_split.pound_split(pound_of(make, societal=0.9, cash_releasing=0.37), labels)

    assert picture.title == "Where each £1 of cash-releasing benefit lands"
    assert picture.html.index("37p") < picture.html.index("Societal") < picture.html.index("90p")
    assert "99p" not in picture.html
    assert picture.alt.startswith("Of each £1 of cash-releasing benefit, 63p stays with the lead")


def test_give_and_receive_are_sorted_by_net_on_one_scale(make: Make, labels: Labels) -> None:
    result = flow_of(make, ("RWH", "RAM", 100.0), ("RLC", "RAM", 50.0), ("RWH", "RWH", 900.0))

    picture = give_receive.give_receive(result, labels)

    assert [row[0] for row in picture.table.values] == ["RWH", "RLC", "RAM"]
    assert bars(picture.html) == [0.6667, 0.0, 0.3333, 0.0, 0.0, 1.0]
    assert picture.title.startswith("Wenmarsh Hospitals gives most cash-releasing benefit")


def test_pounds_of_another_type_stand_in_the_table_and_not_in_the_bars(
    make: Make, labels: Labels
) -> None:
    flow = {"lead_org_code": "RWH", "beneficiary_org_code": "RAM", "gbp": 100.0}
    rows = [{**flow, "benefit_type": kind} for kind in ("societal", "cash_releasing")]

    picture = give_receive.give_receive(make("b", value=0.3, flow_by_type=rows), labels)

    assert bars(picture.html) == [1.0, 0.0, 0.0, 1.0]
    assert {row[3] for row in picture.table.values} == {"cash_releasing", "societal"}
    assert picture.note == "Societal benefit is in the table, not added in."


def test_of_650_organisations_the_largest_are_drawn_and_all_are_in_the_table(
    many_labels: Labels, make: Make
) -> None:
    codes = list(many_labels.organisations)
    result = flow_of(make, *((codes[0], code, 1.0 + i) for i, code in enumerate(codes[1:])))

    picture = give_receive.give_receive(result, many_labels)

    assert len(picture.table) == 650
    assert picture.html.count("<tr") == 1 + give_receive.MOST_SHOWN + 1
    assert "634 others together" in picture.html
    assert picture.note.startswith("The 16 with most given and received, of 650")
    assert picture.table.text[0][1] == many_labels.organisation(codes[0])


def test_own_benefit_is_grey_and_does_not_set_the_scale(make: Make, labels: Labels) -> None:
    result = flow_of(make, ("RWH", "RWH", 9e6), ("RWH", "RAM", 5e3), ("RLC", "RAM", 4e3))

    squares_drawn, figures = traces(who_gives_whom.who_gives_whom(result, labels))[:2]

    colours = cast("Mapping[str, Sequence[str]]", squares_drawn["marker"])["color"]
    assert "#d3d9dc" in colours
    assert "#004a93" in colours
    assert sorted(cast("Sequence[str]", figures["text"])) == ["4", "5", "9,000"]


def test_programmes_with_most_adopters_come_first_and_types_stand_together(
    make: Make, labels: Labels
) -> None:
    matrix = [
        cell("RWH", "live", is_lead=True),
        cell("RSG", "exploring"),
        cell("RLC", "live"),
        cell("VLC", "declined"),
        cell("CWE", "not_applicable"),
        cell("RSG", "embedded", programme_id="P03"),
        cell("RLC", "live", programme_id="P03"),
    ]

    plan = grid(make("adoption", matrix=matrix), labels)

    assert [(s.code, s.in_use, s.possible) for s in plan.programmes] == [
        ("P03", 2, 2),
        ("P02", 1, 3),
    ]
    assert [side.code for side in plan.organisations] == ["RSG", "RWH", "RLC", "CWE", "VLC"]
    assert plan.organisations[1].at - plan.organisations[0].at == 1
    assert plan.organisations[2].at - plan.organisations[1].at > 1


def test_the_matrix_draws_each_state_and_tells_claims_and_lead_apart(
    make: Make, labels: Labels
) -> None:
    matrix = [
        cell("RWH", "live", is_lead=True, sent_as="own"),
        *(cell(org, state) for org, state in zip(labels.organisations, STATE_COLOUR, strict=False)),
        cell("VLC", "declined"),
        cell("VSB", "stopped"),
        cell("QWE", "not_applicable"),
        cell("XSD", "live", sent_as="claimed"),
    ]

    picture = adoption_matrix(make("adoption", matrix=matrix), labels)

    names = [trace.get("name") for trace in traces(picture)]
    assert {"Not started", "Exploring", "Agreed", "Piloting", "Live", "Embedded"} <= set(names)
    words = [item.label for item in picture.key]
    assert words[-2:] == ["Lead", "Not confirmed"]
    assert {"Stopped", "Decided not to", "Not applicable"} <= set(words)
    assert any("<b>5</b>" not in str(t.get("text")) and "×" in str(t.get("text"))
               for t in traces(picture))  # fmt: skip


def test_a_key_says_only_what_is_drawn(make: Make, labels: Labels) -> None:
    picture = adoption_matrix(make("adoption", matrix=[cell("RSG", "live")]), labels)

    assert [item.label for item in picture.key] == ["Live"]


def test_many_organisations_become_proportions_with_their_counts(
    make: Make, many_labels: Labels
) -> None:
    matrix = [
        cell(code, "live" if i % 4 else "not_started")
        for i, code in enumerate(many_labels.organisations)
    ]

    picture = adoption_matrix(make("adoption", matrix=matrix), many_labels)

    assert picture.figure is None
    assert "<b>487</b> of 650" in picture.html
    assert "487 live, 163 not started" in picture.html
    assert len(picture.table) == 650


def test_a_strip_leaves_out_lead_and_not_applicable_and_says_itself_in_words() -> None:
    rows = [
        cell("A", "live", is_lead=True),
        cell("B", "embedded"),
        cell("C", "declined"),
        cell("D", "not_applicable"),
    ]

    strip = squares.strip(squares.others(rows))

    assert 'alt="1 embedded, 1 decided not to"' in strip


def test_a_claim_and_a_confirmation_are_drawn_differently() -> None:
    confirmed = squares.strip([cell("A", "live")])
    claimed = squares.strip([cell("A", "live", sent_as="claimed")])

    assert confirmed != claimed


def test_realised_is_drawn_against_plan_on_one_scale(plan: Result) -> None:
    picture = benefit_by_type.benefit_by_type(plan)

    kinds = [row[0] for row in picture.table.values]
    assert kinds == ["cash_releasing", "non_cash_releasing", "societal"]
    assert picture.title.startswith("Cash-releasing benefit: £618k of the £795k planned by now")
    assert picture.html.count("pf-tick") == 3
    assert picture.html.count("forecast") == 1


def test_realised_and_past_forecasts_stop_at_the_period_and_those_to_come_run_on(
    plan: Result,
) -> None:
    picture = benefit_to_date.benefit_to_date(plan)

    lines = {line["name"]: cast("list[float | None]", line["y"]) for line in traces(picture)}
    assert list(lines) == ["Planned", "As forecast", "If forecasts hold", "Realised"]
    assert picture.table.values[-1][0] == "2027-03"
    months = [row[0] for row in picture.table.values]
    now = months.index("2026-09")
    realised = lines["Realised"]
    assert all(value is None for value in realised[now + 1 :])
    assert lines["If forecasts hold"][now] == realised[now]
    assert "by March 2027 if forecasts hold" in picture.title
    assert "85p of each £1 forecast was realised" in picture.note


def to_date_of(make: Make, *months: tuple, fared: Sequence[tuple] = ()) -> Picture:
    """The lines of cash-releasing benefit: months of (period, planned, forecast, realised), and
    months that have both of (period, realised, forecast)."""
    kind = {"benefit_type": "cash_releasing", "effect": "benefit"}
    names = ("period", "planned_gbp", "forecast_gbp", "realised_gbp")
    rows = [dict(zip(names, month, strict=True)) | kind for month in months]
    both = [
        {"period": period, "realised_gbp": realised, "forecast_gbp": forecast} | kind
        for period, realised, forecast in fared
    ]
    plan = make("plan_forecast_realised", by_month=rows, optimism_by_month=both)
    return benefit_to_date.benefit_to_date(plan)


def test_past_forecasts_leave_the_line_of_what_was_realised_and_never_start_from_nought(
    make: Make,
) -> None:
    picture = to_date_of(
        make,
        ("2026-06", None, None, 500.0),
        ("2026-07", None, None, 300.0),
        ("2026-08", None, 200.0, 100.0),
        ("2026-09", None, 50.0, 60.0),
        fared=[("2026-08", 100.0, 200.0), ("2026-09", 60.0, 50.0)],
    )

    assert [row[2] for row in picture.table.values] == [None, 800.0, 1000.0, 1050.0]
    assert [row[4] for row in picture.table.values] == [500.0, 800.0, 900.0, 960.0]


def test_forecasts_to_come_are_added_to_what_is_realised_until_the_year_ends(make: Make) -> None:
    picture = to_date_of(
        make,
        ("2026-08", 10.0, None, 4.0),
        ("2026-09", 10.0, None, 6.0),
        ("2026-11", 10.0, 5.0, None),
        ("2027-04", 10.0, 90.0, None),
    )

    rows = {row[0]: row for row in picture.table.values}
    assert list(rows)[-1] == "2027-03"
    months = ("2026-08", "2026-09", "2026-10", "2026-11", "2027-03")
    assert [rows[month][3] for month in months] == [None, 10.0, 10.0, 15.0, 15.0]
    assert rows["2027-03"][1] == 30.0
    names = [line["name"] for line in traces(picture)]
    assert names == ["Planned", "If forecasts hold", "Realised"]


def test_where_nothing_is_realised_the_line_is_what_was_forecast_by_now(make: Make) -> None:
    picture = to_date_of(
        make, ("2026-08", 5.0, None, None), ("2026-09", 5.0, 4.0, None)
    )  # fmt: skip

    assert [row[2] for row in picture.table.values] == [None, 4.0]
    assert [row[4] for row in picture.table.values] == [None, None]


def over_time_of(make: Make, *months: tuple[str, float | None]) -> Result:
    kind = {"benefit_type": "cash_releasing"}
    rows = [
        {"period": period, "numerator": 1.0, "denominator": 3.0, "share": share} | kind
        for period, share in months
    ]
    by_type = [kind | {"share": 0.31}, {"benefit_type": "societal", "share": 0.5}]
    return make("b", value=0.99, by_type=by_type, over_time_by_type=rows)


def test_one_month_draws_no_line(make: Make) -> None:
    picture = reach_over_time.reach_over_time(over_time_of(make, ("2026-09", 1 / 3)))

    assert picture.is_empty
    assert picture.title == (
        "Beyond the lead: 33p of each £1 of cash-releasing benefit in September 2026"
    )


def test_the_share_over_time_says_which_way_it_went(make: Make) -> None:
    result = over_time_of(
        make, ("2026-06", None), ("2026-07", 0.2), ("2026-09", 0.31), ("2026-10", 0.99)
    )

    picture = reach_over_time.reach_over_time(result)

    assert picture.title == (
        "Beyond the lead: 31p of each £1 of cash-releasing benefit, up from 20p in July 2026"
    )
    assert picture.note == "Now also 50p of societal benefit."
    assert traces(picture)[0]["x"] == [0, 2]


def test_the_funnel_counts_every_state_beyond_the_lead(adoption: Result) -> None:
    picture = adoption_counts.adoption_funnel(adoption)

    assert sum(int(row[1] or 0) for row in picture.table.values) == adoption.denominator
    assert picture.table.text[-1][0] == "Decided not to"


def test_barriers_are_counted_most_named_first(make: Make) -> None:
    rows = [
        {"barrier": "value", "organisations": 2},
        {"barrier": "adopters", "organisations": 5},
        {"barrier": "technology", "organisations": 0},
    ]

    picture = adoption_counts.barriers(make("adoption", barriers=rows))

    assert picture.title == "The barrier named most often: staff, patients or carers"
    assert [row[1] for row in picture.table.values] == [5, 2]


def test_gaps_by_type_have_their_denominators(make: Make, labels: Labels) -> None:
    matrix = [*[cell("RWH", "live")] * 5, *[cell("CWE", "agreed")] * 4, cell("CWE", "live"),
              *[cell("VLC", "live")] * 3, *[cell("VSB", "agreed")] * 3]  # fmt: skip

    picture = adoption_counts.type_gaps(make("adoption", matrix=matrix), labels)

    assert picture.title == "Furthest: acute trusts, 5 of 5; least far: councils, 1 of 5"
    assert [row[1:] for row in picture.table.values] == [(5, 5), (1, 5), (3, 6)]


def test_a_type_with_few_possible_adoptions_is_not_called_furthest(
    make: Make, labels: Labels
) -> None:
    matrix = [*[cell("RWH", "live")] * 4, *[cell("CWE", "agreed")] * 5, *[cell("VLC", "live")] * 4]

    picture = adoption_counts.type_gaps(make("adoption", matrix=matrix), labels)

    assert picture.title == "Who has it and who has not, by type"


def test_an_unknown_population_is_said_and_not_drawn_as_none(
    effective: Result, labels: Labels
) -> None:
    picture = share_of_benefit.share_of_benefit(effective, labels)

    assert picture.note == "1 of 14 has no population in the list."
    assert picture.table.text[4][3] == "not known"
    assert picture.html.count("<s style") == 13


def test_ticks_and_labels_keep_their_distance() -> None:
    assert month_ticks(30)[-1] == 29
    assert len(month_ticks(30)) <= 6
    assert money_ticks(6.3e6)[1] == ["£0", "£2m", "£4m", "£6m", "£8m"]
    assert money_ticks(0)[1] == ["£0"]
    assert apart([10.0, 10.5, 3.0], 2.0) == [10.0, 12.0, 3.0]
