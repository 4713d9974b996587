"""A partner's analyst sends a return with three faults, puts them right, and sees it count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[2] / "data/examples"


def test_faults_are_read_put_right_sent_and_counted(
    demo_home: Path,
    serving: Callable[[Path], str],
    watch: Callable[..., object],
) -> None:
    watched = watch(serving(demo_home))
    page = watched.open()
    before = page.locator(".pf-counts").inner_text()

    watched.open("send_an_extract?partner=LOC-SAL&for=2026-09")
    upload(page, EXAMPLES / "faulty")
    page.get_by_text("Not taken. Nothing was stored.").wait_for()
    put_right = page.locator("table.pf-findings").first.inner_text()
    assert "3 things to put right" in watched.headline
    assert "LOC-MHQ is not an organisation" in put_right
    assert "1.2m is not an amount in pounds" in put_right
    assert "live_date" in put_right
    assert page.get_by_role("button", name="Send for September 2026").count() == 0

    watched.open("send_an_extract?partner=LOC-SAL&for=2026-09")
    upload(page, EXAMPLES / "corrected")
    page.get_by_text("Ready to send. Nothing is stored until you press Send.").wait_for()
    assert "Benefit values" in page.locator("table.pf-changes").inner_text()
    page.get_by_role("button", name="Send for September 2026").click()

    page.get_by_text("Received. Submission").wait_for()
    receipt = page.locator("table.pf-files").inner_text()
    assert "benefit_values.csv" in receipt
    assert page.locator("code.pf-hash").count() == 7
    watched.settle()  # a download offered anew while the page runs is not the one clicked
    with page.expect_download() as printed:
        page.get_by_role("button", name="Receipt to print").click()
    assert "Receipt for submission 0095" in printed.value.path().read_text(encoding="utf-8")
    watched.open()
    assert page.locator(".pf-counts").inner_text() != before

    watched.open("send_an_extract?partner=LOC-SAL&for=2026-09")
    upload(page, EXAMPLES / "corrected")
    page.get_by_text("Already received. Nothing was changed.").wait_for()
    assert page.get_by_role("button", name="Send for September 2026").count() == 0

    page.get_by_role("link", name="submission 0095").click()
    page.wait_for_url("**/submissions?submission=0095")
    page.get_by_text("What it changed against the one before").click()
    page.get_by_text("5 new benefits, 45 new months.").wait_for()
    page.get_by_role("button", name="Withdraw this submission").click()
    page.get_by_text("submission 0088 for September 2026 then stands again").wait_for()
    page.get_by_label("Why?").fill("Sent a day too early")
    page.get_by_role("button", name="Withdraw submission 0095").click()
    page.get_by_text("Submission 0095 is withdrawn. Nothing was deleted.").wait_for()
    watched.open()
    assert page.locator(".pf-counts").inner_text() == before
    assert watched.console == []


def upload(page: object, folder: Path) -> None:
    page.locator("input[type=file]").set_input_files(sorted(folder.glob("*.csv")))
