"""Whatever the field table says of a column is held for that very column, not for some like it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field
from portfolio.domain.finding import Finding

Found = Callable[..., list[Finding]]


def _beyond(field: Field) -> Iterator[tuple[str, object]]:
    """For each thing that is said of a column, the rule that holds it and a cell that breaks it."""
    if field.is_required:
        yield "cell_required", None
    if field.codes:
        yield "code_not_listed", "quite another word"
    if field.type == "id":
        yield "id_characters", "two words"
    if field.type == "link":
        yield "link_https", "http://example.org/plain"
    if field.max_length is not None:
        yield "text_too_long", "x" * (field.max_length + 1)
    figure = int if field.type == "whole" else float
    if field.lowest is not None:
        yield "number_too_low", figure(field.lowest - 1)
    if field.highest is not None:
        yield "number_too_high", figure(field.highest + 1)


BROKEN = [
    pytest.param(kind.name, field.name, rule, cell, id=f"{kind.name}.{field.name}: {rule}")
    for kind in KINDS.values()
    for field in kind.fields
    for rule, cell in _beyond(field)
]


@pytest.mark.parametrize(("kind", "column", "rule", "cell"), BROKEN)
def test_a_cell_beyond_what_its_column_takes_is_told_there(
    kind: str, column: str, rule: str, cell: object, *, found: Found
) -> None:
    told = [(one.rule, one.column, one.rows) for one in found(kind, {column: cell})]

    assert (rule, column, (2,)) in told


def test_every_column_is_held_to_something_or_is_typed() -> None:
    loose = {
        field.type
        for kind in KINDS.values()
        for field in kind.fields
        if not [*_beyond(field)]
    }  # fmt: skip

    # Held where they are read (dates, figures, yes or no) or against the lists (codes, themes).
    assert loose <= {"date", "month", "number", "yes_no", "org", "theme", "themes"}
