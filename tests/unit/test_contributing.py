"""What a contributor is told is there: every path of the recipes exists, every command is made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
PAGES = ("CONTRIBUTING.md", "docs/architecture.md")
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml))`")


def named_paths(page: str) -> list[str]:
    return _PATH.findall((CHECKOUT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_is_there(page: str) -> None:
    paths = named_paths(page)
    roots = (CHECKOUT, CHECKOUT / "src" / "portfolio", CHECKOUT / "docs")

    assert len(paths) > 15
    assert [p for p in paths if not any((root / p).exists() for root in roots)] == []


def test_every_command_that_is_named_is_made() -> None:
    named = set(re.findall(r"`make ([a-z-]+)", (CHECKOUT / "CONTRIBUTING.md").read_text()))
    made = set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))

    assert named
    assert named <= made


def test_recipes_are_numbered_without_a_gap() -> None:
    recipes = re.findall(r"^### (\d+)\.", (CHECKOUT / "CONTRIBUTING.md").read_text(), re.MULTILINE)

    assert len(recipes) >= 15
    assert recipes == [str(number) for number in range(1, len(recipes) + 1)]


def test_no_module_name_stands_twice() -> None:
    """Pages are named for their address, and the contract's kinds for what is sent."""
    kinds = CHECKOUT / "src" / "portfolio" / "contract" / "kinds"
    modules = [
        path.stem
        for path in (CHECKOUT / "src" / "portfolio").rglob("*.py")
        if path.name != "__init__.py" and path.parent != kinds
    ]

    assert [name for name in set(modules) if modules.count(name) > 1] == []
