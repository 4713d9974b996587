"""A chart as a picture: every value at its place, told apart without colour, nothing outside."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Literal
from xml.etree import ElementTree

import pytest

from portfolio.domain.document import Chart, Document, Mark, Reference, Series
from portfolio.exports.papers import inks
from portfolio.exports.papers.chart_scale import amount, scale_of
from portfolio.exports.papers.chart_svg import WIDTH, chart_svg, spread
from portfolio.exports.papers.text_widths import shortened, width_of
from portfolio.views import formats, palette

SVG = "{http://www.w3.org/2000/svg}"


def chart(
    *series: Series, kind: Literal["line", "bars"] = "line", references: tuple[Reference, ...] = ()
) -> Chart:
    return Chart(kind, "Title", "Subtitle", "In words", "£", series, references)


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_colours_are_those_of_the_screens() -> None:
    shared = ("INK", "SOFT", "GRID", "RULE", "PANEL", "PAPER", "OUTLINE", "BEYOND")

    assert [getattr(inks, name) for name in shared] == [getattr(palette, n) for n in shared]
    assert dict(inks.MARKS) == dict(palette.XMR)
    assert inks.TONES["alert"][0] == palette.REFUSED
    assert inks.TONES["advise"][0] == palette.CONCERN_TEXT
    assert inks.TONES["assure"][0] == palette.TAKEN
    benefit = palette.BENEFIT_TYPE_COLOUR
    assert [colour for colour, _ in inks.SERIES] == [
        palette.BEYOND,
        palette.OUTLINE,
        benefit["cash_releasing"],
        benefit["societal"],
    ]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0, 10], (0, 2, 4, 6, 8, 10)),
        ([212, 318], (200, 250, 300, 350)),
        ([-3, 4], (-4, -2, 0, 2, 4)),
        ([5], (0, 1, 2, 3, 4, 5)),
        ([0.1, 0.3], (0, 0.1, 0.2, 0.3)),
        ([None], (0,)),
        ([], (0,)),
    ],
)
def test_a_scale_holds_its_values_at_round_ticks(
    values: list[float | None], ticks: tuple[float, ...]
) -> None:
    assert scale_of(values).ticks == ticks


@pytest.mark.parametrize(
    "pounds",
    [
        0,
        0.3,
        0.5,
        12.5,
        999.5,
        1_499,
        240_500,
        999_499,
        999_500,
        1.25e6,
        99.96e6,
        2e9,
        -7_300,
        None,
    ],
)
def test_pounds_are_written_as_on_the_screens(pounds: float | None) -> None:
    assert amount(pounds, "£") == formats.money(pounds)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (37.42, "%", "37.4%"),
        (37, "%", "37%"),
        (-2.25, "%", "−2.3%"),
        (1490, "months", "1,490 months"),
        (0.125, "", "0.12"),
    ],
)
def test_a_value_is_written_as_people_write_it(value: float, unit: str, said: str) -> None:
    assert amount(value, unit) == said


def test_what_is_not_known_is_a_gap_and_not_a_line_across_it() -> None:
    marks = (Mark("a", 1.0), Mark("b", None), Mark("c", 3.0), Mark("d", 4.0))

    svg = chart_svg(chart(Series("s", marks)))

    assert [len(at.split()) for at in re.findall(r'points="([^"]+)" fill="none"', svg)] == [1, 2]


def test_a_mark_of_a_kind_has_a_shape_and_a_word() -> None:
    marks = (Mark("a", 1.0), Mark("b", 2.0, "improving"), Mark("c", 3.0, "concerning"))

    svg = chart_svg(chart(Series("s", marks)))

    assert {"improving", "concerning"} < set(words(svg))
    assert "changed" not in words(svg)
    assert svg.count("<polygon") == 4  # each once on the line and once in the key


def test_every_bar_has_its_name_and_value_in_words() -> None:
    marks = (Mark("One", 617_000.0), Mark("Two", None), Mark("Three", -5_000.0))

    svg = chart_svg(chart(Series("s", marks), kind="bars"))

    assert words(svg) == ["One", "£617k", "Two", "not known", "Three", "−£5k"]


def test_a_limit_is_named_once_where_it_ends_though_it_has_steps() -> None:
    marks = tuple(Mark(str(n), float(n)) for n in range(4))
    steps = (Reference("Mean", 0.5, "0", "1"), Reference("Mean", 3.0, "2", "3", dash=True))

    svg = chart_svg(chart(Series("s", marks), references=steps))

    assert [text for text in words(svg) if text.startswith("Mean")] == ["Mean £3"]
    assert svg.count("stroke-dasharray") == 1


def test_labels_at_the_edge_do_not_touch() -> None:
    placed = spread([100.0, 101.0, 99.0, 218.0, 219.0], 10, 220)

    assert sorted(placed)[0] >= 10
    assert all(b - a >= 15 for a, b in zip(sorted(placed), sorted(placed)[1:], strict=False))


@pytest.mark.parametrize("name", ["Short", "W" * 200, "a long name of an organisation " * 7])
@pytest.mark.parametrize("kind", ["line", "bars"])
def test_no_text_leaves_the_picture(name: str, kind: Literal["line", "bars"]) -> None:
    marks = tuple(Mark(f"{name} {n}", 1_000.0 * n - 3_000) for n in range(9))
    long = Reference(name, 2_000.0, marks[0].label, marks[-1].label)

    svg = ElementTree.fromstring(
        chart_svg(chart(Series(name, marks), Series("b", marks), kind=kind, references=(long,)))
    )

    height = float(svg.attrib["height"])
    for text in svg.iter(f"{SVG}text"):
        wide = width_of(text.text or "", float(text.attrib["font-size"]))
        x = float(text.attrib["x"])
        begins = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.attrib["text-anchor"]]
        assert begins >= -0.5, text.text
        assert begins + wide <= WIDTH + 0.5, text.text
        assert 0 <= float(text.attrib["y"]) <= height


def test_a_text_is_cut_only_where_it_does_not_fit() -> None:
    assert shortened("Fenbridge", 100, 12) == "Fenbridge"
    assert shortened("Fenbridge Hospitals", 60, 12) == "Fenbridg…"


def test_the_chart_of_the_sample_has_its_months_and_levels(paper_builder: ModuleType) -> None:
    paper: Document = paper_builder.sample_paper()
    drawn = next(block for block in paper.blocks if isinstance(block, Chart))

    said = words(chart_svg(drawn))

    assert {"Jun 2026", "Upper limit 309", "Mean 276", "Lower limit 243", "Jun 2026: 272"} <= set(
        said
    )
