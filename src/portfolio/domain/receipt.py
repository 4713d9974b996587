"""The three ends a submission can come to."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.submission import Submission
from portfolio.domain.verdict import Verdict


@dataclass(frozen=True)
class Receipt:
    """It was stored, whole; the submission has its notes, hashes and counts."""

    submission: Submission
    verdict: Verdict


@dataclass(frozen=True)
class Refusal:
    """Nothing was stored; the verdict says everything that is wrong."""

    verdict: Verdict


@dataclass(frozen=True)
class AlreadyReceived:
    """The same bytes already stand for this partner and period; nothing was changed."""

    submission: Submission
    verdict: Verdict


Outcome = Receipt | Refusal | AlreadyReceived
