"""The log says where a fault happened and never what a partner wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from portfolio.logbook import FaultNoted, open_logbook


def log_of(home: Path) -> str:
    return (home / "log/portfolio.log").read_text(encoding="utf-8")


def test_a_fault_is_noted_with_its_place_and_without_its_words(tmp_path: Path) -> None:
    open_logbook(tmp_path)

    with FaultNoted("trying") as noted:
        raise ValueError("943 476 5919 is not a date")

    assert noted.happened
    assert "trying: ValueError at test_logbook.py" in log_of(tmp_path)
    assert "943" not in log_of(tmp_path)


def test_without_a_fault_there_is_no_log(tmp_path: Path) -> None:
    open_logbook(tmp_path)

    with FaultNoted("trying") as noted:
        pass

    assert not noted.happened
    assert list(tmp_path.iterdir()) == []


def test_being_told_to_stop_is_not_a_fault(tmp_path: Path) -> None:
    open_logbook(tmp_path)

    with pytest.raises(KeyboardInterrupt), FaultNoted("trying"):
        raise KeyboardInterrupt
