"""Takes in what scheduled drops bring: each set once it has settled, its verdict beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.access import machine_of
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.receipt import Outcome, Refusal
from portfolio.domain.verdict import Verdict
from portfolio.inbox.drop_refusals import is_month, refusal_of
from portfolio.inbox.drops import (
    DONE,
    REFUSED,
    Drop,
    Settling,
    StillArriving,
    content,
    drops,
    read,
)
from portfolio.inbox.remove_drop import LEAVING, Destination, carry_on, leave
from portfolio.inbox.still_refused import of_drop, of_folder
from portfolio.inbox.wait_rules import awaited, by_manifest, check_sums, rule_of, say
from portfolio.logbook import LOGGER, FaultNoted
from portfolio.service import PortfolioService
from portfolio.service.commands import told
from portfolio.settings import WAIT_RULES

SETTLE_SECONDS = 10.0
_NOT_LOOKED_INTO = frozenset({"zip_not_taken", "zip_too_large"})
_TRY_AGAIN_SECONDS = 60.0


@dataclass(frozen=True)
class DropRules:
    """How long a folder must be still, how large a file may be, and what a folder waits for where
    its partner has no rule of its own."""

    settle_seconds: float = SETTLE_SECONDS
    most_megabytes: int = 50
    waits_for: str = "still"


class _Waits(Exception):
    """The files are not to be taken yet; the message says what they wait for."""


class Taking:
    """Looks through the drop folders and takes what has settled.

    Taken exactly once whenever the process is killed: until the files have left their folder
    they are only sent again, and the desk knows bytes that it has received.
    """

    def __init__(self, service: PortfolioService, inbox: Path, rules: DropRules) -> None:
        self._service = service
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
                if watched.happened:
                    self._settling.put_off(drop, _TRY_AGAIN_SECONDS)

    def _carry_on(self) -> None:
        for leaving in (*self._inbox.glob(f"*/{LEAVING}"), *self._inbox.glob(f"*/*/{LEAVING}")):
            with FaultNoted("finishing what was taken from the inbox"):
                carry_on(leaving.parent)

    def _take(self, drop: Drop) -> None:
        try:
            drop, outcome = self._decided(drop)
        except StillArriving:
            self._settling.forget(drop.folder)
            return
        except _Waits as why:
            say(drop.folder, str(why))
            self._settling.put_off(drop, _TRY_AGAIN_SECONDS)
            return
        say(drop.folder, "")
        answer = of_drop(drop, told(self._service, outcome, self._since(drop)))
        leave(drop, answer, of_folder(answer), self._destination(outcome))
        self._settling.forget(drop.folder)
        ended = "refused" if isinstance(outcome, Refusal) else "taken"
        LOGGER.info("inbox: a drop of %d files was %s", len(drop.files), ended)

    def _decided(self, drop: Drop) -> tuple[Drop, Outcome]:
        """Return what becomes of a drop, or of those of its files that its manifest names.

        Raises _Waits, StillArriving, or StoreFault where nothing was kept.
        """
        rule = rule_of(self._inbox / drop.partner, self._rules.waits_for, WAIT_RULES)
        if why := awaited(drop, rule):
            raise _Waits(why)
        sums: Mapping[str, str] = {}
        try:
            if drop.manifest is not None:
                drop, sums = by_manifest(drop, content(drop.folder, drop.manifest))
            refused = refusal_of(drop, self._rules.most_megabytes)
            if refused is not None:
                return drop, Refusal(refused)
            files = read(drop)
            if sums:
                check_sums(files, sums)
        except ValueError as error:
            raise _Waits(str(error)) from error
        # Whoever may write into a partner's folder sends for that partner, and for nobody else.
        sender = machine_of(drop.shown_partner)
        service = self._service.acting_for(lambda: sender)
        return drop, service.returns.receive(
            files, partner_code=drop.shown_partner, period=Period.parse(drop.period or "")
        )

    def _since(self, drop: Drop) -> tuple[Finding, ...]:
        """Return what others have sent since this partner's last return; of a folder that is
        nobody's, or no month's, nothing."""
        if drop.period is None or not is_month(drop.period):
            return ()
        return self._service.since_last_return(drop.shown_partner, Period.parse(drop.period))

    def _destination(self, outcome: Outcome) -> Destination:
        if not isinstance(outcome, Refusal):
            return Destination(DONE, outcome.submission.number)
        name = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
        is_kept = not (outcome.verdict.names_a_patient or _is_unseen(outcome.verdict))
        return Destination(REFUSED, name, is_kept=is_kept)


def _is_unseen(verdict: Verdict) -> bool:
    """Return whether there is a zip that nobody has looked into: it might name a patient."""
    return any(found.rule in _NOT_LOOKED_INTO for found in verdict.findings)
