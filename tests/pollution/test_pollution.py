"""Right files of every kind, spoilt in every way of a published list, through the real door.

Each is refused with its reason and, where a row is to blame, its row; or read as it was meant; or
read otherwise and said so at its row. None is read otherwise without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.verdict import Verdict

# One in so many in the short form: prime, so that no row or column is always left out.
_ONE_IN = 41
# Of marks left open there are some thirty thousand; no dialect is always left out here either.
_ONE_MARK_IN, _ONE_MARK_IN_LONG = 397, 7
Outcome = str
Goal = Callable[..., None]


class Pollution:
    """Files of one kind through the door, and what became of them."""

    def __init__(self, kind: str, stored: Any, known_rows: ModuleType) -> None:
        self.kind = kind
        self.figures: Counter[tuple[str, Outcome]] = Counter()
        self.wrong: list[tuple[str, Outcome, bytes]] = []
        self._stored = stored
        self._meant = [known_rows.as_kept(row) for row in known_rows.known_rows(kind)]

    def send(self, polluted: Any) -> None:
        file = ReceivedFile(f"{self.kind}.csv", polluted.content)
        verdict = self._stored.check(file)
        if verdict.accepted:
            outcome = self._taken(file, verdict, polluted.row)
        else:
            outcome = _refused(verdict, polluted)
        if polluted.is_legal and outcome != "read as meant":
            outcome = f"legal, yet {outcome}"
        self.figures[polluted.pollution, outcome] += 1
        if outcome not in ("refused", "read as meant", "read otherwise and said so"):
            self.wrong.append((polluted.pollution, outcome, polluted.content))

    def _taken(self, file: ReceivedFile, verdict: Verdict, row: int | None) -> Outcome:
        kept = self._stored.read_back(self.kind, file)
        if kept == self._meant:
            return "read as meant"
        self._stored.stand_as_known(self.kind)
        said = {(row, note.column) for note in verdict.notes for row in note.rows}
        if len(kept) != len(self._meant):
            is_said = (row, None) in said
        else:
            is_said = all(
                at in said or (at[0], None) in said for at in _different(kept, self._meant)
            )
        return "read otherwise and said so" if is_said else "SILENTLY DIFFERENT"


def _different(
    kept: list[dict[str, object]], meant: list[dict[str, object]]
) -> set[tuple[int, str]]:
    """The places, as a spreadsheet counts rows, of the cells that differ."""
    pairs = enumerate(zip(kept, meant, strict=True), start=2)
    return {(row, c) for row, (a, b) in pairs for c in a if a[c] != b[c]}


def _refused(verdict: Verdict, polluted: Any) -> Outcome:
    if polluted.row is None or any(polluted.row in stop.rows for stop in verdict.stops):
        return "refused"
    return "refused without its row"


POLLUTED = "Polluted files: none silently different, every refusal names its row"
LEFT_OPEN = "Quotation marks that close in a later row: none silently different, each row named"


def count(goal: Goal, name: str, pollution: Pollution) -> None:
    """Towards a goal: how many files, what became of them, and how many went wrong."""
    outcomes: Counter[Outcome] = Counter()
    for (_, outcome), files in pollution.figures.items():
        outcomes[outcome.replace(" ", "_")] += files
    told = {"files": pollution.figures.total(), **outcomes, "wrong": len(pollution.wrong)}
    goal(name, **told)


def sent(
    kind: str, files: Iterable[Any], one_in: int, known_rows: ModuleType, *, stored: Any
) -> Pollution:
    pollution = Pollution(kind, stored, known_rows)
    for place, polluted in enumerate(files):
        if place % one_in == 0:
            pollution.send(polluted)
    return pollution


def test_some_of_all_polluted_files_are_refused_with_their_row_or_read_as_meant(
    polluter: ModuleType, known_rows: ModuleType, stored: Any
) -> None:
    pollutions = [
        sent(kind, polluter.pollutions(kind), _ONE_IN, known_rows, stored=stored) for kind in KINDS
    ]

    assert [wrong for one in pollutions for wrong in one.wrong] == []
    assert sum(one.figures.total() for one in pollutions) >= 200


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_every_polluted_file_is_refused_with_its_row_or_read_as_meant(
    kind: str, polluter: ModuleType, known_rows: ModuleType, *, stored: Any, goal: Goal
) -> None:
    pollution = sent(kind, polluter.pollutions(kind), 1, known_rows, stored=stored)

    count(goal, POLLUTED, pollution)
    assert pollution.wrong == []
    assert pollution.figures.total() >= 2_000 / len(KINDS)


def left_open(
    kind: str, one_in: int, modules: tuple[ModuleType, ModuleType], stored: Any
) -> Pollution:
    polluter, known_rows = modules
    files = polluter.marks_left_open(kind)
    return sent(kind, files, one_in, known_rows, stored=stored)


def test_some_files_with_a_mark_that_closes_in_a_later_row_are_refused_with_its_row(
    polluter: ModuleType, known_rows: ModuleType, stored: Any
) -> None:
    modules = polluter, known_rows
    pollutions = [left_open(kind, _ONE_MARK_IN, modules, stored) for kind in KINDS]

    assert [wrong for one in pollutions for wrong in one.wrong] == []
    assert [
        outcome for one in pollutions for _, outcome in one.figures if outcome != "refused"
    ] == []
    assert sum(one.figures.total() for one in pollutions) >= 70


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_that_closes_in_a_later_row_is_refused_with_its_row(
    kind: str, polluter: ModuleType, known_rows: ModuleType, *, stored: Any, goal: Goal
) -> None:
    pollution = left_open(kind, _ONE_MARK_IN_LONG, (polluter, known_rows), stored)

    count(goal, LEFT_OPEN, pollution)
    assert pollution.wrong == []
    assert {outcome for _, outcome in pollution.figures} == {"refused"}
