"""How fast, who next and whether it comes along: sentences for every state, and pictures' data."""

from __future__ import annotations

import pytest

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.views.spread.adoption_curve import adoption_curve
from portfolio.views.spread.opportunities import opportunities
from portfolio.views.spread.replication import replication
from portfolio.views.spread.waits import named_programmes, waits
from portfolio.views.words import waiting_words

LABELS = Labels(
    {code: OrganisationLabel(f"The {code}", "acute") for code in ("L", "A", "B", "W")},
    {"P1": "Virtual ward", "P2": "<b>Bold</b> portal"},
)
STEPS = [
    {"programme_id": "P1", "month": 3, "at_risk": 6, "events": 2, "survival": 2 / 3, "low": 0.2,
     "high": 0.9},
    {"programme_id": "P1", "month": 8, "at_risk": 4, "events": 4, "survival": 0.0, "low": None,
     "high": None},
]  # fmt: skip


def programme(**override):
    return {
        "programme_id": "P1",
        "lead_org_code": "L",
        "origin_org_code": "L",
        "n": 6,
        "events": 6,
        "by_dates": 0,
        "live_on_origin": 0,
        "declined": 0,
        "median_months": 8,
        "restricted_mean_months": 6.3,
        "horizon_months": 8,
        "status": "ok",
        **override,
    }


@pytest.fixture
def timed(make):
    def made(*rows, status="ok", value=8, numerator=6.0, denominator=6.0, steps=STEPS):
        waited = [
            {"programme_id": "P1", "org_code": code, "months": months, "counted_as": "live"}
            for code, months in (("A", 3), ("B", 8))
        ]
        return make(
            "time_to_adoption",
            status=status,
            value=value,
            numerator=numerator,
            denominator=denominator,
            by_programme=list(rows),
            curve=list(steps),
            waits=waited,
        )

    return made


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {},
            "Half of 6 possible adoptions went live within 8 months; all have by now.",
        ),
        (
            {"value": None, "numerator": 2.0},
            "Fewer than half so far: 2 of 6 possible adoptions have gone live.",
        ),
        (
            {"status": "insufficient_data", "value": None},
            "No programme has five other organisations whose date is known: too few to tell.",
        ),
        (
            {"status": "not_defined", "value": None},
            "Nothing is known to be live yet, so there is no time to tell.",
        ),
    ],
)
def test_speed_never_says_half_before_half(timed, asked, said):
    assert waiting_words.speed(timed(programme(), **asked)) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "Half of the other organisations had Virtual ward within 8 months"),
        ({"median_months": 1}, "Half of the other organisations had Virtual ward within 1 month"),
        ({"median_months": 0}, "Half of the other organisations had Virtual ward as soon as it "
         "began"),
        ({"median_months": None, "events": 2}, "2 of 6 others have Virtual ward: fewer than half "
         "so far"),
        ({"median_months": None, "events": 0}, "None of 6 others has Virtual ward live yet"),
    ],
)  # fmt: skip
def test_one_programme_is_said_as_it_is(row, said):
    assert waiting_words.of_programme(programme(**row), "Virtual ward") == said


def test_what_was_left_out_is_counted():
    said = waiting_words.left_out(programme(by_dates=2, live_on_origin=1, declined=1))

    assert said == (
        "Left out: 2 known only as “on or before” a date and 1 live on the first day. "
        "1 has decided not to, counted as without it."
    )


def test_curve_rises_in_steps_to_the_share_that_has_it(timed):
    drawn = adoption_curve(timed(programme()), LABELS, "P1")

    line = drawn.figure["data"][-1]
    assert (line["x"], line["y"]) == ([0, 3, 8, 8], [0, pytest.approx(1 / 3), 1, 1])
    band = drawn.figure["data"][0]
    assert band["x"] == [3, 8, 8, 3]
    assert band["y"] == pytest.approx([0.8, 0.8, 0.1, 0.1])
    assert drawn.table.values[-1][3] == 1


def test_curve_of_too_few_says_what_is_missing(timed):
    drawn = adoption_curve(timed(programme(status="insufficient_data")), LABELS, "P1")

    assert drawn.is_empty
    assert "five other organisations" in drawn.empty


def test_waits_escape_names_and_put_the_quickest_first(timed):
    slow = programme(programme_id="P2", median_months=None, events=1)

    drawn = waits(timed(slow, programme()), LABELS)

    assert drawn.title == "1 of 2 programmes has reached half of the other organisations"
    assert [row[0] for row in drawn.table.values] == ["P1", "P2"]
    assert "&lt;b&gt;Bold" in drawn.html
    assert "<b>Bold" not in drawn.html


@pytest.mark.parametrize(
    ("count", "folded"), [(8, None), (9, "1 more programme<"), (30, "7 more programmes<")]
)
def test_waits_beyond_eight_lie_folded_and_none_beyond_fifteen(timed, count, folded):
    drawn = waits(timed(*(programme(programme_id=f"P{n:02}") for n in range(count))), LABELS)

    assert drawn.html.count("<li") == min(count, 15)
    opened, _, rest = drawn.html.partition("<details")
    assert opened.count("<li") == min(count, 8)
    assert rest.endswith("</details>") is bool(folded)
    assert (folded or "") in rest


def test_only_programmes_with_a_curve_are_offered(timed):
    few = programme(programme_id="P2", status="insufficient_data")

    assert named_programmes(timed(few, programme()), LABELS) == {"P1": "Virtual ward"}


def pair(**override):
    return {
        "programme_id": "P1",
        "org_code": "W",
        "state": "exploring",
        "low_gbp": 1000.0,
        "high_gbp": 4000.0,
        "benefit_type": "cash_releasing",
        "adopters_with_evidence": 2,
        "talk_to_org_code": "A",
        "because": "org_type;place",
        "status": "ok",
        **override,
    }


NO_RANGE = {"low_gbp": None, "high_gbp": None, "benefit_type": None}
NO_RANGE |= {"status": "insufficient_data"}


def test_an_opening_is_a_range_with_whom_to_ask_and_why(make):
    space = make("white_space", pairs=[pair(), pair(org_code="B", **NO_RANGE)])

    drawn = opportunities(space, LABELS)

    assert drawn.title == (
        "2 possible adoptions are still open; 1 can be judged by what others of its kind gained"
    )
    assert "£1k to £4k cash-releasing" in drawn.html
    assert "from 2 of its kind that have it" in drawn.html
    assert "Population is not need." in drawn.subtitle
    assert "same type and same place" in drawn.html
    assert [row[4] for row in drawn.table.values] == [1000, None]


def test_a_range_of_nothing_is_said_once(make):
    drawn = opportunities(make("white_space", pairs=[pair(high_gbp=1000.0)]), LABELS)

    assert "about £1k cash-releasing" in drawn.html


def counts(make, eligible, adopters, **row):
    adoption = make("adoption", numerator=adopters, denominator=eligible)
    timed = make(
        "time_to_adoption", numerator=adopters, denominator=row.pop("n"), by_programme=[row]
    )
    return adoption, timed


def test_how_fast_says_what_it_leaves_out_of_those_that_the_page_counts(make):
    row = {"status": "ok", "by_dates": 3, "live_on_origin": 1}
    adoption, timed = counts(make, 317, 126, n=297, **row)
    same = counts(make, 297, 126, n=297, **row)

    assert waiting_words.apart_from(adoption, timed) == (
        "Of the 317, left out here: 3 known only as “on or before” a date, 1 live on the first day "
        "and 16 of programmes with too few others, or live nowhere yet."
    )
    assert waiting_words.apart_from(*same) == ""


def test_a_curve_says_why_it_counts_others_than_have_it_now():
    row = {"n": 19, "events": 13}
    now = {"eligible_beyond_lead": 20, "adopters_beyond_lead": 14}
    same = {"eligible_beyond_lead": 19, "adopters_beyond_lead": 13}

    assert waiting_words.another_count(row, now).startswith(
        "14 of 20 have it in routine use now; this"
    )
    assert waiting_words.another_count(row, same) == waiting_words.another_count(row, {}) == ""


def test_without_two_adopters_with_evidence_nothing_is_guessed(make):
    drawn = opportunities(make("white_space", pairs=[pair(**NO_RANGE)]), LABELS)

    assert "nothing is said of what it could be worth" in drawn.html
    assert "£" not in drawn.html


def test_nothing_open_is_said(make):
    assert opportunities(make("white_space", pairs=[]), LABELS).is_empty


def copied(ratio, **override):
    return {
        "programme_id": "P1",
        "org_code": "A",
        "months": 4,
        "per_person": ratio,
        "lead_per_person": 1.0,
        "yield": ratio,
        "adaptation": "Evenings only",
        "status": "ok",
        **override,
    }


@pytest.mark.parametrize(
    ("ratios", "said"),
    [
        ([], "No adopter can be compared with its lead yet"),
        ([1.0], "The one adopter that can be compared gains as much per person as its lead did at "
         "the same age"),
        ([0.5], "The one adopter that can be compared gains less per person than its lead did at "
         "the same age"),
        ([0.5, 0.7], "Of 2 adopters that can be compared, none gain as much per person as the lead "
         "had at the same age"),
        ([0.5, 1.7], "Of 2 adopters that can be compared, 1 gains as much per person as the lead "
         "had at the same age"),
    ],
)  # fmt: skip
def test_replication_is_counted_and_never_averaged(make, ratios, said):
    result = make("replication_yield", by_adopter=[copied(ratio) for ratio in ratios])

    assert waiting_words.copied(result) == said


def test_replication_shows_what_was_adapted(make):
    drawn = replication(make("replication_yield", by_adopter=[copied(0.5)]), LABELS)

    assert "Evenings only" in drawn.html
    assert drawn.table.values[0][5] == 0.5


@pytest.mark.parametrize(
    ("origin", "name", "said"),
    [
        ("L", "The L", "Counted from the day The L, the lead, went live."),
        ("A", "The A", "Counted from the day The A, the first, went live: the lead gives no date."),
        (
            None,
            "",
            "Counted from the first exact date anywhere, of several at once: the lead gives none.",
        ),
    ],
)
def test_whose_date_starts_the_clock_is_said(origin, name, said):
    assert waiting_words.since(programme(origin_org_code=origin), name) == said


def test_a_curve_of_a_shared_name_says_who_leads_it(timed):
    shared = Labels(LABELS.organisations, LABELS.programmes, apart={"P1": "The L"})

    drawn = adoption_curve(timed(programme()), shared, "P1")

    assert "Virtual ward led by The L within 8 months" in drawn.title
