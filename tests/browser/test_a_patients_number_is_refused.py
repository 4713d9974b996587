"""An analyst uploads an extract with an NHS number in it: refused, masked, and kept nowhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
NUMBER, SHOWN = "9990000018", "999 *** **18"
HEAD = "lesson_id,org_code,kind,category,title,summary,date\n"
ROW = f"L1,BBB,redprint,process,Letters of {NUMBER},b,2026-09-04\n"


@pytest.fixture
def served(small_system: Path, tmp_path: Path, checkout: Path) -> Iterator[str]:
    """The app on a small system, with a private folder for temporary files and its own log."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    temporary.mkdir()
    environ = {**os.environ, "TMPDIR": str(temporary)}
    portfolio = [sys.executable, "-m", "portfolio"]
    subprocess.run(
        [*portfolio, "load", small_system, "--home", home], env=environ, check=True, cwd=checkout
    )
    with (tmp_path / "said.log").open("w") as errors:
        process = subprocess.Popen(
            [*portfolio, "serve", "--home", home, "--port", "0"],
            cwd=checkout, env=environ, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        found = next(filter(None, (re.search(r"http://\S+", line) for line in process.stdout)))
        yield found[0].rstrip("/")
        process.terminate()
        process.wait(20)


def test_an_upload_with_a_patients_number_is_refused_and_kept_nowhere(
    served: str, tmp_path: Path, watch: Callable[..., object]
) -> None:
    long = HEAD + ROW.replace(NUMBER, "two routes").replace("L1", "L{}") * 40_000
    uploads = {
        "lessons.csv": HEAD + ROW,
        "long.csv": long.format(*range(40_000)) + ROW,  # beyond what a server keeps in memory
        f"lessons {NUMBER}.csv": HEAD + ROW.replace(NUMBER, "two routes"),
    }
    watched = watch(served)

    for name, text in uploads.items():
        page = watched.open("send_an_extract?partner=BBB&for=2026-09")
        file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_text("Not taken. Nothing was stored.").wait_for()
        assert SHOWN in page.locator("table.pf-findings").first.inner_text()
        assert NUMBER not in page.locator(".pf-findings, .pf-verdict").all_inner_texts()[0]
        assert kept(tmp_path) == []

    assert watched.console == []


def test_a_withdrawal_that_names_a_patient_is_refused_and_kept_nowhere(
    served: str, tmp_path: Path, watch: Callable[..., object]
) -> None:
    page = watch(served).open("submissions")

    page.get_by_role("button", name="Withdraw this submission").click()
    page.get_by_label("Why").fill(f"it held {NUMBER}")
    page.get_by_label("Why").press("Tab")
    page.get_by_role("button", name=re.compile(r"Withdraw submission \d+")).click()

    page.get_by_text("leave the number out").wait_for()
    assert kept(tmp_path) == []


def kept(folder: Path) -> list[Path]:
    """Files of the home folder, the temporary folder and the log in which the number stands."""
    return [
        path
        for path in folder.rglob("*")
        if NUMBER in path.name or (path.is_file() and NUMBER.encode() in path.read_bytes())
    ]
