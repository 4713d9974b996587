"""The sentences, for every state a system can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from portfolio.domain.coverage import Coverage
from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Cell, Result
from portfolio.views.words import (
    coverage_words,
    empty_words,
    ledger_words,
    organisation_words,
    overview_words,
    plan_words,
    spread_words,
    theme_words,
)

Make = Callable[..., Result]
SEPTEMBER = Period(2026, 9)


def programme(code: str, adopters: int, eligible: int, **more: Cell) -> Mapping[str, Cell]:
    return {
        "programme_id": code,
        "adopters_beyond_lead": adopters,
        "eligible_beyond_lead": eligible,
        **more,
    }


def adoption_of(make: Make, *rows: Mapping[str, Cell], matrix: object = ()) -> Result:
    taken = sum(int(row["adopters_beyond_lead"] or 0) for row in rows)
    possible = sum(int(row["eligible_beyond_lead"] or 0) for row in rows)
    return make("adoption", numerator=taken, denominator=possible, by_programme=rows, matrix=matrix)


def shared(make: Make, *, over_time_by_type: object = (), **shares: float | None) -> Result:
    """What lands beyond the lead of each £1 of each type."""
    rows = [
        {"benefit_type": kind, "share": share, "status": "not_defined" if share is None else "ok"}
        for kind, share in shares.items()
    ]
    return make("beyond_lead_share", value=0.99, by_type=rows, over_time_by_type=over_time_by_type)


class TestOverview:
    @pytest.mark.parametrize(
        ("share", "sentence"),
        [
            (80 / 180, "Of every £1 of cash-releasing benefit realised, 44p lands outside the "
             "organisation that led the work"),
            (0.002, "Of every £1 of cash-releasing benefit realised, less than 1p lands outside "
             "the organisation that led the work"),
            (0.9999, "Of every £1 of cash-releasing benefit realised, more than 99p lands outside "
             "the organisation that led the work"),
            (0.0, "All cash-releasing benefit realised so far stays with the organisation that led "
             "the work"),
            (1.0, "All cash-releasing benefit realised so far lands outside the organisation that "
             "led the work"),
        ],
    )  # fmt: skip
    def test_the_headline_splits_the_pound(self, make: Make, share: float, sentence: str) -> None:
        assert overview_words.headline(shared(make, cash_releasing=share)) == sentence

    @pytest.mark.parametrize(
        ("shares", "said"),
        [
            ({"cash_releasing": 0.37, "societal": 0.9},
             "£1 of cash-releasing benefit realised, 37p"),
            ({"cash_releasing": None, "non_cash_releasing": 0.52, "societal": 0.9},
             "£1 of non-cash-releasing benefit realised, 52p"),
            ({"societal": 0.9}, "£1 of societal benefit realised, 90p"),
        ],
    )  # fmt: skip
    def test_the_first_type_of_pound_that_there_is_leads_by_name(
        self, make: Make, shares: Mapping[str, float | None], said: str
    ) -> None:
        assert said in overview_words.headline(shared(make, **shares))

    def test_nothing_realised_is_said_and_not_called_nought_pence(self, make: Make) -> None:
        sentence = overview_words.headline(make("beyond_lead_share", status="not_defined"))

        assert sentence == "No realised benefit in pounds is reported yet"

    def test_nothing_realised_but_planned_points_at_the_plan(
        self, make: Make, plan: Result
    ) -> None:
        sentence = overview_words.headline(make("b", status="not_defined"), None, plan)

        assert sentence.startswith("No realised benefit in pounds is reported yet; what is planned")

    def test_a_system_without_pounds_says_what_it_has_instead(self, make: Make) -> None:
        adoption = adoption_of(make, programme("P", 520, 583))

        sentence = overview_words.headline(make("b", status="not_defined"), adoption)

        assert sentence == "Beyond the lead, 520 of 583 possible adoptions are in routine use"

    def test_without_pounds_confidence_is_said_before_adoption_and_the_plan_last(
        self, make: Make
    ) -> None:
        nothing, adoption = make("b", status="not_defined"), adoption_of(make, programme("P", 5, 8))
        shown = [
            {"rater": "shown", "rating": "amber", "programmes": 183},
            {"rater": "shown", "rating": "red", "programmes": 23},
        ]
        late = {"end_known": 40, "ends_later": 3}
        rated = make("d", counts=shown, summary=[{"rated": 206, **late}], programmes=[])
        unrated = make("d", summary=[{"rated": 0, **late}], programmes=[{"slip_days": 90}])

        assert overview_words.headline(nothing, adoption, None, rated) == (
            "Of 206 rated programmes 183 are amber and 23 red"
        )
        assert overview_words.headline(nothing, adoption, None, unrated).startswith("Beyond the")
        assert overview_words.headline(nothing, None, None, unrated).startswith(
            "3 of 40 programmes expect to end later than approved"
        )

    def test_plan_and_cost_come_first_and_types_are_never_added(
        self, make: Make, plan: Result
    ) -> None:
        cost = {"approved_cost_gbp": 42e6, "programmes": 29, "cost_missing": 2}
        effort = make("beyond_it", cost=[{**cost, "spend_to_date_gbp": 40e6}])

        first, second = overview_words.counts(None, None, None, plan=plan, effort=effort)

        assert (first.figure, first.of) == ("£618k", "of £795k")
        assert first.label == "planned cash-releasing benefit by now is realised (78%)"
        assert first.note.endswith("not added in")
        assert (second.figure, second.label) == ("£42.0m", "approved cost of 27 programmes of 29")
        assert second.note == "£40.0m spent so far"

    def test_what_is_red_and_late_is_counted_where_there_are_no_pounds(self, make: Make) -> None:
        counts = [{"rater": "shown", "rating": "red", "programmes": 23}]
        found = {"rated": 232, "end_known": 200, "ends_later": 51}
        delivery = make("delivery_confidence", counts=counts, summary=[found])

        said = overview_words.counts(None, None, None, delivery=delivery)

        assert [(one.figure, one.of) for one in said] == [("23", "of 232"), ("51", "of 200")]

    def test_what_a_lead_that_cannot_benefit_has_realised_is_not_called_nothing(
        self, make: Make
    ) -> None:
        rows = [
            {"programme_id": "P1", "denominator_gbp": 350_220.0, "status": "not_applicable"},
            {"programme_id": "P2", "denominator_gbp": 0.0, "status": "not_defined"},
        ]
        beyond = make("b", status="not_defined", by_programme=rows)

        assert overview_words.headline(beyond).startswith(
            "No programme with benefit in pounds has both"
        )
        assert "by programmes whose lead cannot" in empty_words.no_share(beyond)
        assert empty_words.no_share(make("b", status="not_defined")) == empty_words.NO_BENEFIT

    def test_all_programmes_not_applicable_gives_no_share(self, make: Make) -> None:
        rows = [{"programme_id": "P", "denominator_gbp": 5.0}]

        sentence = overview_words.headline(make("b", status="not_applicable", by_programme=rows))

        assert "nothing can be said yet" in sentence
        assert "p lands" not in sentence

    def test_not_applicable_without_a_pound_is_nothing_realised(self, make: Make) -> None:
        rows = [{"programme_id": "P", "denominator_gbp": 0.0}]

        sentence = overview_words.headline(make("b", status="not_applicable", by_programme=rows))

        assert sentence == "No realised benefit in pounds is reported yet"

    def test_caption_says_a_year_ago_the_middle_and_what_is_left_out(self, beyond: Result) -> None:
        caption = overview_words.split_caption(beyond)

        assert caption.startswith("It was ")
        assert "in September 2025" in caption
        assert "Half of the 17 programmes that have realised any are above 22p." in caption
        assert "3 programmes are left out" in caption

    @pytest.mark.parametrize(
        ("middle", "programmes", "said"),
        [
            (0.0, 8, "Of half or more of the 8 programmes that have realised any, all stays with "
             "the lead."),
            (1.0, 8, "Of half or more of the 8 programmes that have realised any, all lands "
             "beyond."),
            (0.4, 1, "One programme has realised cash-releasing benefit."),
            (None, 0, ""),
        ],
    )  # fmt: skip
    def test_half_the_programmes_in_every_state(
        self, make: Make, middle: float | None, programmes: int, said: str
    ) -> None:
        row = {"benefit_type": "cash_releasing", "share": 0.3, "status": "ok"}
        row |= {"median_programme_share": middle, "programmes_counted": programmes}

        assert overview_words.split_caption(make("b", by_type=[row])) == said

    def test_a_year_ago_is_the_last_month_of_the_same_type_until_then(self, make: Make) -> None:
        months = [
            {"period": period, "benefit_type": kind, "share": share}
            for period, kind, share in (
                ("2025-06", "cash_releasing", 0.2),
                ("2025-09", "societal", 0.9),
                ("2025-10", "cash_releasing", 0.3),
            )
        ]

        caption = overview_words.split_caption(
            shared(make, cash_releasing=0.4, over_time_by_type=months)
        )

        assert caption == "It was 20p in September 2025."

    def test_caption_of_a_result_without_tables_is_empty(self, make: Make) -> None:
        assert overview_words.split_caption(make("b", value=0.4)) == ""

    def test_types_are_never_added_in_the_counts(self, make: Make) -> None:
        rows = [
            {"benefit_type": kind, "effect": effect, "counted_gbp": gbp}
            for kind, effect, gbp in (
                ("cash_releasing", "benefit", 1e6),
                ("societal", "benefit", 2e6),
                ("societal", "disbenefit", 5e6),
            )
        ]

        first = overview_words.counts(make("counted_benefit", by_type=rows), None, None)[0]

        assert first.figure == "£1.0m"
        assert first.label == "of cash-releasing benefit realised and counted"
        assert first.note == "£2.0m societal stands beside it, not added in"

    def test_counts_that_cannot_be_said_are_left_out(self, make: Make) -> None:
        assert overview_words.counts(None, None, None) == ()
        assert overview_words.counts(make("c"), make("b"), make("a")) == ()

    def test_every_count_of_adoption_has_its_denominator(
        self, beyond: Result, adoption: Result
    ) -> None:
        counts = overview_words.counts(None, beyond, adoption)

        assert [one.of for one in counts][1] == "of 14"
        assert all(one.of.startswith("of ") for one in counts)


class TestLedger:
    def rows(self, **cells: Cell) -> list[dict[str, Cell]]:
        return [{"benefit_type": "cash_releasing", "effect": "benefit", **cells}]

    def test_the_known_answer(self, make: Make) -> None:
        rows = self.rows(
            reported_gbp=240e3, removed_gbp=60e3, counted_gbp=180e3, also_confirmed_gbp=60e3
        )

        assert ledger_words.sentence(make("counted_benefit", by_type=rows)) == (
            "£240k was reported; £60k was the same benefit reported twice; £180k is counted."
        )

    def test_nothing_removed(self, make: Make) -> None:
        rows = self.rows(reported_gbp=240e3, removed_gbp=0.0, counted_gbp=240e3)

        assert ledger_words.sentence(make("c", by_type=rows)) == (
            "£240k was reported, and all of it is counted."
        )

    def test_nothing_reported(self, make: Make) -> None:
        assert ledger_words.sentence(make("c")).startswith("No realised benefit in pounds")


class TestSpread:
    def headline(self, make: Make, labels: Labels, *rows: Mapping[str, Cell]) -> str:
        return spread_words.headline(adoption_of(make, *rows), labels)

    def test_furthest_is_named(self, make: Make, labels: Labels) -> None:
        said = self.headline(make, labels, programme("P00", 9, 12), programme("P01", 2, 10))

        assert said == (
            "Beyond the lead, 11 of 22 possible adoptions are in routine use; "
            "Cyber operations centre has gone furthest"
        )

    def test_a_tie_is_said_as_a_tie(self, make: Make, labels: Labels) -> None:
        two = self.headline(make, labels, programme("P02", 2, 9), programme("P03", 2, 9))
        three = self.headline(make, labels, *(programme(f"P0{n}", 2, 9) for n in range(3)))

        assert two.endswith("; Shared care record and Virtual ward have gone furthest")
        assert three.endswith("; three programmes share first place, at 2 organisations each")

    def test_programmes_of_one_name_are_told_apart_by_their_lead(
        self, make: Make, labels: Labels
    ) -> None:
        rows = [
            programme(code, n, 9, lead_org_code=lead)
            for code, n, lead in (("P02", 4, "RWH"), ("X", 2, "RLC"))
        ]
        twins = Labels(labels.organisations, {"P02": "Shared record", "X": "Shared record"})

        assert self.headline(make, twins, *rows).endswith(
            "; Shared record led by Wenmarsh Hospitals has gone furthest"
        )

    def test_none_all_one_and_nobody(self, make: Make, labels: Labels) -> None:
        def said(*rows: Mapping[str, Cell]) -> str:
            return self.headline(make, labels, *rows)

        assert said(programme("P", 0, 8)) == (
            "Beyond the lead, none of 8 possible adoptions is in routine use yet"
        )
        assert said(programme("P", 8, 8)).startswith("Beyond the lead, all 8 possible")
        assert said(programme("P", 0, 1)).endswith("is not yet in routine use")
        assert said(programme("P", 0, 0)) == (
            "No partner has said yet who else could take these programmes up"
        )
        assert said() == "No partner has said yet who has adopted what"

    @pytest.mark.parametrize(
        ("sent", "starts"),
        [
            (["confirmed", "own"], "Every state was given or confirmed"),
            (["claimed", "claimed"], "No state is confirmed by the organisation yet"),
            (["claimed", "own", "own"], "1 of 3 states is what the lead says"),
            ([], ""),
        ],
    )
    def test_trust_in_every_mix(self, make: Make, sent: list[str], starts: str) -> None:
        matrix = [{"org_code": "A", "state": "live", "sent_as": how} for how in sent]

        assert spread_words.trust(make("adoption", matrix=matrix)).startswith(starts)

    def test_staying_power(self, make: Make) -> None:
        def said(were: int, still: int) -> str:
            row = programme("P", 1, 2, live_6_months_ago=were, still_live=still)
            return spread_words.staying(adoption_of(make, row))

        assert said(0, 0) == "Nothing is known to have been live for six months yet."
        assert said(4, 4).startswith("All 4")
        assert said(6, 5).startswith("5 of 6")

    def test_people_nobody_counted_are_said_to_be_unknown(self, make: Make) -> None:
        row = programme("P", 1, 2, people_eligible=None, people_using=None)

        assert spread_words.reach(adoption_of(make, row)).startswith("No partner has sent yet")


class TestOrganisations:
    def flow(self, make: Make, *edges: tuple[str, str, float]) -> Result:
        names = ("lead_org_code", "beneficiary_org_code", "gbp")
        kind = {"benefit_type": "cash_releasing"}
        return make(
            "b", flow_by_type=[dict(zip(names, edge, strict=True)) | kind for edge in edges]
        )

    def test_who_gives_and_who_receives(self, make: Make, labels: Labels) -> None:
        result = self.flow(make, ("RWH", "RAM", 9.0), ("RLC", "RAM", 2.0), ("RWH", "RWH", 99.0))

        assert organisation_words.headline(result, labels) == (
            "Wenmarsh Hospitals gives most cash-releasing benefit; Alderwick Mental Health "
            "receives most"
        )

    def test_one_that_gives_and_receives_most_is_named_once(
        self, make: Make, labels: Labels
    ) -> None:
        result = self.flow(make, ("RWH", "RAM", 9.0), ("RLC", "RWH", 8.0), ("RLC", "RWH", 2.0))
        one = self.flow(make, ("RWH", "RAM", 9.0), ("RLC", "RWH", 5.0), ("RAM", "RWH", 5.0))

        assert "; " in organisation_words.headline(result, labels)
        assert organisation_words.headline(one, labels) == (
            "Wenmarsh Hospitals gives and receives most cash-releasing benefit"
        )

    def test_giving_is_told_in_the_first_type_that_anybody_gives(
        self, make: Make, labels: Labels
    ) -> None:
        pair = {"lead_org_code": "RWH", "beneficiary_org_code": "RAM", "gbp": 5.0}
        own = {**pair, "beneficiary_org_code": "RWH", "benefit_type": "cash_releasing"}
        result = make("b", flow_by_type=[own, {**pair, "benefit_type": "societal"}])

        assert organisation_words.given_kinds(result) == ("societal",)
        assert organisation_words.headline(result, labels).startswith(
            "Societal benefit beyond the lead"
        )

    def test_a_tie_of_givers(self, make: Make, labels: Labels) -> None:
        result = self.flow(make, ("RWH", "RAM", 5.0), ("RLC", "RAM", 5.0))

        assert organisation_words.headline(result, labels).startswith(
            "Levels Community and Wenmarsh Hospitals give most cash-releasing benefit"
        )

    def test_one_way_own_only_and_nothing(self, make: Make, labels: Labels) -> None:
        one_way = self.flow(make, ("RWH", "RAM", 5.0))
        own = self.flow(make, ("RWH", "RWH", 5.0))

        assert "from Wenmarsh Hospitals to Alderwick" in organisation_words.headline(
            one_way, labels
        )
        assert organisation_words.headline(own, labels).startswith("No organisation yet gains")
        assert organisation_words.headline(make("b"), labels).startswith(
            "Who gives and who receives is not"
        )

    def test_evenness_names_those_that_take_part(self, make: Make) -> None:
        shares = [{"org_code": c, "gbp": g, "share": g} for c, g in (("A", 0.7), ("B", 0.3))]
        two = make("e", value=1.72, shares=[*shares, {"org_code": "C", "gbp": 0.0, "share": 0.0}])
        one = make("e", value=1.0, shares=[{"org_code": "A", "gbp": 1.0, "share": 1.0}])

        assert organisation_words.evenness(two) == (
            "Benefit is spread as if 1.7 organisations shared it equally, out of 3 that could "
            "benefit."
        )
        assert organisation_words.evenness(one).startswith("One organisation has all")
        assert organisation_words.evenness(make("e", status="not_defined")).startswith("How evenly")


class TestThemesAndPlan:
    def test_a_theme_with_both(self, make: Make) -> None:
        said = theme_words.headline(
            "Care closer to home",
            shared(make, cash_releasing=0.31, societal=0.9),
            adoption_of(make, programme("P", 19, 41)),
        )

        assert said == (
            "Care closer to home: 31p of each £1 of cash-releasing benefit lands beyond the lead; "
            "19 of 41 possible adoptions are in routine use"
        )

    @pytest.mark.parametrize(
        ("shares", "said"),
        [
            (
                {"cash_releasing": 0.0},
                "Care: all cash-releasing benefit so far stays with the lead",
            ),
            ({"societal": 1.0}, "Care: all societal benefit so far lands beyond the lead"),
        ],
    )
    def test_a_theme_of_which_all_or_nothing_travels(
        self, make: Make, shares: Mapping[str, float], said: str
    ) -> None:
        assert theme_words.headline("Care", shared(make, **shares)) == said

    def test_a_theme_with_nothing(self, make: Make) -> None:
        assert theme_words.headline("Care", make("b", status="not_defined")) == (
            "Care: no partner has reported benefit or adoption yet"
        )

    @pytest.mark.parametrize(
        ("sums", "says"),
        [
            ((900e3, 700e3, 610e3), "£610k of the £900k planned by now"),
            ((900e3, 0.0, 0.0), "none of the £900k planned by now is realised"),
            ((0.0, 0.0, 5e3), "£5k realised, and none was planned by now"),
            ((5e3, 0.0, 9e3), "£9k, more than the £5k planned by now"),
            ((0.0, 5e3, 0.0), "none realised yet, £5k was forecast by now"),
        ],
    )
    def test_realised_against_plan(self, sums: plan_words.Sums, says: str) -> None:
        assert plan_words.against_plan("societal", sums) == f"Societal benefit: {says}"

    def test_what_a_theme_gives_is_said_type_by_type(self, make: Make) -> None:
        rows = [
            {
                "period": "2026-09",
                "benefit_type": kind,
                "effect": "benefit",
                "planned_gbp": planned,
                "forecast_gbp": None,
                "realised_gbp": realised,
            }
            for kind, planned, realised in (
                ("cash_releasing", 900e3, 610e3),
                ("societal", None, 40e3),
            )
        ]

        said = plan_words.getting(make("plan_forecast_realised", by_month=rows), Period(2026, 9))

        assert said == (
            "Realised to date: £610k cash-releasing (£900k planned by now) and £40k societal."
        )

    def test_a_theme_that_gives_nothing_yet_says_so(self, make: Make) -> None:
        said = plan_words.getting(make("plan_forecast_realised", by_month=[]), Period(2026, 9))

        assert said == "No benefit in pounds has been reported for it yet."

    def test_months_ahead_and_disbenefits_are_not_to_date(self, make: Make) -> None:
        month = {"benefit_type": "societal", "planned_gbp": 1.0, "forecast_gbp": None}
        rows = [
            {**month, "period": "2026-09", "effect": "benefit", "realised_gbp": 4.0},
            {**month, "period": "2026-10", "effect": "benefit", "realised_gbp": None},
            {**month, "period": "2026-09", "effect": "disbenefit", "realised_gbp": 7.0},
        ]

        sums = plan_words.to_date(make("p", by_month=rows), SEPTEMBER)

        assert sums == {"societal": (1.0, 0.0, 4.0)}


class TestForecasts:
    """Forecast and realised are set against each other over months that have both."""

    def plan(self, make: Make, *months: tuple[str, float | None, float | None], **both: float):
        rows = [
            {
                **{"period": period, "benefit_type": "cash_releasing", "effect": "benefit"},
                **{"planned_gbp": None, "forecast_gbp": forecast, "realised_gbp": realised},
            }
            for period, forecast, realised in months
        ]
        fared = [{"benefit_type": "cash_releasing", **both}] if both else []
        return make("plan_forecast_realised", by_month=rows, optimism_by_type=fared)

    def test_a_month_without_a_forecast_is_as_realised(self, make: Make) -> None:
        both = {"realised_gbp": 85.0, "forecast_gbp": 100.0, "optimism": 0.85}
        told = self.plan(make, ("2026-08", None, 500.0), ("2026-09", 100.0, 85.0), **both)

        assert plan_words.to_date(told, SEPTEMBER) == {"cash_releasing": (0.0, 600.0, 585.0)}

    def test_without_a_month_that_has_both_nothing_is_held_against_it(self, make: Make) -> None:
        told = self.plan(make, ("2026-08", None, 500.0), ("2026-09", 100.0, None))

        assert plan_words.to_date(told, SEPTEMBER) == {"cash_releasing": (0.0, 0.0, 500.0)}

    @pytest.mark.parametrize(
        ("months", "both", "said"),
        [
            ([("2026-09", 9.0, 8e6), ("2026-12", 1e6, None), ("2027-03", 2.2e6, None),
              ("2027-04", 9e6, None)],
             {"realised_gbp": 85.0, "forecast_gbp": 100.0, "optimism": 0.85},
             "£11.2m by March 2027 if forecasts hold; in months that had one, 85p of each £1 "
             "forecast was realised"),
            ([("2026-09", 9.0, 8e6)],
             {"realised_gbp": 120e3, "forecast_gbp": 100e3, "optimism": 1.2},
             "in months that had one, £120k was realised of £100k forecast"),
            ([("2026-09", None, 8e6), ("2026-12", 1e6, None)], {},
             "£9.0m by March 2027 if forecasts hold"),
            ([("2026-09", None, 8e6)], {}, ""),
        ],
    )  # fmt: skip
    def test_the_year_end_in_every_state(
        self, make: Make, months: list[tuple], both: Mapping[str, float], said: str
    ) -> None:
        told = self.plan(make, *months, **both)

        assert plan_words.outlook(told, SEPTEMBER, "cash_releasing") == said

    @pytest.mark.parametrize(
        ("period", "end"),
        [("2026-09", "2027-03"), ("2027-02", "2027-03"), ("2027-03", "2028-03")],
    )
    def test_the_year_ends_in_march(self, period: str, end: str) -> None:
        assert str(plan_words.year_end(Period.parse(period))) == end


class TestCoverage:
    def said(self, labels: Labels, **found: object) -> str:
        return coverage_words.coverage(Coverage(**found), labels, SEPTEMBER)  # type: ignore[arg-type]

    def test_every_state(self, labels: Labels) -> None:
        june, march = Period(2026, 6), Period(2026, 3)

        assert self.said(labels, reported=("A", "B")) == "All 2 partners have reported."
        assert self.said(labels, reported=("A",)) == "The one partner has reported."
        assert self.said(labels, reported=("A", "B"), stale=(("CSA", june),)) == (
            "2 of 3 partners have reported; Saltmere Council\u2019s figures are from June."
        )
        assert self.said(labels, stale=(("RWH", june),), missing=("RLC",)) == (
            "None of 2 partners has reported; Wenmarsh Hospitals\u2019 figures are from June; "
            "Levels Community has sent nothing yet."
        )
        many = (("A", june), ("B", june), ("C", march))
        assert self.said(labels, reported=("D",), stale=many) == (
            "1 of 4 partners has reported; the figures of 3 are older, back to March."
        )
        assert self.said(labels).startswith("No partner is expected")

    def test_as_at_is_in_words(self) -> None:
        filters = Filters(SEPTEMBER, known_on=date(2026, 10, 1))

        assert coverage_words.as_at_words(
            filters, coverage_words.Chosen(lead="Levels Community")
        ) == (
            "As at 30 September 2026, as it was known on 1 October 2026 · All themes · led by "
            "Levels Community"
        )

    def test_foot_names_measure_version_coverage_and_submissions(self) -> None:
        found = Coverage(reported=("A",), missing=("B",))

        assert coverage_words.foot("Adoption", "1", found, ("0174", "0180", "0187")) == (
            "Adoption, version 1. 1 of 2 partners. 3 submissions, 0174 to 0187."
        )

    def test_what_is_missing_says_from_whom_and_what_to_do(
        self, labels: Labels, adoption: Result
    ) -> None:
        found = Coverage(reported=("A",), stale=(("CSA", Period(2026, 6)),), missing=("RLC",))

        gaps = empty_words.gaps(found, labels, SEPTEMBER, adoption)

        assert gaps[0].what == "Levels Community has sent nothing yet"
        assert gaps[1].what == "Saltmere Council has not reported for September 2026"
        assert "not confirmed by the organisation" in gaps[2].what
        assert all(gap.do for gap in gaps)

    def test_what_nobody_has_sent_is_not_known(self, make: Make, labels: Labels) -> None:
        all_in = Coverage(reported=("A",))

        gaps = empty_words.gaps(
            all_in, labels, SEPTEMBER, make("adoption"), counted=make("counted")
        )

        assert [gap.what.partition(":")[0] for gap in gaps] == [
            "What the work is worth",
            "Who uses what",
        ]

    def test_nothing_missing_says_nothing(self, labels: Labels) -> None:
        assert empty_words.gaps(Coverage(reported=("A",)), labels, SEPTEMBER) == ()
