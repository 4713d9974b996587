"""The catalogue is whole: each measure has a card, the promised tables, a known answer, a view."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from portfolio.measures.card_catalogue import CARDS

# A measure's card promises its tables and columns; there may be more of either, never fewer.
# The words and links of questions are put in by the service (test_questions_words.py).
WORDED_LATER = {"questions": {"question", "number", "link"}}


@pytest.fixture(scope="module")
def system(random_system):
    """Something of every kind, with an organisation that has closed."""
    import random  # noqa: PLC0415 (a seed, used here only)

    return random_system.stand_up(random.Random(1))[0]


def sources(*folders: Path) -> str:
    return "\n".join(p.read_text("utf-8") for folder in folders for p in folder.rglob("*.py"))


def test_every_card_promises_a_table():
    assert all(card.tables for card in CARDS.values())


@pytest.mark.parametrize("measure_id", CARDS)
def test_every_promised_table_has_its_columns(system, measure_id):
    told = system.measure(measure_id)

    for name, columns in CARDS[measure_id].tables.items():
        promised = set(columns) - WORDED_LATER.get(measure_id, set())
        assert promised <= set(told.tables[name].columns), name


@pytest.mark.parametrize("measure_id", CARDS)
def test_every_measure_has_a_test_with_a_known_answer(checkout, measure_id):
    answers = (checkout / "tests" / "unit" / "measures").glob("test_*_answers.py")

    told = [name for path in answers for name in asserting(path.read_text("utf-8"), measure_id)]

    assert told, "no test in tests/unit/measures/test_*_answers.py asks for it and asserts"


def asserting(source: str, measure_id: str) -> list[str]:
    """The tests of a module that ask for a measure, themselves or by what they call, and assert."""
    made = {one.name: one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)}
    asking = {name for name, one in made.items() if has(one, ast.Constant, "value", measure_id)}
    while more := {
        name
        for name, one in made.items()
        if name not in asking and any(calls(one, other) for other in asking)
    }:
        asking |= more
    return [
        name
        for name in asking
        if name.startswith("test_") and any(isinstance(n, ast.Assert) for n in ast.walk(made[name]))
    ]


def has(tree: ast.AST, kind: type[ast.AST], field: str, wanted: str) -> bool:
    return any(isinstance(n, kind) and getattr(n, field) == wanted for n in ast.walk(tree))


def calls(one: ast.FunctionDef, name: str) -> bool:
    """Whether a function uses another by name, a fixture among its parameters included."""
    return has(one, ast.Name, "id", name) or name in (arg.arg for arg in one.args.args)


@pytest.mark.parametrize("measure_id", CARDS)
def test_every_measure_is_shown_on_a_page(checkout, measure_id):
    shown = sources(checkout / "pages", checkout / "src" / "portfolio" / "ui")

    assert re.search(rf'view\.result\("{measure_id}"|shown\.result\("{measure_id}"', shown), (
        "no page asks for it: to name it in a list, or to offer its codes as filters, is no view"
    )
