"""Eight partners sending at once through the running app, readers polling all the while."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

PARTNERS = [f"RX{letter}" for letter in "ABCDEFGH"]
PROGRAMMES = 20
HEADER = "programme_id,programme_name,purpose,lead_org_code,primary_theme,stage"
SYSTEM = 'name = "Fenland"\n[[reporting_period]]\nperiod = "2026-09"\n'


def portfolio(home: Path, *words: object) -> dict[str, Any] | list[Any]:
    done = subprocess.run(
        [sys.executable, "-m", "portfolio", *map(str, words), "--home", str(home)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    told: dict[str, Any] | list[Any] = json.loads(done.stdout or "{}") if "--json" in words else {}
    return told


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    """A home folder that the app has open."""
    system, home = tmp_path / "fenland", tmp_path / "home"
    system.mkdir()
    (system / "system.toml").write_text(SYSTEM, encoding="utf-8")
    listed = ["org_code,org_name,org_type,partner"]
    listed += [f"{code},Trust {code},acute,yes" for code in PARTNERS]
    (system / "organisations.csv").write_text("\n".join(listed) + "\n", encoding="utf-8")
    (system / "themes.csv").write_text(
        "theme_set,theme_code,theme_name\nlocal,access,Easier access\n", encoding="utf-8"
    )
    portfolio(home, "load", system)
    serving = [sys.executable, "-m", "portfolio", "serve", "--home", str(home), "--port", "8641"]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, text=True, env={**os.environ}) as app:
        assert app.stdout is not None
        assert app.stdout.readline().startswith("Open http://")
        yield home
        app.terminate()


def sent_by(partner: str, folder: Path) -> Path:
    rows = [
        f"{partner}-{n},Programme {n},Less waiting,{partner},access,live" for n in range(PROGRAMMES)
    ]
    (folder / partner).mkdir()
    file = folder / partner / "programmes.csv"
    file.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return file


@pytest.mark.long
def test_each_is_received_exactly_once_and_no_reader_sees_part_of_one(
    served: Path, tmp_path: Path
) -> None:
    seen: list[int] = []
    done = threading.Event()

    def send(partner: str) -> list[bool]:
        file = sent_by(partner, tmp_path)
        words = ("submit", "--partner", partner, "--period", "2026-09", file, "--accept", "--json")
        answers = [portfolio(served, *words) for _ in range(2)]
        return [bool(answer["already_received"]) for answer in answers]  # type: ignore[call-overload]  # a document

    def read() -> None:
        while not done.is_set():
            told = portfolio(served, "measure", "adoption", "--period", "2026-09", "--json")
            seen.append(len(told["tables"]["by_programme"]))  # type: ignore[call-overload]  # as above

    with ThreadPoolExecutor(len(PARTNERS) + 2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        ends = list(pool.map(send, PARTNERS))
        done.set()
        for reader in readers:
            reader.result()

    ledger = portfolio(served, "submissions", "--json")
    assert ends == [[False, True]] * len(PARTNERS)
    assert sorted(one["partner"] for one in ledger) == PARTNERS
    assert [count for count in seen if count % PROGRAMMES] == []
    print(f"8 partners at once: each once; {len(seen)} readings, 0 of part of a submission")
    assert len(seen) > 1
