"""A board secretary takes the paper of a meeting from its page, and proves it there later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_paper_is_previewed_taken_found_again_and_proved(
    demo: str, watch: Callable[..., Any], tmp_path: Path
) -> None:
    """On the demo that others only read: a paper that is kept changes no page of theirs."""
    watched = watch(demo)
    page = watched.open("board_pack?period=2026-06&known=2026-08-19")
    preview = page.frame_locator("iframe").locator("body")
    assert "Known on" in preview.inner_text()
    assert "19 August 2026" in preview.inner_text()

    page.get_by_label("Author").fill("B. Secretary")
    page.get_by_label("Author").press("Enter")
    preview.get_by_text("B. Secretary").wait_for()
    watched.settle()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Web page").click()
    paper = tmp_path / "paper.html"
    taken.value.save_as(paper)
    assert "B. Secretary" in paper.read_text("utf-8")

    watched.open("board_pack")
    paper.write_text(paper.read_text("utf-8").replace("30 June 2026", "31 July 2026"), "utf-8")
    page.locator("input[type=file]").set_input_files(paper)
    page.get_by_text("This file differs from the paper as it was made in").wait_for()

    page.get_by_role("link", name="Digital benefits across").first.click()
    page.get_by_text("Every word and number is as it was made").wait_for()
    page.get_by_text("would say something else as known today").wait_for()
    assert "as it was made" in watched.headline
    assert watched.console == []
