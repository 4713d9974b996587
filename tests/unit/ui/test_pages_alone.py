"""Each page opened by itself on an empty home folder says what would be here."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.ui import app_state

ROOT = Path(__file__).parents[3]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTFOLIO_HOME", str(tmp_path))
    yield tmp_path
    app_state.close()


@pytest.mark.parametrize("page", PAGES)
def test_page_alone_on_an_empty_home(page: str, empty_home: Path) -> None:
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60).run()

    assert not at.exception
    said = " ".join(str(element.proto.body) for element in at.get("html"))
    assert "pf-headline" in said
    assert page == "how_numbers_are_made" or "portfolio load data/demo" in said
