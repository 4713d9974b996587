"""The published list of texts that break software, as a browser shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from portfolio.views import escape

pytestmark = [pytest.mark.browser, pytest.mark.real]


@pytest.mark.long
def test_every_naughty_string_is_seen_in_a_browser_as_it_was_written(
    naughty_strings: list[str], chromium: Browser, tmp_path: Path
) -> None:
    items = "".join(
        f'<pre title="{escape.html(t)}">{escape.html(t)}</pre>' for t in naughty_strings
    )
    page_file = tmp_path / "naughty.html"
    page_file.write_text(f'<!doctype html><meta charset="utf-8">{items}', encoding="utf-8")
    page = chromium.new_page()
    trouble: list[str] = []
    page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: trouble.append(request.url))
    page.goto(page_file.as_uri())
    seen = page.eval_on_selector_all("pre", "all => all.map(one => one.textContent)")
    titles = page.eval_on_selector_all("pre", "all => all.map(one => one.title)")
    page.close()

    shown = [escape.plain(text) for text in naughty_strings]
    assert seen == shown
    assert titles == shown
    assert [url for url in trouble if url != page_file.as_uri()] == []
