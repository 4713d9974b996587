"""A leader looks at what an earlier board saw, is told so, and is back with one click."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser


def test_an_earlier_picture_is_called_one_and_is_left_with_one_click(
    demo: str, watch: Callable[..., object]
) -> None:
    watched = watch(demo)
    page = watched.open("?period=2026-06&known=2026-08-19")
    said = page.locator(".pf-earlier")

    assert "This is not the latest picture: it shows 30 June 2026" in said.inner_text()
    page.get_by_role("button", name="Show the latest").click()
    page.wait_for_function("() => !document.querySelector('.pf-earlier')")

    assert "30 September 2026" in page.locator(".pf-asat").first.inner_text()
    assert "period" not in page.url
    assert watched.console == []


def test_three_pictures_and_what_changed_stand_on_the_overview(
    demo: str, watch: Callable[..., object]
) -> None:
    page = watch(demo).open()

    assert "As the August board saw it" in page.locator(".pf-beside").inner_text()
    assert page.locator("h2", has_text="Changed since the August board").count() == 1


def test_a_question_leads_to_the_view_behind_it_with_the_same_filters(
    demo: str, watch: Callable[..., object]
) -> None:
    watched = watch(demo)
    page = watched.open("?period=2026-06")

    page.locator(".pf-question a", has_text="See it on").first.click()
    page.wait_for_url("**period=2026-06**programme=**")
    page.wait_for_selector(".pf-headline")

    assert "30 June 2026" in page.locator(".pf-asat").first.inner_text()
