"""Many returns one after the other: in the log meanwhile, in the file at the end."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portfolio.store import engine
from portfolio.store.engine import Store


def _theme(code: str) -> pl.DataFrame:
    return pl.DataFrame(
        [{"theme_set": "local", "theme_code": code, "theme_name": code, "display_order": 1}]
    )


def _add(store: Store, code: str) -> None:
    with store.transaction() as transaction:
        transaction.append("reference_theme", _theme(code))
    store.checkpoint()


def test_the_log_is_moved_into_the_file_once_at_the_end(tmp_path: Path) -> None:
    store, log = Store(tmp_path / "portfolio.duckdb"), tmp_path / "portfolio.duckdb.wal"

    with store.loading():
        for code in ("access", "home"):
            _add(store, code)
            assert log.exists()

    assert not log.exists()
    assert store.read("SELECT theme_code FROM reference_theme").height == 2
    store.close()


def test_a_log_that_has_grown_is_moved_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_MOST_LOG_BYTES", 1)
    store, log = Store(tmp_path / "portfolio.duckdb"), tmp_path / "portfolio.duckdb.wal"

    with store.loading():
        _add(store, "access")

        assert not log.exists()
    store.close()


def test_what_was_committed_is_there_though_the_load_broke_off(tmp_path: Path) -> None:
    store = Store(tmp_path / "portfolio.duckdb")

    def broken_off() -> None:
        with store.loading():
            _add(store, "access")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()

    assert not (tmp_path / "portfolio.duckdb.wal").exists()
    assert store.read("SELECT theme_code FROM reference_theme").height == 1
    store.close()
