"""app.py lists pages, and a page only arranges: choose, read, draw, offer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "pages").glob("*.py"))
PAGE_LINES, APP_LINES = 60, 40
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
def test_page_is_short_and_only_arranges(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= PAGE_LINES
    for word in ("groupby", "group_by", "SELECT ", "try:", "go.Figure", "layout="):
        assert word not in text
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


def test_app_lists_pages_and_knows_nothing_else() -> None:
    app = ROOT / "app.py"

    assert len(app.read_text(encoding="utf-8").splitlines()) <= APP_LINES
    assert imported(app) == {"streamlit"}


def test_every_page_is_in_the_list() -> None:
    listed = (ROOT / "app.py").read_text(encoding="utf-8")

    for page in PAGES:
        assert f'"pages/{page.name}"' in listed
