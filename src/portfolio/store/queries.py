"""Named queries: one step a file, composed into `WITH` steps that read as nouns.

A file holds one SELECT. A first line `-- needs: a, b` names the steps it reads from; they are
found by file name in the same folder or in the store's own `steps` folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

STEPS_FOLDER = Path(__file__).parent / "steps"
_NEEDS = re.compile(r"^-- needs: (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def compose(folder: Path, name: str, instead: tuple[tuple[str, str], ...] = ()) -> str:
    """The SQL of `name.sql` in a folder, with every step it needs before it, each once.

    `instead` names steps for which another gives the rows, each with that other.
    Raises FileNotFoundError for a step that is in neither folder.
    """
    steps: dict[str, str] = {}
    body = _step(folder, name)
    for needed in _needs(body):
        _add_step(folder, needed, steps, dict(instead))
    if not steps:
        return body
    listed = ",\n".join(f"{step} AS (\n{text}\n)" for step, text in steps.items())
    return f"WITH {listed}\n{body}"


def parameter_names(sql: str) -> frozenset[str]:
    """The names of the bound parameters (`$period`) that a query uses."""
    return frozenset(_PARAMETER.findall(sql))


def _add_step(folder: Path, name: str, steps: dict[str, str], instead: Mapping[str, str]) -> None:
    if name in steps:
        return
    body = _step(folder, instead.get(name, name))
    for needed in _needs(body):
        _add_step(folder, needed, steps, instead)
    steps[name] = body


def _step(folder: Path, name: str) -> str:
    own = folder / f"{name}.sql"
    path = own if own.exists() else STEPS_FOLDER / f"{name}.sql"
    return path.read_text(encoding="utf-8").strip().rstrip(";")


def _needs(body: str) -> list[str]:
    match = _NEEDS.search(body)
    return [step.strip() for step in match[1].split(",")] if match else []
