"""A number that decides stands once: rules, SQL, sentences and cards take it from there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portfolio.domain.thresholds import (
    HALF,
    MONTHS_FOR_A_LESSON,
    MONTHS_OF_STAYING_POWER,
    MOSTLY_TECHNOLOGY_PCT,
    OPTIMISM_BELOW,
    RETOLD_FROM,
    THRESHOLDS,
)
from portfolio.measures.card_catalogue import CARDS, catalogue_markdown

USING = tuple(f"src/portfolio/{room}" for room in ("contract", "intake", "measures", "views"))


def test_it_writes_itself_as_digits_words_or_percent() -> None:
    assert f"{MOSTLY_TECHNOLOGY_PCT}%" == "80%"
    assert f"{MONTHS_FOR_A_LESSON:words} months" == "three months"
    assert f"{OPTIMISM_BELOW:percent}" == "80%"
    assert f"{HALF}" == "0.5"


@pytest.mark.parametrize("name", THRESHOLDS)
def test_each_has_a_unit_a_rule_a_source_and_an_owner_and_is_used(
    checkout: Path, name: str
) -> None:
    one = THRESHOLDS[name]
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for using in USING
        for path in (checkout / using).rglob("*.py")
    )

    assert all((one.unit, one.rule, one.source, one.owner))
    assert re.search(rf"\b{name.upper()}\b", code) or name in _in_sql(), f"{name} decides nothing"


def _in_sql() -> tuple[str, ...]:
    return ("months_for_a_lesson", "months_of_staying_power")


@pytest.mark.parametrize(
    ("file", "threshold"),
    [("adoption.sql", MONTHS_OF_STAYING_POWER), ("lesson.sql", MONTHS_FOR_A_LESSON)],
)
def test_sql_counts_as_many_months_as_the_threshold_says(
    checkout: Path, file: str, threshold: object
) -> None:
    sql = (checkout / "src/portfolio/measures/sql" / file).read_text(encoding="utf-8")

    assert set(re.findall(r"INTERVAL '(\d+)' MONTH", sql)) == {f"{threshold}"}


def test_the_ledger_takes_for_told_again_what_the_check_before_storing_takes(
    checkout: Path,
) -> None:
    """Decimals there, floats here: the same tenths."""
    sql = (checkout / "src/portfolio/measures/sql/retold_month.sql").read_text(encoding="utf-8")
    (tenths,) = re.findall(r"m\.smallest \* (\d+) / 10 THEN 0", sql)

    assert int(tenths) / 10 == RETOLD_FROM.value


def test_no_card_writes_a_placeholder_or_a_threshold_of_its_own(checkout: Path) -> None:
    written = "".join(map(str, CARDS.values()))
    files = (checkout / "src/portfolio/measures/cards").glob("*.toml")

    assert not re.findall(r"\{[a-z_]+(?::words|:percent)?\}", written)
    for file in files:
        caveats = re.sub(
            r"\{[^}]*\}|\(\w[^)]*\d{4}\)|next_review.*|version.*", "", file.read_text()
        )
        assert not re.search(r"\b(2\.66|3\.267|13 months|80%|90 days)", caveats), file.name


def test_the_page_of_measures_lists_every_threshold() -> None:
    page = catalogue_markdown()

    assert all(one.rule in page for one in THRESHOLDS.values())
