"""What pages may ask for, and when they may stop."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "pages").glob("*.py"))
ROOMS_OPEN_TO_PAGES = ("portfolio.ui", "portfolio.views", "portfolio.contract", "streamlit")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_asks_ui_and_views_and_no_room_below(page: Path) -> None:
    for name in imported(page):
        assert name.startswith(ROOMS_OPEN_TO_PAGES), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_if_on_a_page_is_only_for_nothing_here_yet(page: Path) -> None:
    tree = ast.parse(page.read_text(encoding="utf-8"))

    for node in ast.walk(tree):
        if isinstance(node, ast.If):
            assert isinstance(node.test, ast.UnaryOp)
            assert isinstance(node.test.op, ast.Not)
            assert ast.unparse(node.body[-1]) == "st.stop()"


def test_app_knows_nothing_but_the_list() -> None:
    assert imported(ROOT / "app.py") == {"streamlit", "portfolio.ui.menu"}


def test_every_page_is_in_the_list() -> None:
    listed = (ROOT / "app.py").read_text(encoding="utf-8")

    for page in PAGES:
        assert f'"pages/{page.name}"' in listed
