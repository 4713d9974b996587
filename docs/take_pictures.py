"""Take the pictures of README and docs anew, from the demo system in Chromium: `make docs`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

CHECKOUT = Path(__file__).parents[1]
IMAGES = CHECKOUT / "docs" / "images"
PICTURES = {
    "overview": ("", (1440, 1500)),
    "overview-phone": ("", (390, 900)),
    "themes": ("themes", (1440, 1400)),
    "spread": ("spread", (1440, 1700)),
    "benefits": ("benefits", (1440, 1500)),
    "organisations": ("organisations", (1440, 1500)),
    "send": ("send", (1440, 1300)),
}
"""By picture: the page's address and the size of the window in px."""
_PORT = 8571
_PATIENCE_SECONDS = 120


def take_pictures() -> None:
    """Serve the demo from a folder of its own and write one PNG a picture."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"
        _portfolio("load", str(CHECKOUT / "data" / "demo"), "--home", str(home), "--quiet").wait()
        server = _portfolio("serve", "--home", str(home), "--port", str(_PORT))
        stack.callback(server.wait, _PATIENCE_SECONDS)
        stack.callback(server.terminate)
        _wait_for(f"http://127.0.0.1:{_PORT}/healthz")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
            for name, (path, size) in PICTURES.items():
                _take(browser, f"http://127.0.0.1:{_PORT}/{path}", size, IMAGES / f"{name}.png")
            browser.close()


def _portfolio(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "portfolio", *words])


def _chromium() -> str:
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), "chromium")


def _wait_for(address: str) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            urlopen(address).close()  # noqa: S310 (this machine's own address)
        except (URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    sys.exit("The demo did not open.")


def _take(browser: Browser, address: str, size: tuple[int, int], to: Path) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    page.wait_for_selector(".pf-headline", timeout=_PATIENCE_SECONDS * 1000)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
    page.wait_for_timeout(1_500)  # figures are drawn after the script has ended
    page.screenshot(path=str(to))
    page.close()


if __name__ == "__main__":
    take_pictures()
