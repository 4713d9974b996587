"""Takes in what scheduled drops bring: each set once it has settled, its verdict beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.receipt import Outcome, Refusal
from portfolio.inbox.dropped import (
    DONE,
    REFUSED,
    Drop,
    Settling,
    StillArriving,
    drops,
    read,
)
from portfolio.inbox.leaving import LEAVING, Destination, carry_on, leave
from portfolio.inbox.refusing import is_month, refusal_of
from portfolio.logbook import LOGGER, FaultNoted
from portfolio.office import Office
from portfolio.office.verbs import told

SETTLE_SECONDS = 10.0
_TRY_AGAIN_SECONDS = 60.0


@dataclass(frozen=True)
class DropRules:
    """How long a folder must be still, and how large a file may be."""

    settle_seconds: float = SETTLE_SECONDS
    most_megabytes: int = 50


class Taking:
    """Looks through the drop folders and takes what has settled.

    Taken exactly once whenever the process is killed: until the files have left their folder
    they are only sent again, and the desk knows bytes that it has received.
    """

    def __init__(self, office: Office, inbox: Path, rules: DropRules) -> None:
        self._office = office
        self._inbox = inbox
        self._rules = rules
        self._settling = Settling(rules.settle_seconds)

    def look(self) -> None:
        """One round through all folders; a fault with one keeps none of the others waiting."""
        self._carry_on()
        for drop in drops(self._inbox):
            if self._settling.has_settled(drop):
                with FaultNoted("taking files from the inbox") as watched:
                    self._take(drop)
                    self._settling.forget(drop.folder)
                if watched.happened:
                    self._settling.put_off(drop, _TRY_AGAIN_SECONDS)

    def _carry_on(self) -> None:
        for leaving in (*self._inbox.glob(f"*/{LEAVING}"), *self._inbox.glob(f"*/*/{LEAVING}")):
            with FaultNoted("finishing what was taken from the inbox"):
                carry_on(leaving.parent)

    def _take(self, drop: Drop) -> None:
        try:
            outcome = self._decided(drop)
        except StillArriving:
            return
        answer = told(self._office, outcome, self._since(drop))
        leave(drop, answer, self._destination(outcome))
        ended = "refused" if isinstance(outcome, Refusal) else "taken"
        LOGGER.info("inbox: a drop of %d files was %s", len(drop.files), ended)

    def _decided(self, drop: Drop) -> Outcome:
        """What becomes of a drop. Raises StillArriving, or StoreFault where nothing was kept."""
        refused = refusal_of(drop, self._rules.most_megabytes)
        if refused is not None:
            return Refusal(refused)
        return self._office.desk.receive(
            read(drop), partner_code=drop.shown_partner, period=Period.parse(drop.period or "")
        )

    def _since(self, drop: Drop) -> tuple[Finding, ...]:
        """What others have sent since this partner's last return; of a folder that is nobody's, or
        no month's, nothing."""
        if drop.period is None or not is_month(drop.period):
            return ()
        return self._office.since_last_return(drop.shown_partner, Period.parse(drop.period))

    def _destination(self, outcome: Outcome) -> Destination:
        if not isinstance(outcome, Refusal):
            return Destination(DONE, outcome.submission.number)
        name = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
        return Destination(REFUSED, name, is_kept=not outcome.verdict.names_a_patient)
