"""What is settled before a command runs: it must be, before the engines load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Refused before anything is opened, and after the engines have loaded.
ASKED = (
    "import os, sys; from portfolio.cli import main; "
    "main([*sys.argv[1:]]); import polars; "
    "print(polars.thread_pool_size(), os.environ.get('POLARS_MAX_THREADS'))"
)
REFUSED = ("serve", "--host", "192.0.2.1")


def _threads_after(home: Path, *typed: str, said: str | None = None) -> str:
    """How many threads a process folds frames on after a command, and how many it says that those
    which it starts should."""
    return _printed(ASKED, "--home", str(home), *typed, said=said)


def _printed(script: str, *given: str, said: str | None = None) -> str:
    """The last line of a script in an environment that says as many threads, or none."""
    environment = {key: kept for key, kept in os.environ.items() if key != "POLARS_MAX_THREADS"}
    if said is not None:
        environment["POLARS_MAX_THREADS"] = said
    command = [sys.executable, "-c", script, *given]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def test_the_app_folds_frames_on_one_thread_and_says_nothing_of_it_to_others(
    tmp_path: Path,
) -> None:
    assert _threads_after(tmp_path, *REFUSED) == "1 None"


def test_as_many_threads_as_the_environment_says_go_before(tmp_path: Path) -> None:
    assert _threads_after(tmp_path, *REFUSED, said="3") == "3 3"


def test_other_commands_read_whole_files_and_keep_their_threads(tmp_path: Path) -> None:
    plain = _printed("import polars; print(polars.thread_pool_size())")

    assert _threads_after(tmp_path, "submissions") == f"{plain} None"
