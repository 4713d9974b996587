"""The app running on the demo system, and a browser that notes what it should not see."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

# So long only on a machine that does much else: no page is timed here.
PATIENCE_MS = 120_000
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
def of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps the other workers of this run waiting."""
    with (folder / ".turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def loaded(of_this_run: Path, checkout: Path) -> Path:
    """A home folder with the demo system in it, loaded once for all workers."""
    home = of_this_run / "demo"
    with alone(of_this_run):
        if not home.exists():
            half = of_this_run / "demo-half"
            portfolio("load", "data/demo", "--home", str(half), checkout=checkout)
            half.rename(home)
    return home


@pytest.fixture
def demo_home(loaded: Path, tmp_path: Path) -> Path:
    """A copy that a test may send to."""
    return Path(shutil.copytree(loaded, tmp_path / "home"))


@pytest.fixture(scope="session")
def serving(checkout: Path) -> Iterator[Serve]:
    """Serves a home folder on a free port until the end; the same folder is served once."""
    running: dict[Path, tuple[subprocess.Popen[bytes], str]] = {}

    def serve(home: Path) -> str:
        if home not in running:
            running[home] = _start(home, checkout)
        return running[home][1]

    yield serve
    for process, _ in running.values():
        process.terminate()
        process.wait(20)


def _start(home: Path, checkout: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The app as a process of its own, which may outlive the worker that started it."""
    command = [sys.executable, "-m", "portfolio", "serve", "--home", str(home), "--port", "0"]
    said = home.with_name(f"{home.name}.said")
    with said.open("wb") as out:
        process = subprocess.Popen(command, cwd=checkout, stdout=out)
    while process.poll() is None:
        found = re.search(r"http://\S+(?=\s)", said.read_text("utf-8"))
        if found:
            return process, _answering(found[0].rstrip("/"))
        time.sleep(0.05)
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
def served_to_all(of_this_run: Path, checkout: Path) -> Iterator[Callable[[Path], str]]:
    """Serves a home folder that tests only read, once for all workers; the last one ends it."""
    used: list[Path] = []

    def serve(home: Path) -> str:
        users = home.with_name(f"{home.name}.users")
        with alone(of_this_run):
            if not users.exists():
                process, address = _start(home, checkout)
                users.write_text(f"{process.pid} {address}\n")
            if home not in used:
                used.append(home)
                with users.open("a") as file:
                    file.write("in use\n")
            return users.read_text().split()[1]

    yield serve
    for home in used:
        with alone(of_this_run):
            users = home.with_name(f"{home.name}.users")
            told, *others = users.read_text().splitlines()
            if others[1:]:
                users.write_text("\n".join([told, *others[1:], ""]))
            else:
                os.kill(int(told.split()[0]), signal.SIGTERM)
                users.unlink()


@pytest.fixture(scope="session")
def read_home(loaded: Path, of_this_run: Path) -> Path:
    """A copy for all tests that only read."""
    home = of_this_run / "demo-read"
    with alone(of_this_run):
        if not home.exists():
            shutil.copytree(loaded, home)
    return home


@pytest.fixture(scope="session")
def demo(served_to_all: Callable[[Path], str], read_home: Path) -> str:
    """The address of the app on the demo system, for tests that only read."""
    return served_to_all(read_home)


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
