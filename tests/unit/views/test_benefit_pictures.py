"""The pictures of the Benefits page, as data and as titles."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Cell, Result, ResultTable
from portfolio.views.benefits import (
    benefit_list,
    counted_ledger,
    emergent,
    evidence_grades,
    planned_and_realised,
    revised_months,
    xmr_chart,
    xmr_icons,
    xmr_verdict,
)
from portfolio.views.palette import XMR
from portfolio.views.picture import Column, Picture, TableLine, table_of
from portfolio.views.ready import validated

Make = Callable[..., Result]
HOSTILE = '<img src=x onerror="alert(1)"> $1 %{x}'


def months(values: Sequence[float], start: str = "2025-01") -> list[str]:
    return [str(Period.parse(start).plus(at)) for at in range(len(values))]


def charted(make: Make, values: Sequence[float], **more: Cell) -> Result:
    found = more.pop("found", {})
    assert isinstance(found, dict)
    levels: dict[str, Cell] = {"mean": 5.0, "lower": 2.0, "upper": 8.0}
    levels |= {name: more.pop(name) for name in tuple(levels) if name in more}
    series = [
        {
            **{"benefit_id": "B1", "beneficiary_org_code": "RWH", "period": month, "value": value},
            **levels,
            "label": "outside" if at in found else "common",
            "variation": found.get(at, "common"),
            "stretch": 1,
            "is_judged": more.get("status") != "trial" and not more.get("has_moved"),
        }
        for at, (month, value) in enumerate(zip(months(values), values, strict=True))
    ]
    signal: dict[str, Cell] = {
        **{"benefit_id": "B1", "beneficiary_org_code": "RWH", "n": len(values), "status": "ok"},
        **{"variation": "common", "better": "higher", "unit": "hours", "measure": "Hours saved"},
        **{"combines": "sum", "target": 9.0, "assurance": "fail", "months_missing": 0},
        **{"months_in_stretch": len(values), "stretch": 1},
        **levels,
        **more,
    }
    return make("benefit_over_time", series=series, signals=[signal])


def traces(picture: Picture) -> Sequence[Mapping[str, object]]:
    assert picture.figure is not None
    return cast("Sequence[Mapping[str, object]]", picture.figure["data"])


def marked(picture: Picture) -> list[Mapping[str, object]]:
    return [trace for trace in traces(picture) if trace["mode"] == "markers"]


def look(trace: Mapping[str, object]) -> Mapping[str, object]:
    return cast("Mapping[str, object]", trace["marker"])


def annotations(picture: Picture) -> list[str]:
    assert picture.figure is not None
    layout = cast("Mapping[str, object]", picture.figure["layout"])
    return [one["text"] for one in cast("list[dict[str, str]]", layout["annotations"])]


STEADY = [5.0, 6.0, 4.0, 5.0, 7.0, 3.0, 5.0, 6.0, 4.0, 5.0, 7.0, 3.0, 5.0]


class TestChart:
    def test_every_line_is_labelled_at_its_end(self, make: Make) -> None:
        picture = xmr_chart.xmr_chart(charted(make, STEADY), "B1", "RWH")

        assert annotations(picture) == ["Mean 5", "Upper limit 8", "Lower limit 2", "Target 9"]
        validated(cast("Mapping[str, object]", picture.figure))

    def test_a_finding_has_a_shape_as_well_as_a_colour(self, make: Make) -> None:
        over = charted(make, [*STEADY, 12.0], found={13: "concerning"})

        points = [
            t for t in traces(xmr_chart.xmr_chart(over, "B1", "RWH")) if t["mode"] == "markers"
        ]

        looks = {
            cast("Mapping[str, object]", t["marker"])["symbol"]: len(cast("list", t["x"]))
            for t in points
        }
        assert looks == {"circle": 13, "square": 1}
        assert len({shape for _, shape in XMR.values()}) == len(XMR)

    def test_too_few_months_are_drawn_without_a_finding(self, make: Make) -> None:
        over = charted(make, STEADY[:9], found={8: "improving"}, status="trial", n=9)

        picture = xmr_chart.xmr_chart(over, "B1", "RWH")

        assert picture.title == "Too few months to judge (9 of 13)"
        assert picture.key == ()
        (points,) = marked(picture)
        assert look(points)["symbol"] == "circle"

    def test_a_level_that_moved_is_drawn_without_a_finding(self, make: Make) -> None:
        found = {0: "improving", 13: "concerning"}
        over = charted(make, [*STEADY, 12.0], found=found, has_moved=True, moved_from="2025-09")

        picture = xmr_chart.xmr_chart(over, "B1", "RWH")
        verdict = xmr_verdict.xmr_verdict(xmr_chart.find(over, "B1", "RWH"), picture)

        assert picture.title == "The level has moved: limits over all months describe neither side"
        assert picture.key == ()
        (points,) = marked(picture)
        assert look(points)["symbol"] == "circle"
        assert "Two levels fit best from September 2025 on" in verdict
        assert "cannot be judged: its level has moved" in verdict

    def test_both_stretches_are_drawn_with_the_reason_at_the_step(self, make: Make) -> None:
        why = f"The laboratory opened at nights and at weekends {HOSTILE}"
        over = charted(
            make,
            [*STEADY, *STEADY],
            recalculate_from="2026-02",
            recalculate_reason=why,
            recalculated_by_name="Fenbridge",
        )
        series = over.tables["series"].records()
        for at, one in enumerate(series):
            first = at < 13
            one |= {"stretch": 1 if first else 2, "mean": 50.0 if first else 5.0}
        rows = tuple(tuple(one.values()) for one in series)
        split = ResultTable(tuple(series[0]), rows)
        over = Result(over.provenance, "ok", None, "", tables={**over.tables, "series": split})

        picture = xmr_chart.xmr_chart(over, "B1", "RWH")

        levels = [one["x"] for one in traces(picture) if cast("list", one["y"])[:1] == [50.0]]
        assert levels == [[-0.15, 12.5]]
        *ends, step = annotations(picture)
        assert ends == ["Mean 5", "Upper limit 8", "Lower limit 2", "Target 9"]
        assert step.startswith("New limits from Feb 2026:<br>The laboratory")
        assert "<img" not in step
        assert picture.note.startswith(
            "Limits are worked out anew from February 2026: \u201cThe laboratory opened at nights"
        )
        assert "(Fenbridge)" in picture.note
        validated(cast("Mapping[str, object]", picture.figure))

    def test_a_limit_below_zero_is_said_and_not_drawn(self, make: Make) -> None:
        picture = xmr_chart.xmr_chart(charted(make, STEADY, lower=-1.0), "B1", "RWH")

        assert not [words for words in annotations(picture) if words.startswith("Lower")]
        assert picture.note == "The lower limit is below zero and is not drawn."

    def test_a_scale_that_does_not_start_at_zero_says_so(self, make: Make) -> None:
        high = [value + 100 for value in STEADY]
        over = charted(make, high, mean=105.0, lower=102.0, upper=108.0, target=109.0)

        assert xmr_chart.xmr_chart(over, "B1", "RWH").note.startswith("The scale starts at ")

    def test_a_missing_month_breaks_the_line(self, make: Make) -> None:
        over = charted(make, STEADY)
        series = over.tables["series"]
        gapped = ResultTable(series.columns, (*series.rows[:3], *series.rows[5:]))
        over = Result(over.provenance, "ok", None, "", tables={**over.tables, "series": gapped})

        trail = next(
            t
            for t in traces(xmr_chart.xmr_chart(over, "B1", "RWH"))
            if None in cast("list", t["x"])
        )

        assert cast("list", trail["x"])[:5] == [0, 1, 2, None, 5]

    def test_one_month_and_a_constant_series_are_drawn(self, make: Make) -> None:
        one = charted(make, [5.0], lower=None, upper=None, target=None, status="trial", n=1)
        flat = charted(make, [0.0] * 13, mean=0.0, lower=0.0, upper=0.0, target=None)

        for over, months in ((one, 1), (flat, 13)):
            picture = xmr_chart.xmr_chart(over, "B1", "RWH")
            validated(cast("Mapping[str, object]", picture.figure))
            assert len(picture.table) == months

    def test_no_months_says_what_to_send(self, make: Make) -> None:
        picture = xmr_chart.xmr_chart(make("benefit_over_time"), "B1", "RWH")

        assert "realised_value" in picture.empty

    def test_names_and_units_from_partners_are_escaped(self, make: Make) -> None:
        over = charted(make, STEADY, unit=HOSTILE, measure=HOSTILE)
        picture = xmr_chart.xmr_chart(over, "B1", "RWH")
        signal = xmr_chart.find(over, "B1", "RWH")

        assert "<img src=x" not in str(picture.figure)
        assert "<img src=x" not in xmr_verdict.xmr_verdict(signal, picture)


class TestIcons:
    def drawn(self, uri: str) -> str:
        return base64.b64decode(uri.partition(",")[2]).decode()

    @pytest.mark.parametrize(
        ("code", "way", "letter"), [("improving", "high", "H"), ("concerning", "low", "L")]
    )
    def test_ring_trace_and_letter(self, code: str, way: str, letter: str) -> None:
        svg = self.drawn(xmr_icons.variation(code, way))

        assert f">{letter}</text>" in svg
        assert XMR[code][0] in svg
        assert "polyline" in svg

    def test_common_cause_has_a_trace_and_no_letter(self) -> None:
        assert "<text" not in self.drawn(xmr_icons.variation("common", ""))

    @pytest.mark.parametrize(
        ("code", "letter"), [("pass", "P"), ("fail", "F"), ("hit_and_miss", "?")]
    )
    def test_assurance_is_a_letter_over_a_target_line(self, code: str, letter: str) -> None:
        svg = self.drawn(xmr_icons.assurance(code))

        assert f">{letter}</text>" in svg
        assert "stroke-dasharray" in svg

    def test_too_few_months_have_no_icon_but_an_empty_ring(self) -> None:
        svg = self.drawn(xmr_icons.not_judged())

        assert "<text" not in svg
        assert "polyline" not in svg

    def test_a_level_that_moved_has_a_step_and_no_letter(self) -> None:
        svg = self.drawn(xmr_icons.moved())

        assert "<text" not in svg
        assert svg not in (
            self.drawn(xmr_icons.not_judged()),
            self.drawn(xmr_icons.variation("common", "")),
        )


def row(code: str, org: str = "RWH", **more: Cell) -> Mapping[str, Cell]:
    base: dict[str, Cell] = {
        **{"benefit_id": code, "beneficiary_org_code": org, "programme_id": "P1"},
        **{"benefit_name": f"Benefit {code}", "programme_name": "Virtual ward"},
        **{"benefit_type": "cash_releasing", "effect": "benefit", "status": "realising"},
        **{"evidence": "measured", "unit": "hours", "better": "higher", "counted_gbp": 10.0},
    }
    return {**base, **more}


def listed(make: Make, rows: Sequence[Mapping[str, Cell]], labels: Labels, **how) -> Picture:
    over = make("benefit_over_time", benefits=rows)
    return benefit_list.benefit_list(over, labels, lambda one: f"?b={one['benefit_id']}", **how)


class TestList:
    def test_what_needs_attention_comes_first(self, make: Make, labels: Labels) -> None:
        rows = [
            row("CALM", chart_status="ok", variation="common"),
            row("SHORT", chart_status="ok", variation="improving", assurance="fail"),
            row("GONE", status="evaporated"),
            row("WORSE", chart_status="ok", variation="concerning", direction="low"),
            row("HARM", effect="disbenefit"),
            row("SILENT", counted_gbp=None),
        ]

        table = listed(make, rows, labels).table

        assert [one[0] for one in table.values] == [
            *("WORSE", "GONE", "HARM", "SILENT", "SHORT", "CALM"),
        ]
        assert table.text[0][-1] == "changed for the worse"
        assert table.text[-1][-1] == ""

    def test_a_level_that_moved_is_neither_better_nor_worse(
        self, make: Make, labels: Labels
    ) -> None:
        moved = row("STEP", chart_status="ok", has_moved=True, variation=None)

        picture = listed(make, [moved], labels)

        assert "The level has moved" in picture.html
        assert picture.title.endswith("none has changed for the worse")
        assert picture.table.text[0][-1] == "its level has moved"

    @pytest.mark.parametrize(("sort", "first"), [("realised", "BIG"), ("benefit", "A")])
    def test_other_orders_on_request(
        self, make: Make, labels: Labels, sort: str, first: str
    ) -> None:
        rows = [row("BIG", counted_gbp=99.0), row("A"), row("WORSE", variation="concerning")]

        assert listed(make, rows, labels, sort=sort).table.values[0][0] == first

    def test_six_hundred_benefits_send_ten(self, make: Make, many_labels: Labels) -> None:
        rows = [row("B1", code, chart_status="ok", variation="common", n=20, last_value=3.0,
                    last_period="2026-08") for code in many_labels.organisations]  # fmt: skip

        picture = listed(make, rows, many_labels, page=2)

        assert picture.html.count("<li>") == 10
        assert len(picture.html) < 30_000
        assert picture.note == "11 to 20 of 650; all are in the download."
        assert len(picture.table) == 650

    def test_names_from_partners_are_escaped(self, make: Make, labels: Labels) -> None:
        picture = listed(make, [row("B1", benefit_name=HOSTILE, unit=HOSTILE)], labels)

        assert "<img src=x" not in picture.html

    def test_nothing_named_says_what_to_send(self, make: Make, labels: Labels) -> None:
        assert "extract benefits" in listed(make, [], labels).empty


class TestOthers:
    def test_one_type_at_a_time(self, make: Make) -> None:
        plan = make(
            "plan_forecast_realised",
            to_date_by_programme=[
                planned("P1", "cash_releasing", 10.0, 4.0),
                planned("P2", "cash_releasing", 5.0, 6.0),
                planned("P2", "societal", 900.0, 800.0),
            ],
        )

        picture = planned_and_realised.by_programme(plan, "cash_releasing")

        assert picture.title == "Cash-releasing benefit: 1 of 2 programmes has less than planned"
        assert [one[0] for one in picture.table.values] == ["P1", "P2"]

    def test_grades_show_pounds_by_type(self, make: Make) -> None:
        counted = make(
            "counted_benefit",
            by_evidence=[
                grade("validated", "cash_releasing", 2, 30.0),
                grade("measured", "societal", 1, 10.0),
            ],
        )

        picture = evidence_grades.evidence_grades(counted)

        assert "£30 cash-releasing" in picture.html
        assert "2 of 3 benefits" in picture.html

    def test_grades_without_pounds_are_counts(self, make: Make) -> None:
        counted = make("counted_benefit", by_evidence=[grade("measured", "unmonetisable", 3, None)])

        assert "3 of 3" in evidence_grades.evidence_grades(counted).html

    def test_the_ledger_lists_every_removed_figure_the_largest_first(
        self, make: Make, labels: Labels
    ) -> None:
        amounts: dict[str, Cell] = {
            **{"benefit_type": "cash_releasing", "effect": "benefit", "reported_gbp": 240_000.0},
            **{"removed_gbp": 60_000.0, "counted_gbp": 180_000.0, "also_confirmed_gbp": 60_000.0},
        }
        removed: dict[str, Cell] = {
            **{"benefit_id": "B1", "beneficiary_org_code": "RWH", "period": "2026-08"},
            **{"sent_by": "RSG", "removed_gbp": 60_000.0, "reason": "also_confirmed"},
        }
        less = {**removed, "benefit_id": "B2", "removed_gbp": 1_000.0}
        counted = make("counted_benefit", by_type=[amounts], removed=[less, removed])

        picture = counted_ledger.counted_ledger(counted, labels)

        assert picture.title == (
            "£240k was reported; £60k was the same benefit reported twice; £180k is counted"
        )
        bars = re.findall(r"left:([\d.]+)%;width:([\d.]+)%.*?<em>(.*?)</em>", picture.html)
        assert bars == [
            ("0.00", "100.00", "<b>£240k</b>"),
            ("75.00", "25.00", "\u2212£60k"),
            ("0.00", "75.00", "<b>£180k</b>"),
        ]
        assert picture.table.text[0][3] == "Saltmere General"
        assert [row[0] for row in picture.table.text] == ["B1", "B2"]

    def test_a_revised_month_shows_each_figure_in_turn(self, labels: Labels) -> None:
        told: dict[str, Cell] = {
            **{"period": "2026-03", "sent_by": "RWH", "sent_as": "own", "figure": "gbp"},
            **{"first": 12_000.0, "last": 15_500.0, "said": "12000.0;15500.0"},
            **{"first_received_on": date(2026, 4, 9), "received_on": date(2026, 7, 8)},
            "submission_id": "0187",
        }
        table = ResultTable(tuple(told), (tuple(told.values()),))

        picture = revised_months.revised_months(table, labels, Period(2026, 9), "hours")

        assert picture.title == "March was first reported as £12,000, then £15,500"
        assert "£12,000 \u2192 £15,500" in picture.html
        assert "submission 0187" in picture.html

    def test_with_nothing_every_picture_is_a_sentence(self, make: Make, labels: Labels) -> None:
        nothing = make("x", status="not_defined")
        for picture in (
            emergent.noticed_by(nothing),
            emergent.emergent_list(nothing, labels),
            emergent.emergent_by_theme(nothing),
            emergent.disbenefits(nothing, labels),
            evidence_grades.evidence_grades(nothing),
            counted_ledger.counted_ledger(nothing, labels),
            planned_and_realised.by_programme(nothing, "cash_releasing"),
            planned_and_realised.by_theme(nothing, "societal"),
        ):
            assert picture.is_empty
            assert picture.title

    def test_disbenefits_are_drawn_like_benefits(self, make: Make, labels: Labels) -> None:
        harm = row("D1", effect="disbenefit", counted_gbp=500.0)
        over = make("benefit_over_time", benefits=[harm, row("B1")])

        picture = emergent.disbenefits(over, labels)

        assert "£500" in picture.html
        assert len(picture.table) == 1


def planned(code: str, kind: str, plan: float, realised: float) -> Mapping[str, Cell]:
    return {
        **{"programme_id": code, "programme_name": f"Programme {code}", "benefit_type": kind},
        **{"effect": "benefit", "planned_gbp": plan, "forecast_gbp": None},
        "realised_gbp": realised,
    }


def grade(evidence: str, kind: str, benefits: int, gbp: float | None) -> Mapping[str, Cell]:
    return {
        **{"evidence": evidence, "benefit_type": kind, "effect": "benefit"},
        **{"benefits": benefits, "counted_gbp": gbp},
    }


def test_a_table_is_worked_out_once_and_only_when_somebody_reads_it() -> None:
    asked: list[int] = []

    def line(pounds: int) -> TableLine:
        asked.append(pounds)
        return (f"£{pounds}",), (pounds,)

    made = table_of((Column("gbp", "Pounds"),), (5, 6), line)
    table = replace(Picture(title="A list", table=made), title="Another").table
    before = (len(table), list(asked))

    assert (table.text, table.values) == ((("£5",), ("£6",)), ((5,), (6,)))
    assert (before, asked) == ((2, []), [5, 6])
