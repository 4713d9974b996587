"""A paper is kept once, whole or not at all, and found again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portfolio.store.kept_papers import KeptPaper, KeptPapers

FIRST = KeptPaper(
    id="0123456789abcdef",
    layout="board",
    title="A paper",
    meeting="Board",
    author="B. Secretary",
    as_at="2026-09",
    known_on="2026-11-02",
    audience="board",
    made_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
)


def test_a_paper_made_again_is_kept_as_it_was_made_first(tmp_path: Path) -> None:
    papers = KeptPapers(tmp_path / "packs")
    later = KeptPaper(**{**vars(FIRST), "made_at": datetime(2027, 1, 1, tzinfo=UTC)})

    papers.keep(FIRST, '{"a": 1}')
    again = papers.keep(later, '{"a": 2}')

    assert again == FIRST
    assert papers.every() == (FIRST,)
    assert papers.document(FIRST.id) == '{"a": 1}'


def test_a_paper_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("portfolio.store.kept_papers.os.fsync", full)

    with pytest.raises(OSError, match="No space"):
        KeptPapers(tmp_path).keep(FIRST, "{}")

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_passed_over_and_no_id_leads_out_of_the_folder(tmp_path: Path) -> None:
    papers = KeptPapers(tmp_path / "packs")
    papers.keep(FIRST, "{}")
    (tmp_path / "packs" / "fedcba9876543210.json").write_text("half a f", encoding="utf-8")
    (tmp_path / "outside.json").write_text('{"document": "x"}', encoding="utf-8")

    assert papers.every() == (FIRST,)
    assert papers.document("fedcba9876543210") is None
    assert papers.document("../outside") is None
