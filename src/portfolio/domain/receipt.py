"""The three ends a submission can come to.

`mended` names the files sent whose copy in the archive, kept of an earlier submission, was damaged
or missing and was written again from what was sent.
"""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.submission import Submission
from portfolio.domain.verdict import Verdict


@dataclass(frozen=True)
class Receipt:
    """It was stored, whole; the submission has its notes, hashes and counts."""

    submission: Submission
    verdict: Verdict
    mended: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Nothing was stored; the verdict says everything that is wrong."""

    verdict: Verdict
    mended: tuple[str, ...] = ()


@dataclass(frozen=True)
class AlreadyReceived:
    """The same bytes already stand for this partner and period; nothing was changed."""

    submission: Submission
    verdict: Verdict
    mended: tuple[str, ...] = ()


Outcome = Receipt | Refusal | AlreadyReceived
