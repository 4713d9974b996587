"""How an example folder is put through the door: lists, earlier returns, files."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.system import References
from portfolio.domain.verdict import Checked, CurrentState
from portfolio.intake.one_file.file_result import FileValidator
from portfolio.intake.one_file.worker import Limits, WorkerPool
from portfolio.intake.validate import validate_here, validate_submission
from portfolio.store.reference_lists import read_system_folder

EXAMPLES = Path(__file__).parent
_BEFORE = Period(2026, 6)
_CURRENT = ("programmes", "adoptions", "benefits", "lessons")
_NAMED = {"programmes": "programme_id", "risks": "risk_id", "lessons": "lesson_id"}
_HELD_BY = {"programmes": "lead_org_code", "risks": "org_code", "lessons": "org_code"}


Check = Callable[[Path, Mapping[str, object]], Checked[pl.DataFrame]]


@pytest.fixture(scope="session")
def checked_example() -> Check:
    return check_example


def check_example(folder: Path, asked: Mapping[str, object]) -> Checked[pl.DataFrame]:
    """What the door says of a folder's files, from a partner, for a period, after the returns
    of other folders have been accepted.

    `apart` has the files read in a process apart: held to some limits, or `killed` before it
    answers. `times` says how often the rows of a file are sent, where that is many. A folder
    `before` holds the partner's own return for an earlier period.
    """
    partner, period, after = str(asked["partner"]), str(asked["period"]), asked["after"]
    assert isinstance(after, list)
    with _validate_file(asked.get("apart")) as validate_file:
        return validate_submission(
            _received(folder, times=int(str(asked.get("times", 1)))),
            partner_code=partner,
            period=Period.parse(period),
            references=_references(),
            standing=_standing(tuple(after), partner, folder / "before"),
            validate_file=validate_file,
        )


@contextmanager
def _validate_file(apart: object) -> Iterator[FileValidator]:
    if not isinstance(apart, dict):
        yield validate_here
        return
    room = WorkerPool(
        Limits(**{name: float(value) for name, value in apart.items() if value is not True})
    )
    if apart.get("killed"):
        room.warm()
        for process_id in room.process_ids:
            os.kill(process_id, signal.SIGKILL)
    yield room
    room.close()


@cache
def _references() -> References:
    return read_system_folder(EXAMPLES / "system")


def _received(folder: Path, *, times: int = 1) -> list[ReceivedFile]:
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name != "expected.json")
    return [ReceivedFile(path.name, _repeated(path.read_bytes(), times)) for path in files]


def _repeated(content: bytes, times: int) -> bytes:
    header, line_end, rows = content.partition(b"\n")
    return header + line_end + rows * times


@cache
def _standing(partners: tuple[str, ...], partner: str, own: Path) -> CurrentState[pl.DataFrame]:
    """What stands once each partner in turn has sent its folder below `standing`, and the one who
    sends now what it sent `before`, if the example has such a folder."""
    sent: dict[str, Mapping[str, pl.DataFrame]] = {}
    folders = {sender: EXAMPLES / "standing" / sender for sender in partners}
    for sender, folder in {**folders, **({partner: own} if own.exists() else {})}.items():
        before = _stands(sent, sender)
        checked = validate_submission(
            _received(folder),
            partner_code=sender,
            period=_BEFORE,
            references=_references(),
            standing=before,
        )
        assert checked.verdict.accepted, checked.verdict.findings
        sent[sender] = checked.tables
    return _stands(sent, partner)


def _stands(
    sent: Mapping[str, Mapping[str, pl.DataFrame]], partner: str
) -> CurrentState[pl.DataFrame]:
    rows = [
        (kind, sender, table.with_columns(partner_code=pl.lit(sender), submission_id=number))
        for number, (sender, tables) in enumerate(sent.items(), start=1)
        for kind, table in tables.items()
    ]
    ids = [
        table.select(
            kind=pl.lit(kind),
            id=_NAMED[kind],
            partner_code=pl.lit(sender),
            owner_code=_HELD_BY[kind],
            taken_from=pl.lit(None, dtype=pl.String),
            is_later=False,
        )
        for kind, sender, table in rows
        if kind in _NAMED
    ]
    return CurrentState(
        current={
            kind: pl.concat([t for k, _, t in rows if k == kind], how="diagonal_relaxed")
            for kind in _CURRENT
            if any(k == kind for k, _, _ in rows)
        },
        previous=sent.get(partner, {}),
        previous_periods=dict.fromkeys(sent.get(partner, {}), _BEFORE),
        elsewhere=pl.concat(ids) if ids else None,
        values_of_others=(lambda benefit_ids: _values_of_others(rows, partner, benefit_ids))
        if any(kind == "benefit_values" and sender != partner for kind, sender, _ in rows)
        else None,
    )


def _values_of_others(
    rows: Sequence[tuple[str, str, pl.DataFrame]], partner: str, benefit_ids: Sequence[str]
) -> pl.DataFrame:
    theirs = [t for kind, sender, t in rows if kind == "benefit_values" and sender != partner]
    return pl.concat(theirs, how="diagonal_relaxed").filter(
        pl.col("benefit_id").is_in(list(benefit_ids))
    )
