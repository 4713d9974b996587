"""Named queries: one step a file, composed into `WITH` steps that read as nouns.

A file holds one SELECT. A first line `-- needs: a, b` names the steps it reads from; they are
found by file name in the same folder or in the store's own `steps` folder. A line `-- kept` says
that the step is made a table once for each point in time, where queries are asked at one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STEPS_FOLDER = Path(__file__).parent / "steps"
_NEEDS = re.compile(r"^-- needs: (.+)$", re.MULTILINE)
_KEPT = re.compile(r"^-- kept$", re.MULTILINE)
_PARAMETER = re.compile(r"\$([a-z_]+)")
_SCHEMA = "<tables>"

Instead = tuple[tuple[str, str], ...]
"""Steps for which another gives the rows, each with that other."""


@cache
def compose(folder: Path, name: str, instead: Instead = ()) -> str:
    """Return the SQL of `name.sql` in a folder, with every step it needs before it, each once.

    `instead` names steps for which another gives the rows, each with that other.
    Raises FileNotFoundError for a step that is in neither folder.
    """
    return _over_tables(folder, name, instead, None)


@dataclass(frozen=True)
class StepTable:
    """A step that is made a table: its name, and the statement that makes it."""

    name: str
    makes: str

    def made_in(self, schema: str) -> str:
        return self.makes.replace(_SCHEMA, schema)


@dataclass(frozen=True)
class Tabled:
    """A query that reads from tables of steps; `tables` stand in the order they are made in."""

    tables: tuple[StepTable, ...]
    sql: str

    def reading(self, schema: str) -> str:
        """Return the query, where the tables are in a schema."""
        return self.sql.replace(_SCHEMA, schema)


@cache
def tabled(folder: Path, name: str, instead: Instead = ()) -> Tabled:
    """Return the same query as `compose` gives, its kept steps as tables to read from."""
    tables: dict[str, StepTable] = {}
    if _is_kept(folder, name):
        sql = f"SELECT * FROM {_table(folder, name, instead, tables)}"
    else:
        sql = _over_tables(folder, name, instead, tables)
    return Tabled(tuple(tables.values()), sql)


@cache
def needs(folder: Path, name: str, step: str) -> bool:
    """Return whether a query is of a step or reads from it, by way of others too."""
    return step == name or f"{step} AS (" in compose(folder, name)


@cache
def parameter_names(sql: str) -> frozenset[str]:
    """Return the names of the bound parameters (`$period`) that a query uses."""
    return frozenset(_PARAMETER.findall(sql))


def _table(folder: Path, name: str, instead: Instead, tables: dict[str, StepTable]) -> str:
    """Where the rows of a kept step are, once those it needs and its own are among the tables."""
    table = "__".join((name, *_replaced(folder, name, instead)))
    place = f"{_SCHEMA}.{table}"
    if table not in tables:
        body = _over_tables(folder, dict(instead).get(name, name), instead, tables)
        tables[table] = StepTable(table, f"CREATE TABLE {place} AS\n{body}")
    return place


def _over_tables(
    folder: Path, name: str, instead: Instead, tables: dict[str, StepTable] | None
) -> str:
    """Return the SQL of a step with those before it, each once: kept ones are read from their
    tables, where there are such."""
    steps: dict[str, str] = {}

    def add(needed: str) -> None:
        if needed in steps:
            return
        if tables is not None and _is_kept(folder, needed):
            steps[needed] = f"SELECT * FROM {_table(folder, needed, instead, tables)}"
            return
        text = _step(folder, dict(instead).get(needed, needed))
        for one in _needs(text):
            add(one)
        steps[needed] = text

    body = _step(folder, name)
    for needed in _needs(body):
        add(needed)
    return _with(steps, body)


def _replaced(folder: Path, name: str, instead: Instead) -> list[str]:
    """Return those of `instead` that stand in for a step of the query: its rows are others then."""
    return [other for step, other in instead if needs(folder, name, step)]


def _is_kept(folder: Path, name: str) -> bool:
    return _KEPT.search(_step(folder, name)) is not None


def _with(steps: Mapping[str, str], body: str) -> str:
    if not steps:
        return body
    listed = ",\n".join(f"{step} AS (\n{text}\n)" for step, text in steps.items())
    return f"WITH {listed}\n{body}"


@cache
def _step(folder: Path, name: str) -> str:
    own = folder / f"{name}.sql"
    path = own if own.exists() else STEPS_FOLDER / f"{name}.sql"
    return path.read_text(encoding="utf-8").strip().rstrip(";")


def _needs(body: str) -> list[str]:
    match = _NEEDS.search(body)
    return [step.strip() for step in match[1].split(",")] if match else []
