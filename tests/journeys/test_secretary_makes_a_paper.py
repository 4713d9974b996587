"""A board secretary makes the paper for a meeting; a year later somebody proves it."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Portfolio = Callable[..., Any]
MEETING = ("--meeting", "Board, 4 November 2026", "--author", "B. Secretary")


def test_a_paper_is_made_changed_found_and_proved_after_a_backup(
    portfolio: Portfolio, small_system: Path, tmp_path: Path
) -> None:
    paper, backup = tmp_path / "paper.html", tmp_path / "backup.zip"
    portfolio("load", small_system, "--quiet")

    first = portfolio("export", "--as", "html", "--out", paper, *MEETING)
    assert first.code == 0
    assert "as at 30 September 2026" in first.out
    whole = paper.read_bytes()
    again = portfolio("export", "--as", "html", "--out", paper, *MEETING)
    assert (again.code, again.out, paper.read_bytes()) == (0, first.out, whole)

    assert portfolio("verify", paper).code == 0
    paper.write_bytes(whole.replace(b"44p", b"54p"))
    found = portfolio("verify", paper, "--json")
    assert found.code == 1
    places = [one["place"] for one in found.document["altered"]]
    assert "In three sentences: What it means" in places

    assert portfolio("backup", backup).code == 0
    assert portfolio("restore", backup, "--replace").code == 0
    paper.write_bytes(whole)
    proved = portfolio("verify", paper, "--json")
    assert proved.code == 0
    assert json.loads(proved.out)["kept"] is True


def test_a_second_home_has_the_papers_of_the_first(
    portfolio: Portfolio, small_system: Path, tmp_path: Path, home: Path
) -> None:
    portfolio("load", small_system, "--quiet")
    portfolio("export", "--as", "csv", "--out", tmp_path / "numbers.csv")

    assert portfolio("rebuild", "--into", tmp_path / "second").code == 0

    papers = [path.name for path in (home / "packs").iterdir()]
    assert [path.name for path in (tmp_path / "second" / "packs").iterdir()] == papers
    assert len(papers) == 1


def test_where_the_file_cannot_be_written_nothing_of_it_is_left(
    portfolio: Portfolio, small_system: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio("load", small_system, "--quiet")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "paper.html").write_text("the paper of the last meeting", encoding="utf-8")
    write = Path.write_bytes

    def half(path: Path, content: bytes) -> int:
        if path.parent != folder:
            return write(path, content)
        write(path, content[:100])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", half)
    ended = portfolio("export", "--as", "html", "--out", folder / "paper.html")

    assert ended.code == 4
    assert "disk is full" in ended.err
    assert [path.name for path in folder.iterdir()] == ["paper.html"]
    assert (folder / "paper.html").read_text("utf-8") == "the paper of the last meeting"
