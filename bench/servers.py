"""Servers to measure: the app on the demo system, and Streamlit alone with one empty title."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

CHECKOUT = Path(__file__).parents[1]
_STOCK = "import streamlit as st\nst.title('')\n"
_START_SECONDS = 120.0


@contextmanager
def the_app(home: Path) -> Iterator[str]:
    """The address of the app on a home folder."""
    command = [sys.executable, "-m", "portfolio", "serve", "--home", str(home), "--port", "8700"]
    with _running(command, CHECKOUT) as process:
        assert process.stdout is not None
        address = process.stdout.readline().removeprefix("Open ").strip()
        _wait_for(f"{address}/healthz")
        yield address


@contextmanager
def streamlit_alone(folder: Path) -> Iterator[str]:
    """The address of a stock Streamlit server with a page of one empty title."""
    script = folder / "stock.py"
    script.write_text(_STOCK, encoding="utf-8")
    address = "http://127.0.0.1:8790"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "8790"]
    options = ["--server.address", "127.0.0.1", "--server.headless", "true"]
    with _running([*command, *options], folder):
        _wait_for(f"{address}/_stcore/health")
        yield address


def demo_home(folder: Path) -> Path:
    """A home folder with the demo system; BENCH_HOME names one that is loaded already."""
    if loaded := os.environ.get("BENCH_HOME"):
        return Path(loaded)
    home = folder / "home"
    command = [sys.executable, "-m", "portfolio", "load", "data/demo", "--quiet"]
    subprocess.run([*command, "--home", str(home)], cwd=CHECKOUT, check=True)
    return home


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        },
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            urlopen(url, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)
