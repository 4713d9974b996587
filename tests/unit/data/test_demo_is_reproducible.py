"""The committed files are what the code makes, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"
LARGEST = 12_000_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data")
    script = [sys.executable, str(DATA / "make_demo.py"), str(out / "demo")]
    subprocess.run(script, check=True, env={"PYTHONHASHSEED": "7"}, cwd=out)
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("part", ["demo", "examples"])
def test_made_again_gives_the_same_bytes(made: Path, part: str) -> None:
    again, committed = files(made / part), files(DATA / part)

    assert again.keys() == committed.keys()
    assert [name for name in again if again[name] != committed[name]] == []


def test_lines_end_with_line_feeds_on_every_platform(made: Path) -> None:
    assert [name for name, content in files(made).items() if b"\r" in content] == []


def test_the_demo_stays_small_enough_to_clone() -> None:
    assert sum(len(content) for content in files(DATA / "demo").values()) < LARGEST
