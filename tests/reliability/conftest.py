"""A home folder that the running app has open, and the command line that asks it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SYSTEM = 'name = "Fenland"\n[[reporting_period]]\nperiod = "2026-09"\n'
HEADER = "programme_id,programme_name,purpose,lead_org_code,primary_theme,stage"
PARTNERS = [f"RX{letter}" for letter in "ABCDEFGH"]


@dataclass(frozen=True)
class Served:
    """The app's home folder and process."""

    home: Path
    process_id: int

    def ask(self, *words: object, exit_code: int = 0) -> Any:
        """What a verb of the command line answers, read as JSON where it was asked for."""
        done = subprocess.run(
            [sys.executable, "-m", "portfolio", *map(str, words), "--home", str(self.home)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == exit_code, (words, done.stdout, done.stderr)
        return json.loads(done.stdout or "{}") if "--json" in words else done.stdout


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    system, home = tmp_path / "fenland", tmp_path / "home"
    system.mkdir()
    (system / "system.toml").write_text(SYSTEM, encoding="utf-8")
    listed = ["org_code,org_name,org_type,partner"]
    listed += [f"{code},Trust {code},acute,yes" for code in PARTNERS]
    (system / "organisations.csv").write_text("\n".join(listed) + "\n", encoding="utf-8")
    (system / "themes.csv").write_text(
        "theme_set,theme_code,theme_name\nlocal,access,Easier access\n", encoding="utf-8"
    )
    Served(home, 0).ask("load", system)
    serving = [sys.executable, "-m", "portfolio", "serve", "--home", str(home)]
    serving += ["--port", str(free_port())]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, text=True, env={**os.environ}) as app:
        assert app.stdout is not None
        assert app.stdout.readline().startswith("Open http://")
        yield Served(home, app.pid)
        app.terminate()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def partners() -> list[str]:
    return PARTNERS


@pytest.fixture(scope="session")
def programmes() -> Any:
    """Writes a partner's programmes.csv with so many rows."""

    def written(folder: Path, partner: str, count: int, *, purpose: str = "Less waiting") -> Path:
        rows = [
            f"{partner}-{n},Programme {n},{purpose},{partner},access,live" for n in range(count)
        ]
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "programmes.csv"
        file.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        return file

    return written
