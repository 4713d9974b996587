"""How often ordinary figures and ids are taken for NHS numbers: no more than 1 in 10,000."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.nhs_numbers import holds_nhs_number
from portfolio.intake.validate import look_for_identifiers

RETURNS, ROWS = 50, 200
MOST = 1 / 10_000


def test_ordinary_figures_and_ids_are_hardly_ever_taken_for_a_patients(
    goal: Callable[..., None],
) -> None:
    """Fifty returns of 200 months, ten values each: costs up to ten digits, counts, project codes
    of ten digits behind a letter, order numbers, telephone numbers of offices."""
    chance = random.Random(2026)

    stopped = [
        sum(found.row_count for found in look_for_identifiers([month]).stops)
        for month in (ReceivedFile("benefit_values.csv", ordinary(chance)) for _ in range(RETURNS))
    ]

    values = RETURNS * ROWS * 10
    goal(
        "Ordinary values taken for a patient's: no more than 1 in 10,000",
        values=values,
        false_stops=sum(stopped),
    )
    assert sum(stopped) / values <= MOST


@pytest.mark.parametrize("count", [5_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_ordinary_texts_are_hardly_ever_taken_for_a_patients(
    count: int, ordinary_texts: ModuleType, goal: Callable[..., None]
) -> None:
    """Days, telephones in every British grouping, amounts, grants, books, addresses, lists."""
    families = ordinary_texts.TEMPLATES
    each = count // len(families)

    stopped = [
        text
        for seed, family in enumerate(families)
        for text in ordinary_texts.texts(family, each, seed)
        if holds_nhs_number(text)
    ]

    goal(
        "Ordinary texts taken for a patient's: no more than 1 in 10,000",
        texts=each * len(families),
        false_stops=len(stopped),
    )
    assert len(stopped) <= MOST * count, stopped


def test_bare_codes_of_ten_digits_cannot_be_told_from_nhs_numbers() -> None:
    """The contract's price, known and told in the sentence: one in eleven."""
    head = "lesson_id,org_code,kind,category,title,summary,date\n"
    rows = (f"20260{i:05d},RXZ,redprint,process,a,b,2026-05-04\n" for i in range(11_000))

    found = look_for_identifiers([ReceivedFile("lessons.csv", (head + "".join(rows)).encode())])

    assert 900 < found.stops[0].row_count < 1_100
    assert "write a letter in front of it" in found.stops[0].do


def ordinary(chance: random.Random) -> bytes:
    head = (
        "benefit_id,beneficiary_org_code,period,planned_value,forecast_value,realised_value,"
        "planned_gbp,forecast_gbp,realised_gbp,value_note\n"
    )
    return (head + "".join(map(",".join, rows(chance)))).encode()


def rows(chance: random.Random) -> Iterator[list[str]]:
    for month in range(ROWS):
        yield [
            chance.choice(
                ["C{:010d}", "PRJ{:010d}", "0300-{:03d}-{:04d}", "EOE-2026-{:05d}"]
            ).format(chance.randrange(1_000), chance.randrange(10_000)),
            f"R{chance.choice('ABCD')}{chance.randrange(10)}",
            f"20{20 + month // 12 % 7}-{month % 12 + 1:02d}",
            str(chance.randrange(10**6)),
            f"{chance.random() * 10**4:.2f}",
            f"{chance.randrange(10**5)}.0",
            cost(chance),
            cost(chance),
            cost(chance),
            chance.choice(notes(chance)) + "\n",
        ]


def cost(chance: random.Random) -> str:
    """Most costs are thousands; one in fifty has ten digits."""
    return str(chance.randrange(10 ** (10 if chance.random() < 0.02 else 7)))


def notes(chance: random.Random) -> list[str]:
    number = chance.randrange
    return [
        f"Ring 01223 {number(10**6):06d}",
        f"Order PO{number(10**10):010d}",
        f"Ring 0300 {number(1000):03d} {number(10**4):04d}",
        f"Ref ABC/{number(10**8):08d}",
        f'"Budget £{number(10**9):,}"',
        "",
    ]
