"""The worked example says what the product says: each of its commands is run on the demo system.

It stands here because the browser's tests have the demo loaded already.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from portfolio.cli import main

BLOCK = re.compile(r"```console\n\$ (.+)\n((?:.*\n)*?)```")
A_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}(?! *for)(?: at \d\d:\d\d)?")


def test_every_command_of_the_worked_example_says_what_is_written(
    demo_home: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("PORTFOLIO_HOME", str(demo_home))
    monkeypatch.chdir(checkout)
    blocks = BLOCK.findall((checkout / "docs/a-bad-afternoon.md").read_text(encoding="utf-8"))
    assert len(blocks) == 6

    for command, written in blocks:
        main(words(command, checkout))
        said = capsys.readouterr().out

        assert whenever(said.rstrip("\n")) == whenever(written.rstrip("\n")), command


def words(command: str, checkout: Path) -> list[str]:
    """The words after `portfolio`, with file names filled in as a shell does."""
    found: list[str] = []
    for word in shlex.split(command)[1:]:
        matches = [str(path.relative_to(checkout)) for path in sorted(checkout.glob(word))]
        found += matches if "*" in word else [word]
    return found


def whenever(text: str) -> str:
    """The text without the day it was printed on."""
    return A_DAY.sub("DAY", text)
