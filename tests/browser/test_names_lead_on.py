"""On the demo system nearly every name that a page shows is a link, on every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.ui import app_state

LEAST_SHARE = 0.95


@pytest.mark.long
def test_names_of_the_demo_system_are_links(
    loaded: Path,
    checkout: Path,
    names_shown: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    goal: Callable[..., None],
) -> None:
    monkeypatch.setenv("PORTFOLIO_HOME", str(loaded))
    try:
        known = names_shown.known_names(app_state.service())
        counted = []
        for page in sorted((checkout / "pages").glob("*.py")):
            at = AppTest.from_file(str(page), default_timeout=300).run()
            assert not at.exception, page.name
            counted.append(names_shown.names_shown(at, known))
    finally:
        app_state.close()

    names, linked = sum(one.names for one in counted), sum(one.linked for one in counted)
    goal("names that are links, of names shown", names=names, links=linked)
    assert linked >= LEAST_SHARE * names, [text for one in counted for text in one.plain]
