"""The app running on the demo system, and a browser that notes what it should not see."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PATIENCE_MS = 30_000
Serve = Callable[[Path], str]


@dataclass
class Watched:
    """A page with everything that would trouble a reader: errors, and requests to other hosts."""

    page: Page
    address: str
    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.address}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Waits until the headline stands and the script has run to its end."""
        self.page.wait_for_selector(".pf-headline", timeout=PATIENCE_MS)
        self.page.wait_for_selector("[data-test-script-state=notRunning]", timeout=PATIENCE_MS)

    @property
    def headline(self) -> str:
        return self.page.locator(".pf-headline").inner_text()

    def note(self) -> None:
        host = urlparse(self.address).hostname
        self.page.on("console", lambda m: m.type == "error" and self.console.append(m.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on(
            "request",
            lambda r: (
                r.url.startswith(("http", "ws"))
                and urlparse(r.url).hostname != host
                and self.strangers.append(r.url)
            ),
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A home folder with the demo system in it, loaded once."""
    home = tmp_path_factory.mktemp("demo") / "home"
    portfolio("load", "data/demo", "--home", str(home), checkout=checkout)
    return home


@pytest.fixture
def demo_home(loaded: Path, tmp_path: Path) -> Path:
    """A copy that a test may send to."""
    return Path(shutil.copytree(loaded, tmp_path / "home"))


@pytest.fixture(scope="session")
def serving(checkout: Path) -> Iterator[Serve]:
    """Serves a home folder on a free port until the end; the same folder is served once."""
    running: dict[Path, tuple[subprocess.Popen[str], str]] = {}

    def serve(home: Path) -> str:
        if home not in running:
            running[home] = _start(home, checkout)
        return running[home][1]

    yield serve
    for process, _ in running.values():
        process.terminate()
        process.wait(20)


def _start(home: Path, checkout: Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "portfolio", "serve", "--home", str(home), "--port", "0"]
    process = subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return process, _answering(found[0].rstrip("/"))
    raise AssertionError("The app ended before it said where it can be opened.")


def _answering(address: str) -> str:
    """The address, once something answers there."""
    for _ in range(300):
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return address
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"Nothing answers at {address}.")


@pytest.fixture(scope="session")
def read_home(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy for all tests that only read."""
    return Path(shutil.copytree(loaded, tmp_path_factory.mktemp("read") / "home"))


@pytest.fixture(scope="session")
def demo(serving: Serve, read_home: Path) -> str:
    """The address of the app on the demo system, for tests that only read."""
    return serving(read_home)


@pytest.fixture(scope="session")
def published(
    serving: Serve, real_folder: Path, tmp_path_factory: pytest.TempPathFactory, checkout: Path
) -> Callable[[str], str]:
    """The address of the app on a published system, which is loaded when first asked for."""
    homes: dict[str, Path] = {}

    def at(system: str) -> str:
        if system not in homes:
            homes[system] = tmp_path_factory.mktemp(system) / "home"
            folder = str(real_folder / system)
            portfolio("load", folder, "--home", str(homes[system]), checkout=checkout)
        return serving(homes[system])

    return at


@pytest.fixture
def watch(chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens an address in a new window of a given width."""
    contexts = []

    def opened(address: str, *, width: int = 1440, height: int = 1000) -> Watched:
        context = chromium.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        watched = Watched(context.new_page(), address)
        watched.page.set_default_timeout(PATIENCE_MS)
        watched.note()
        return watched

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def command(checkout: Path) -> Callable[..., str]:
    """Runs `portfolio` as a person at a terminal would, and gives what it printed."""
    return lambda *words: portfolio(*words, checkout=checkout)


def portfolio(*words: str, checkout: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "portfolio", *words],
        cwd=checkout,
        env={**os.environ, "POLARS_MAX_THREADS": "1"},  # many small tables: quicker by one
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
