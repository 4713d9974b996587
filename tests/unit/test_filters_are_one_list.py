"""A filter added to `Filters` reaches caches, links and command line, or a test here is red."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from portfolio.cli.arguments import FILTER_OPTIONS
from portfolio.domain.filters import IN_ADDRESS, NARROWING, Filters, Point
from portfolio.domain.period import Period
from portfolio.ui.address import CARRIED

PLAIN = Filters(Period(2026, 9))
OTHER: dict[str, object] = {
    "period": Period(2026, 6),
    "known_on": date(2026, 8, 1),
    "since": Point(Period(2026, 3)),
    "is_as_now": True,
    **dict.fromkeys(NARROWING, "x"),
}
# How a field that is no plain text is typed on the command line.
TYPED_AS = {"is_as_now": "organisations"}


def test_every_field_is_tried_here() -> None:
    assert set(OTHER) == {one.name for one in fields(Filters)}


@pytest.mark.parametrize("name", NARROWING)
def test_a_narrowing_field_is_part_of_what_caches_ask_by(name: str) -> None:
    assert replace(PLAIN, **{name: "x"}).narrowed_by != PLAIN.narrowed_by  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(set(OTHER) - {"since"}))
def test_each_choice_goes_along_in_a_link(name: str) -> None:
    chosen = replace(PLAIN, **{name: OTHER[name]})  # type: ignore[arg-type]

    assert IN_ADDRESS[name] in chosen.to_query()
    assert chosen.to_query() != PLAIN.to_query()
    assert set(chosen.to_query()) <= set(CARRIED)


@pytest.mark.parametrize("name", sorted(OTHER))
def test_each_choice_can_be_typed(name: str) -> None:
    assert TYPED_AS.get(name, name) in FILTER_OPTIONS


@pytest.mark.parametrize("name", sorted(OTHER))
def test_each_choice_is_said_in_json(name: str) -> None:
    chosen = replace(PLAIN, **{name: OTHER[name]})  # type: ignore[arg-type]
    # Period and known-on stand beside the filters in a measure's JSON.
    said = {**chosen.to_json(), "period": str(chosen.period), "known_on": chosen.known_on}

    assert said != {**PLAIN.to_json(), "period": str(PLAIN.period), "known_on": None}
