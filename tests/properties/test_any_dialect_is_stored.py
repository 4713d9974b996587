"""Any table of valid values, in any form the contract reads, is in the store as it was meant."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.contract.catalogue import KINDS
from portfolio.domain.extract import ReceivedFile

_PARTS = 6
_SHORT, _LONG = 15, 239  # submissions of seven tables: a hundred tables, and ten thousand in parts
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def hold(submissions: int, modules: tuple[ModuleType, ModuleType], stored: Any) -> int:
    """Sends as many submissions, reads them back, and says how many tables that were."""
    dialects, known_rows = modules
    done = 0

    @settings(max_examples=submissions, deadline=None, suppress_health_check=_SLOW, database=None)
    @given(st.data())
    def each_is_read_back(data: st.DataObject) -> None:
        nonlocal done
        sent = {kind: data.draw(dialects.tables_in_a_form(kind)) for kind in KINDS}
        files = [ReceivedFile(f"{k}.csv", form.write(k, rows)) for k, (rows, form) in sent.items()]

        kept = stored.read_all_back(files)

        for kind, (rows, _) in sent.items():
            assert kept[kind] == [known_rows.as_kept(row) for row in rows]
        done += len(sent)

    each_is_read_back()
    return done


def test_tables_in_any_form_are_read_back_equal(
    dialects: ModuleType, known_rows: ModuleType, stored: Any
) -> None:
    assert hold(_SHORT, (dialects, known_rows), stored) >= _SHORT * len(KINDS)


@pytest.mark.long
@pytest.mark.parametrize("part", range(_PARTS))
def test_ten_thousand_tables_in_any_form_are_read_back_equal(
    part: int,
    dialects: ModuleType,
    known_rows: ModuleType,
    *,
    stored: Any,
    goal: Callable[..., None],
) -> None:
    """In parts, so that both processors have something to do; each draws its own examples."""
    done = hold(_LONG, (dialects, known_rows), stored)

    goal("Any table in any form: no difference", tables=done, differences=0)
    assert done * _PARTS >= 10_000
