"""The command line as a person or a script meets it: typed, with exit code, stdout and stderr."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from portfolio.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """The one JSON document it printed."""
        told: dict[str, object] = json.loads(self.out)
        return told


Portfolio = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def portfolio(home: Path, capsys: pytest.CaptureFixture[str]) -> Portfolio:
    """Runs a command in this process, on a home folder of its own."""

    def run(*words: object) -> Ended:
        try:
            code = main([*map(str, words), "--home", str(home)])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    return run


@pytest.fixture
def portfolio_elsewhere(home: Path) -> Portfolio:
    """Runs a command as a process of its own, the way a scheduled job does."""

    def run(*words: object, **environ: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "portfolio", *map(str, words)],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            env={**os.environ, "PORTFOLIO_HOME": str(home), **environ},
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def fingerprint() -> Callable[[Path], dict[str, tuple[str, int]]]:
    """Every file below a folder with the hash of its bytes and when it was last written."""

    def of(folder: Path) -> dict[str, tuple[str, int]]:
        return {
            str(path.relative_to(folder)): (
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder",
                path.stat().st_mtime_ns,
            )
            for path in sorted(folder.rglob("*"))
        }

    return of
