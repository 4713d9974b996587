"""The quick answer to whether a key is there twice never says no where one is."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.checks.keys import key_rules

KIND = KINDS["benefit_values"]
(ONE_EACH,) = key_rules(KIND)


def months(*rows: tuple[str | None, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, dict.fromkeys(KIND.key, pl.String), orient="row")


def surely_holds(table: pl.DataFrame) -> bool:
    assert ONE_EACH.surely_holds is not None
    return ONE_EACH.surely_holds(table)


def has_a_key_twice(table: pl.DataFrame) -> bool:
    """One row at a time; organisation codes without regard to case, rows without a key left out."""
    keys = [(b, o.lower(), m) for b, o, m in table.rows() if b and o and m]
    return max(Counter(keys).values(), default=0) > 1


def test_a_sorted_extract_is_known_by_its_order() -> None:
    table = months(
        ("B1", "X", "2026-01"), ("B1", "X", "2026-02"), ("B1", "A", "2026-01"), ("B2", "A", None)
    )

    assert surely_holds(table.head(3))
    assert surely_holds(table.clear())


@pytest.mark.parametrize(
    "table",
    [
        months(("B1", "X", "2026-01"), ("B1", "X", "2026-01")),
        months(("B1", "X", "2026-01"), ("B1", "x", "2026-01")),
        months(("B1", "X", "2026-01"), ("B2", "X", "2026-01"), ("B1", "X", "2026-01")),
        months(("B1", "X", "2026-01"), ("B1", "X", None), ("B1", "X", "2026-01")),
        months(("B1", "X", "2026-02"), ("B1", "X", "2026-01"), ("B1", "X", "2026-02")),
    ],
    ids=["beside", "in_other_case", "apart", "around_a_blank", "around_an_earlier"],
)
def test_a_key_that_is_there_twice_is_never_passed_over(table: pl.DataFrame) -> None:
    assert has_a_key_twice(table)
    assert not surely_holds(table)


@pytest.mark.parametrize("seed", range(200))
def test_whatever_the_order_a_yes_is_right(seed: int) -> None:
    cells = pl.Series(range(4)).sample(24, with_replacement=True, seed=seed).to_list()
    rows = zip(cells[:8], cells[8:16], cells[16:], strict=True)
    table = months(
        *((("B1", "B2", "B3", None)[b], "xXyY"[o], ("01", "02", "03", None)[m]) for b, o, m in rows)
    ).sort("benefit_id", "period", maintain_order=True, descending=seed % 2 == 1)

    assert not (surely_holds(table) and has_a_key_twice(table))
