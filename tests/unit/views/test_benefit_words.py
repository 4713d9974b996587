"""What the Benefits page says, for every state a system can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from portfolio.domain.period import Period
from portfolio.domain.result import Cell, Result
from portfolio.views.words import benefit_words as words
from portfolio.views.words import over_time_words

Make = Callable[..., Result]
SEPTEMBER = Period(2026, 9)


def benefit(code: str = "B1", org: str = "RWH", **more: Cell) -> Mapping[str, Cell]:
    base: dict[str, Cell] = {
        "benefit_id": code,
        "beneficiary_org_code": org,
        "benefit_name": f"Benefit {code}",
        "programme_name": "Virtual ward",
        "benefit_type": "cash_releasing",
        "effect": "benefit",
        "status": "realising",
        "evidence": "measured",
        "unit": "hours",
        "better": "higher",
        "chart_status": None,
    }
    return {**base, **more}


def moving(code: str, variation: str | None, **more: Cell) -> Mapping[str, Cell]:
    return benefit(code, chart_status="ok", variation=variation, n=20, **more)


def over(make: Make, *rows: Mapping[str, Cell]) -> Result:
    return make("benefit_over_time", benefits=rows)


def pounds(make: Make, planned: float | None, realised: float | None) -> Result:
    row: dict[str, Cell] = {
        "period": "2026-08",
        "benefit_type": "cash_releasing",
        "effect": "benefit",
        "planned_gbp": planned,
        "forecast_gbp": None,
        "realised_gbp": realised,
    }
    return make("plan_forecast_realised", by_month=[row])


class TestHeadline:
    @pytest.mark.parametrize(
        ("planned", "realised", "said"),
        [
            (
                900_000,
                610_000,
                "£610k of the £900k planned cash-releasing benefit has been realised (68%)",
            ),
            (900_000, None, "No cash-releasing benefit is realised yet, of £900k planned by now"),
            (None, 5_000, "£5k of cash-releasing benefit is realised, and none was planned by now"),
        ],
    )
    def test_money_of_the_type_that_moves_a_budget(
        self, make: Make, planned: float | None, realised: float | None, said: str
    ) -> None:
        assert words.headline(pounds(make, planned, realised), over(make)) == said

    @pytest.mark.parametrize(
        ("found", "said"),
        [
            (["improving", "concerning"], "1 of 2 monthly measures improved, 1 worsened"),
            (["improving", "common"], "1 of 2 monthly measures improved"),
            (["concerning", "common"], "1 of 2 monthly measures worsened"),
            (["common", "common"], "none of 2 monthly measures shows a real change in its latest "
             "month"),
            (["common"], "its monthly figures show no real change"),
            (["improving"], "its monthly figures have changed for the better"),
            (["concerning"], "its monthly figures have changed for the worse"),
            (["neither"], "its monthly figures have changed"),
            (["neither", "neither", "common"], "2 of 3 monthly measures changed"),
            (["neither", "common"], "1 of 2 monthly measures changed"),
        ],
    )  # fmt: skip
    def test_how_many_are_changing(self, make: Make, found: list[str], said: str) -> None:
        rows = [moving(f"B{at}", code) for at, code in enumerate(found)]

        sentence = words.headline(pounds(make, 900_000, 610_000), over(make, *rows))

        assert sentence.endswith(f"; {said}")

    def test_a_system_without_pounds_says_what_it_has(self, make: Make) -> None:
        nothing = make("plan_forecast_realised")

        assert words.headline(
            nothing, over(make, moving("B1", "improving"), moving("B2", "common"))
        )
        assert words.headline(nothing, over(make, benefit())) == (
            "Benefits are named, and none has a figure yet"
        )
        assert words.headline(nothing, over(make)) == (
            "No benefit has been named yet for what is shown"
        )

    def test_too_few_months_are_not_counted_as_steady(self, make: Make) -> None:
        few = benefit(chart_status="trial", n=5)

        assert ";" not in words.headline(pounds(make, 900_000, 610_000), over(make, few))

    def test_a_level_that_moved_is_in_no_headline(self, make: Make) -> None:
        moved = moving("B3", None, has_moved=True)
        rows = [moving("B1", "improving"), moving("B2", "common"), moved]

        assert words.headline(pounds(make, 900_000, 610_000), over(make, *rows)).endswith(
            "; 1 of 2 monthly measures improved"
        )
        assert ";" not in words.headline(pounds(make, 900_000, 610_000), over(make, moved))
        assert words.headline(make("plan_forecast_realised"), over(make, moved)) == (
            "Benefits have figures, and none of them can be judged yet"
        )


class TestCounts:
    def test_a_level_that_moved_is_counted_apart(self, make: Make) -> None:
        rows = [moving("B1", "improving"), moving("B2", None, has_moved=True)]

        _, changed, _, _ = words.counts(over(make, *rows))

        assert (changed.figure, changed.of) == ("1", "of 1")
        assert changed.note == "0 for the worse; the level of 1 more has moved"

    def test_each_has_its_denominator(self, make: Make) -> None:
        rows = [
            moving("B1", "improving", assurance="fail", counted_gbp=5.0),
            moving("B2", "concerning", assurance="pass"),
            benefit("B3", evidence="validated"),
            benefit("B4", effect="disbenefit"),
        ]

        realised, changed, short, validated = words.counts(over(make, *rows))

        assert (realised.figure, realised.of) == ("2", "of 3")
        assert (changed.figure, changed.of, changed.note) == ("1", "of 2", "1 for the worse")
        assert (short.figure, short.of) == ("1", "of 2")
        assert (validated.figure, validated.of) == ("1", "of 3")

    def test_no_direction_is_no_judgement(self, make: Make) -> None:
        _, changed, short, _ = words.counts(over(make, moving("B1", "neither")))

        assert (changed.label, changed.note) == (
            "changed",
            "Which way is better, nobody has said",
        )
        assert short.label == "have a target that can be judged"


def signal(**more: Cell) -> Mapping[str, Cell]:
    base: dict[str, Cell] = {
        "n": 20,
        "months_in_stretch": 20,
        "status": "ok",
        "variation": "common",
        "better": "higher",
        "unit": "hours",
        "is_mixed": False,
    }
    return {**base, **more}


NINE: Mapping[str, Cell] = {"status": "trial", "n": 9, "months_in_stretch": 9}


class TestOverTime:
    @pytest.mark.parametrize(
        ("state", "said"),
        [
            ({"variation": "improving"}, "This has changed for the better, more than "
             "month-to-month noise would explain"),
            ({"variation": "concerning"}, "This has changed for the worse, more than "
             "month-to-month noise would explain"),
            ({"variation": "common"}, "No real change: the ups and downs are within the usual "
             "range"),
            ({"variation": "common", "months_special": 1}, "The latest month is within the usual "
             "range; 1 earlier month was not"),
            ({"variation": "common", "months_special": 4}, "The latest month is within the usual "
             "range; 4 earlier were not"),
            (NINE, "Too few months to judge (9 of 13)"),
            ({"variation": "improving", "has_moved": True}, "The level has moved: limits over all "
             "months describe neither side"),
            ({**NINE, "has_moved": True}, "Too few months "
             "to judge (9 of 13)"),
            ({**NINE, "n": 20}, "Too few months since new limits to judge (9 of 13)"),
            ({"has_moved": True, "months_in_stretch": 14, "recalculate_from": "2026-02"}, "The "
             "level has moved again: limits since February 2026 describe neither side"),
            ({"status": "no_variation", "months_in_stretch": 14}, "No change at all: the same "
             "figure in each of 14 months"),
        ],
    )  # fmt: skip
    def test_what_changed(self, state: Mapping[str, Cell], said: str) -> None:
        assert over_time_words.changed(signal(**state)) == said

    def test_without_a_direction_a_change_is_neither_good_nor_bad(self) -> None:
        said = over_time_words.changed(signal(variation="neither", better="neither"))

        assert "better, nobody has said" in said
        assert "worse" not in said

    def test_new_limits_are_said_with_reason_and_author(self) -> None:
        given = signal(
            recalculate_from="2026-02",
            recalculate_reason="A second site opened.",
            recalculated_by_name="Fenbridge",
        )

        assert over_time_words.recalculated(signal(), is_drawn=True) == ""
        assert over_time_words.recalculated(given, is_drawn=True) == (
            "Limits are worked out anew from February 2026: \u201cA second site opened\u201d "
            "(Fenbridge)."
        )
        assert over_time_words.recalculated(given, is_drawn=False).startswith(
            "February 2026 is given for new limits, and there are not months on both sides"
        )

    def test_a_mixed_signal_is_called_one(self) -> None:
        for found, other in (("improving", "worse"), ("concerning", "better")):
            said = over_time_words.changed(signal(variation=found, is_mixed=True))

            assert said.endswith(f"(a mixed signal: by another rule it is getting {other})")
        short = over_time_words.short(moving("B1", "concerning", is_mixed=True))
        assert short == "Changed for the worse (a mixed signal)"

    @pytest.mark.parametrize(
        ("state", "said"),
        [
            ({"assurance": "pass"}, "can be expected to meet its target of 70 hours"),
            ({"assurance": "fail"}, "will not meet its target of 70 hours"),
            ({"assurance": "hit_and_miss"}, "in some months and miss it in others"),
            ({"status": "trial"}, "cannot be judged yet"),
            ({"has_moved": True, "assurance": "fail"}, "cannot be judged: its level has moved"),
            ({"better": "neither"}, "which way is better, nobody has said"),
        ],
    )
    def test_whether_the_target_will_be_met(self, state: Mapping[str, Cell], said: str) -> None:
        assert said in over_time_words.target(signal(target=70.0, **state))

    def test_no_target_is_said(self) -> None:
        assert over_time_words.target(signal()) == "No target has been set."

    @pytest.mark.parametrize(
        ("figure", "unit", "said"),
        [
            (55.0, "call-outs", "55 call-outs"),
            (8.7, "doses per 1,000", "8.7 doses per 1,000"),
            (61.5, "percent", "61.5%"),
            (1200.0, "pounds", "£1,200"),
            (0.25, "", "0.25"),
            (None, "hours", "not known"),
        ],
    )
    def test_a_figure_in_its_own_unit(self, figure: float | None, unit: str, said: str) -> None:
        assert over_time_words.value(figure, unit) == said

    def test_no_sentence_names_a_cause(self) -> None:
        every = [
            over_time_words.changed(signal(variation=found, status=status, is_mixed=mixed))
            for found in ("improving", "concerning", "neither", "common")
            for status in ("ok", "trial", "no_variation")
            for mixed in (True, False)
        ]

        assert not [said for said in every if "because" in said or "due to" in said]


class TestEvidence:
    @pytest.mark.parametrize(
        ("grades", "said"),
        [
            ({}, "No benefit has been named yet"),
            ({"validated": 3}, "Every benefit is validated"),
            ({"estimated": 3}, "Every benefit is only estimated so far"),
            ({"measured": 2, "estimated": 1}, "No benefit is validated yet; 2 of 3 measured"),
            ({"validated": 1, "estimated": 2}, "1 of 3 benefits are validated"),
        ],
    )
    def test_how_well_benefits_are_known(
        self, make: Make, grades: Mapping[str, int], said: str
    ) -> None:
        rows = [{"evidence": g, "effect": "benefit", "benefits": n} for g, n in grades.items()]

        assert words.evidence_title(make("counted_benefit", by_evidence=rows)) == said


class TestEmergent:
    def emergent(
        self, make: Make, shares: Mapping[str, float | None], not_said: float = 0.0, **summary: Cell
    ) -> Result:
        rows = [
            {"benefit_type": kind, "share": share, "not_said_gbp": not_said}
            for kind, share in shares.items()
        ]
        return make("emergent_share", value=0.99, by_type=rows, summary=[summary])

    @pytest.mark.parametrize(
        ("shares", "noticed", "said"),
        [
            ({}, 0, "Nobody has said yet which benefits were planned and which were noticed later"),
            ({"cash_releasing": 0.0}, 0, "Every benefit was planned: none is said to have been "
             "noticed later"),
            ({"cash_releasing": None}, 1, "1 benefit was noticed later; none has a price yet"),
            ({"cash_releasing": 0.0, "societal": 0.0}, 2, "2 benefits noticed later, nothing "
             "realised of it yet"),
            ({"cash_releasing": 0.05, "societal": 0.9}, 4, "Of every £1 of cash-releasing benefit "
             "realised, 5p was planned by nobody"),
            ({"cash_releasing": None, "societal": 0.9}, 4, "Of every £1 of societal benefit "
             "realised, 90p was planned by nobody"),
            ({"cash_releasing": 0.0, "non_cash_releasing": 0.06, "societal": 0.0}, 4, "None of the "
             "cash-releasing benefit realised was noticed later; of each £1, 6p of "
             "non-cash-releasing was"),
        ],
    )  # fmt: skip
    def test_what_nobody_planned(
        self, make: Make, shares: Mapping[str, float | None], noticed: int, said: str
    ) -> None:
        emergent = self.emergent(make, shares, emergent_benefits=noticed)

        assert words.emergent_title(emergent) == said

    def test_the_other_types_and_what_is_left_out_are_said(self, make: Make) -> None:
        shares = {"cash_releasing": 0.1, "societal": 0.3}
        emergent = self.emergent(make, shares, 40_000.0, emergent_benefits_without_gbp=2)

        assert words.emergent_note(emergent) == (
            "Beside it 30p of societal benefit. Left out: £40k cash-releasing and £40k societal "
            "of which nobody says whether it was planned. 2 of them have no price."
        )

    def test_it_is_drawn_in_the_first_type_of_which_there_is_any(self, make: Make) -> None:
        shares = {"cash_releasing": 0.0, "societal": 0.3}

        assert words.emergent_kind(self.emergent(make, shares)) == "societal"
        assert words.emergent_kind(self.emergent(make, {"cash_releasing": 0.0})) == "cash_releasing"
        assert words.emergent_kind(self.emergent(make, {})) == ""


class TestDisbenefits:
    def test_types_are_not_added(self, make: Make) -> None:
        rows = [
            benefit("D1", "RWH", effect="disbenefit", counted_gbp=391_000.0),
            benefit("D2", "RSG", effect="disbenefit", benefit_type="societal", counted_gbp=1000.0),
        ]

        assert words.disbenefit_title(over(make, *rows)) == (
            "2 disbenefits cost 2 organisations £391k cash-releasing and £1k societal"
        )

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ([], "No disbenefit has been reported"),
            ([{"counted_gbp": None}], "1 disbenefit reported, none with pounds yet"),
            ([{"counted_gbp": 5000.0}], "1 disbenefit costs one organisation £5k cash-releasing"),
        ],
    )
    def test_none_one_and_without_pounds(
        self, make: Make, rows: list[Mapping[str, Cell]], said: str
    ) -> None:
        harms = [benefit("D1", effect="disbenefit", **row) for row in rows]

        assert words.disbenefit_title(over(make, *harms)) == said


class TestRevisions:
    def told(self, month: str, said: str, figure: str = "gbp") -> Mapping[str, Cell]:
        parts = [float(part) for part in said.split(";")]
        return {
            "period": month,
            "figure": figure,
            "said": said,
            "first": parts[0],
            "last": parts[-1],
            "received_on": date(2026, 4, 1),
        }

    def test_a_month_says_what_it_first_was(self) -> None:
        rows = [self.told("2026-03", "12000.0;15500.0"), self.told("2026-02", "9.0;8.0")]

        assert words.revised(rows, SEPTEMBER, "hours") == (
            "March was first reported as £12,000, then £15,500. 1 more month was reported "
            "differently later."
        )

    def test_every_figure_in_between_is_told(self) -> None:
        rows = [self.told("2025-03", "12.0;15.0;14.0", "value")]

        assert words.revised(rows, SEPTEMBER, "hours") == (
            "March 2025 was first reported as 12 hours, then 15 hours, then 14 hours."
        )


class TestList:
    def test_it_says_how_many_changed_for_the_worse(self) -> None:
        rows = [
            moving("B1", "concerning"),
            benefit("B1", "RSG"),
            benefit("D1", effect="disbenefit"),
        ]

        assert words.list_title(rows) == (
            "1 benefit and 1 disbenefit at 2 organisations; 1 has changed for the worse"
        )

    def test_nothing_is_better_or_worse_where_nobody_says_which_way_is_better(self) -> None:
        assert words.list_title([moving("B1", "neither"), moving("B2", "common")]) == (
            "2 benefits at one organisation; 1 has changed, and nobody has said which way is better"
        )

    def test_one_organisation_and_nothing_worse(self) -> None:
        assert words.list_title([benefit()]) == (
            "1 benefit at one organisation; none has changed for the worse"
        )
