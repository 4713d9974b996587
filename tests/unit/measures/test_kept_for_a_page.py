"""What is worked out only when asked for, and what is kept of it."""

from __future__ import annotations

import polars as pl
import pytest

from portfolio.domain.result import LateTables, ResultTable
from portfolio.measures import query_cache
from portfolio.measures.query_cache import Narrowed


def test_a_table_is_made_when_first_asked_for_and_only_then() -> None:
    made: list[str] = []

    def make() -> ResultTable:
        made.append("by_type")
        return ResultTable(("type",), (("societal",),))

    tables = LateTables({"by_type": make})

    assert ("by_type" in tables, "other" in tables, list(tables), made) == (
        *(True, False),
        ["by_type"],
        [],
    )
    assert tables["by_type"] is tables["by_type"]
    assert tables.get("other") is None
    assert made == ["by_type"]


def test_a_narrowed_frame_is_kept_for_the_next_who_asks() -> None:
    kept, rows = Narrowed(), pl.DataFrame({"a": [1]})

    first = kept.rows("ledger", lambda: rows)

    assert kept.rows("ledger", pl.DataFrame) is first
    assert kept.rows("register", pl.DataFrame) is not first


def test_frames_of_many_rows_push_out_the_one_least_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(query_cache, "_MOST_ROWS", 5)
    kept = Narrowed()
    first, second = (kept.rows(name, _two_rows) for name in ("first", "second"))
    kept.rows("first", _two_rows)

    kept.rows("third", _two_rows)

    assert kept.rows("first", _two_rows) is first
    assert kept.rows("second", _two_rows) is not second


def _two_rows() -> pl.DataFrame:
    return pl.DataFrame({"a": [1, 2]})
