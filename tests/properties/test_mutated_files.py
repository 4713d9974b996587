"""Whatever bytes come, there is a verdict; and what is accepted is what a plain reader reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.intake.one_file.file_result import FileResult
from portfolio.intake.one_file.validate_file import validate_file
from portfolio.intake.one_file.worker import WorkerPool

PERIOD = Period(2026, 9)
FileValidator = Callable[[ReceivedFile, Period], tuple[FileResult, ...]]


@pytest.fixture
def room() -> Iterator[tuple[WorkerPool, list[str]]]:
    noted: list[str] = []
    room = WorkerPool(seats=1, note=noted.append)
    yield room, noted
    room.close()


def outcomes(
    files: Iterable[tuple[str, bytes]], validate_file: FileValidator, mutants: ModuleType
) -> tuple[Counter[str], list[tuple[str, bytes]]]:
    """What became of the files, and those that were accepted otherwise than a plain reader has
    them."""
    figures: Counter[str] = Counter()
    unexplained = []
    for kind, content in files:
        (judged,) = validate_file(ReceivedFile(f"{kind}.csv", content), PERIOD)
        stops = [found.rule for found in judged.findings if found.severity == "stop"]
        if stops:
            figures["refused"] += 1
            continue
        is_explained = as_kept(judged) == mutants.plain_reading(content, judged.detected)
        is_explained = is_explained and not mutants.holds_rows(content, judged.detected)
        figures["accepted, as a plain reader has it" if is_explained else "UNEXPLAINED"] += 1
        if not is_explained:
            unexplained.append((kind, content))
    return figures, unexplained


def as_kept(judged: FileResult) -> list[dict[str, object]]:
    """The rows without what was not sent at all."""
    assert judged.table is not None
    rows = judged.table.drop("row_number").to_dicts()
    return [
        {column: row[column] for column in row if not column.endswith("_as_sent")} for row in rows
    ]


def test_some_mutants_all_get_a_verdict_that_a_plain_reader_explains(mutants: ModuleType) -> None:
    figures, unexplained = outcomes(mutants.mutants(400, seed=20260930), validate_file, mutants)

    assert unexplained == []
    assert figures["accepted, as a plain reader has it"] > 20


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_twenty_thousand_mutants_leave_the_process_apart_standing(
    seed: int,
    mutants: ModuleType,
    room: tuple[WorkerPool, list[str]],
    *,
    goal: Callable[..., None],
) -> None:
    judge_apart, noted = room
    figures, unexplained = outcomes(mutants.mutants(5_000, seed=seed), judge_apart, mutants)

    goal(
        "Mutants of right files: no crash, no hang",
        files=figures.total(),
        refused=figures["refused"],
        read_otherwise_than_a_plain_reader=len(unexplained),
        crashes_or_hangs=len(noted),
    )
    assert noted == []
    assert unexplained == []
