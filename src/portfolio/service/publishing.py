"""The standing picture of a system for others to read: tables with a descriptor, whole or not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from portfolio.contract.catalogue import CONTRACT_VERSION
from portfolio.domain.filters import Filters
from portfolio.domain.small_numbers import LARGEST_HIDDEN, NEAREST, published
from portfolio.exports.data_package import PackageTable, data_package
from portfolio.service.requests import NotAllowed, NotUnderstood
from portfolio.service.service import PortfolioService
from portfolio.store.archive import force_folder
from portfolio.store.standing_tables import KEYS

Scope = Literal["public", "system"]
SCOPES: tuple[Scope, ...] = ("public", "system")
_PEOPLE = ("people_eligible", "people_using")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_IS_HIDDEN = f"Whether the count was from 1 to {LARGEST_HIDDEN}, which is not published."


@dataclass(frozen=True)
class Published:
    """What was written: where, of which point, and what was left out of it."""

    folder: Path
    system: str
    filters: Filters
    scope: Scope
    rows: tuple[tuple[str, int], ...]
    risks_left_out: int

    def to_json(self) -> dict[str, object]:
        return {
            "folder": str(self.folder),
            "system": self.system,
            "period": str(self.filters.period),
            "known_on": self.filters.known_on.isoformat() if self.filters.known_on else None,
            "scope": self.scope,
            "tables": dict(self.rows),
            "risks_left_out": self.risks_left_out,
        }


def publish(service: PortfolioService, filters: Filters, into: Path, scope: Scope) -> Published:
    """Write what stands at a point as a Data Package into `system=NAME/period=YYYY-MM` of a folder.

    A package of the same system and period is put in its place whole: nobody ever finds half of
    one. Raises NotUnderstood where the folder cannot be written, NotAllowed for one in the home
    folder.
    """
    if service.home.resolve() in (into.resolve(), *into.resolve().parents):
        raise NotAllowed(f"{into} is in the home folder. Publish into a folder of its own.")
    settings = service.references.settings
    code = _code(settings.name)
    tables = service.standing_tables(filters)
    risks = tables["risks"]
    tables["risks"] = risks.filter(pl.col("visibility") == "system")
    if scope == "public":
        tables["adoptions"] = _for_the_public(tables["adoptions"])
    about = {
        "name": f"{code}-{filters.period}",
        "title": f"{settings.name}: what stands at {filters.period}",
        "description": settings.about,
        "version": CONTRACT_VERSION,
        "system": code,
        "period": str(filters.period),
        "known_on": _known_on(service, filters).isoformat(),
        "scope": scope,
        "notes": [*_notes(scope)],
    }
    described = {f"{column}_is_hidden": _IS_HIDDEN for column in _PEOPLE}
    package = [PackageTable(name, rows, KEYS[name], described) for name, rows in tables.items()]
    folder = into / f"system={code}" / f"period={filters.period}"
    try:
        _put(folder, data_package(package, about))
    except OSError as error:
        raise NotUnderstood(f"{into} cannot be written: {error.strerror}.") from error
    counts = tuple((name, rows.height) for name, rows in tables.items())
    left_out = risks.height - tables["risks"].height
    return Published(folder, settings.name, filters, scope, counts, left_out)


def _code(name: str) -> str:
    """Return a system's name as folders and other programs write it."""
    return _NOT_IN_NAMES.sub("-", name.casefold()).strip("-") or "system"


def _known_on(service: PortfolioService, filters: Filters) -> date:
    return filters.known_on or service.today().date()


def _notes(scope: Scope) -> Iterator[str]:
    yield "Risks that an organisation keeps to itself are left out."
    yield "In the CSV files a text that a spreadsheet would take for a formula begins with '."
    if scope == "public":
        yield (
            f"Counts of people from 1 to {LARGEST_HIDDEN} are left blank, and said to be; others "
            f"are rounded to {NEAREST}."
        )


def _for_the_public(adoptions: pl.DataFrame) -> pl.DataFrame:
    """Return adoptions without small counts of people; a column beside each says which were."""
    hidden = [
        pl.col(column)
        .is_between(1, LARGEST_HIDDEN)
        .fill_null(value=False)
        .alias(f"{column}_is_hidden")
        for column in _PEOPLE
    ]
    rounded = [pl.col(column).map_elements(published, return_dtype=pl.Int64) for column in _PEOPLE]
    return adoptions.with_columns(hidden).with_columns(rounded)


def _put(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a folder beside its place, then put it there. Names with a dot before them are passed
    over by whatever reads many systems."""
    half = folder.with_name(f".{folder.name}.part")
    before = folder.with_name(f".{folder.name}.before")
    folder.parent.mkdir(parents=True, exist_ok=True)
    if before.exists() and not folder.exists():
        before.rename(folder)  # it ended between the two last time
    shutil.rmtree(half, ignore_errors=True)
    try:
        half.mkdir()
        for name, content in files:
            (half / name).write_bytes(content)
        force_folder(half)
        if folder.exists():
            folder.rename(before)
        half.rename(folder)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    shutil.rmtree(before, ignore_errors=True)
