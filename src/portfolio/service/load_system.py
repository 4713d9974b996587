"""Loads a system folder: its reference lists, then its extracts in the order they were received."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.period import Period
from portfolio.domain.receipt import AlreadyReceived, Outcome, Receipt, Refusal
from portfolio.service.list_changes import ListChanges, list_changes
from portfolio.service.requests import NotUnderstood
from portfolio.store.reference_lists import ReferenceLists
from portfolio.submissions import Submissions

# What a submission may lack only because another one of the same folder brings it.
BROUGHT_BY_OTHERS = frozenset(
    {"known_programme", "known_lesson", "known_benefit", "transferred_from_lead"}
)
_SENT_AS = (".csv", ".xlsx", ".zip")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, order=True)
class SeededSubmission:
    """One folder `extracts/<partner>/<period>[@<day received>]`, in the order it came."""

    received_on: date
    period: Period
    partner_code: str
    folder: Path

    def files(self) -> tuple[ReceivedFile, ...]:
        paths = sorted(p for p in self.folder.iterdir() if p.suffix.lower() in _SENT_AS)
        return tuple(ReceivedFile(path.name, path.read_bytes()) for path in paths)


@dataclass(frozen=True)
class LoadedSubmission:
    """What became of one of them."""

    partner_code: str
    period: Period
    received_on: date
    outcome: Outcome


@dataclass(frozen=True)
class Loaded:
    """What became of a system folder, in the order things were settled."""

    system_name: str
    submissions: tuple[LoadedSubmission, ...]
    lists: ListChanges = ListChanges()

    def ended(self, outcome: type[Outcome]) -> int:
        """Return how many ended in one way."""
        return sum(isinstance(one.outcome, outcome) for one in self.submissions)

    def to_json(self) -> dict[str, object]:
        """Count by how each ended, the returns that were refused, and what the lists changed."""
        return {
            "system": self.system_name,
            "stored": self.ended(Receipt),
            "already_received": self.ended(AlreadyReceived),
            "refused": [
                {
                    "partner": one.partner_code,
                    "period": str(one.period),
                    "received_on": one.received_on.isoformat(),
                }
                for one in self.submissions
                if isinstance(one.outcome, Refusal)
            ],
            "lists": self.lists.to_json(),
        }

    @property
    def is_clean(self) -> bool:
        return not any(isinstance(one.outcome, Refusal) for one in self.submissions)


def unseen(_done: int, _all: int) -> None:
    """Progress nobody watches."""


def load(lists: ReferenceLists, returns: Submissions, system: Path, progress: Progress) -> Loaded:
    """Take the lists, then the extracts by received day.

    One refused only because it names what another brings is tried again after the others, for as
    long as that helps. Raises BadReference and NotUnderstood, before anything is changed.
    """
    waiting = seeded_submissions(system)
    before = lists.current()
    references = lists.load(system)
    with returns.loading():
        settled = _settled(returns, waiting, progress)
    return Loaded(references.settings.name, settled, list_changes(before, references))


def _settled(
    returns: Submissions, waiting: list[SeededSubmission], progress: Progress
) -> tuple[LoadedSubmission, ...]:
    settled: list[LoadedSubmission] = []
    count = len(waiting)
    while waiting:
        tried = [
            (seeded, _receive(returns, seeded)) for seeded in _told(waiting, settled, progress)
        ]
        again = [seeded for seeded, one in tried if _may_be_cured(one.outcome)]
        if len(again) == len(waiting):
            again = []
        settled += [_ended(returns, one) for seeded, one in tried if seeded not in again]
        waiting = again
    progress(count, count)
    return tuple(settled)


def seeded_submissions(system: Path) -> list[SeededSubmission]:
    """Return the submissions laid out in a system folder, by received day.

    Raises NotUnderstood for a folder whose name is not a period.
    """
    if not system.is_dir():
        raise NotUnderstood(f"There is no folder {system}.")
    folders = sorted(path for path in system.glob("extracts/*/*") if path.is_dir())
    return sorted(_seeded(folder) for folder in folders)


def _seeded(folder: Path) -> SeededSubmission:
    written, _, day = folder.name.partition("@")
    try:
        period = Period.parse(written)
        received_on = date.fromisoformat(day) if day else period.end
    except ValueError as error:
        raise NotUnderstood(
            f"The folder {folder.parent.name}/{folder.name} is not named for a period. "
            "Name it as 2026-09, or 2026-09@2026-10-05 with the day it was received."
        ) from error
    return SeededSubmission(received_on, period, folder.parent.name, folder)


def _told(
    waiting: list[SeededSubmission], settled: list[LoadedSubmission], progress: Progress
) -> Iterator[SeededSubmission]:
    for number, seeded in enumerate(waiting):
        progress(len(settled) + number, len(settled) + len(waiting))
        yield seeded


def _receive(returns: Submissions, seeded: SeededSubmission) -> LoadedSubmission:
    outcome = returns.receive(
        seeded.files(),
        partner_code=seeded.partner_code,
        period=seeded.period,
        received_on=seeded.received_on,
        again_later=True,
    )
    return LoadedSubmission(seeded.partner_code, seeded.period, seeded.received_on, outcome)


def _ended(returns: Submissions, loaded: LoadedSubmission) -> LoadedSubmission:
    """Return what is not tried again; a refusal is one to keep only now."""
    if isinstance(loaded.outcome, Refusal):
        returns.keep_refusal(
            loaded.outcome.verdict,
            partner_code=loaded.partner_code,
            period=loaded.period,
            received_on=loaded.received_on,
        )
    return loaded


def _may_be_cured(outcome: Outcome) -> bool:
    return isinstance(outcome, Refusal) and BROUGHT_BY_OTHERS.issuperset(
        stop.rule for stop in outcome.verdict.stops
    )
