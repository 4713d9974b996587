"""What one extract gives to say by itself, before it is held against anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from portfolio.domain.extract import Detected, ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period


@dataclass(frozen=True)
class FileResult:
    """One extract as read and typed, with what was found in its form, cells and rows.

    `table` has the kind's typed columns and `row_number`; there is none where the file could not
    be read. `is_whole` tells whether every row and every required column is in it. `unread` are
    the columns with a cell that could not be read, whether or not a finding names them.
    """

    detected: Detected
    findings: tuple[Finding, ...] = ()
    table: pl.DataFrame | None = None
    is_whole: bool = False
    unread: frozenset[str] = frozenset()


# A received file gives one extract; a workbook as many as it has sheets that are extracts.
FileValidator = Callable[[ReceivedFile, Period], tuple[FileResult, ...]]


def columns_unread(findings: Iterable[Finding]) -> set[tuple[str | None, str | None]]:
    """Return kind and column of every cell that stopped: what stands in it is not known."""
    stops = [one for one in findings if one.severity == "stop" and one.rows]
    first = {(one.kind, one.column) for one in stops}
    return first | {(one.kind, each.column) for one in stops for each in one.each if each.column}
