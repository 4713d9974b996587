"""The stylesheet reaches a page once: with it, or, under Streamlit alone, by its script."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.ui import app_state, fallback_style

APP = Path(__file__).parents[3] / "app.py"


def looks_said(at: AppTest) -> int:
    return sum("</style>" in str(element.proto.body) for element in at.get("html"))


@pytest.mark.parametrize(("with_the_page", "said"), [(False, 1), (True, 0)])
def test_the_look_is_said_by_the_script_only_where_it_did_not_come_with_the_page(
    with_the_page: bool, said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTFOLIO_HOME", str(tmp_path))
    monkeypatch.setattr(fallback_style, "_look", fallback_style._Look(with_the_page))
    try:
        at = AppTest.from_file(str(APP), default_timeout=60).run()
    finally:
        app_state.close()

    assert not at.exception
    assert looks_said(at) == said


def test_our_server_sends_it_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback_style, "_look", fallback_style._Look())

    fallback_style.sent_with_the_page()

    assert fallback_style._look.with_the_page
