"""Every rule has a folder here: what was sent, and what the door says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio.contract.rules import RULES
from portfolio.domain.verdict import Checked

EXAMPLES = Path(__file__).parent
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/expected.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_door_says_what_the_example_expects(
    folder: Path, checked_example: Callable[..., Checked[object]]
) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    verdict = checked_example(folder, expected).verdict

    told = [{**found.to_json()} for found in verdict.findings]
    for found in told:
        found.pop("each", None)  # each row in its own words: too long to be read here
    assert told == expected["findings"]
    assert verdict.accepted == expected["accepted"]


def test_every_rule_has_an_example_that_shows_it() -> None:
    shown = {
        found["rule"]
        for folder in FOLDERS
        if folder.name in RULES
        for found in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["findings"]
        if found["rule"] == folder.name
    }

    assert shown == set(RULES)


def test_every_example_is_named_for_a_rule_or_says_what_it_shows() -> None:
    others = {folder.name for folder in FOLDERS} - set(RULES)

    assert others == {"valid", "many_faults", "many_rows"}
