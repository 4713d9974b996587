"""The journal only grows, and survives being cut off."""

from __future__ import annotations

from pathlib import Path

from portfolio.store.journal import Journal


def test_entries_come_back_in_order_after_reopening(tmp_path: Path) -> None:
    Journal(tmp_path / "journal").append({"event": "submission", "submission": "0001"})
    Journal(tmp_path / "journal").append({"event": "withdrawal", "reason": "café"})

    entries = list(Journal(tmp_path / "journal").entries())

    assert [entry["event"] for entry in entries] == ["submission", "withdrawal"]
    assert entries[1]["reason"] == "café"


def test_a_line_cut_off_is_passed_over_and_does_not_spoil_the_next(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append({"event": "first"})
    with (tmp_path / "ledger.jsonl").open("ab") as file:
        file.write(b'{"event": "half caf\xc3')

    journal.append({"event": "second"})

    assert [entry["event"] for entry in journal.entries()] == ["first", "second"]


def test_no_journal_has_no_entries_and_reading_does_not_make_one(tmp_path: Path) -> None:
    assert list(Journal(tmp_path / "journal").entries()) == []
    assert list(tmp_path.iterdir()) == []
