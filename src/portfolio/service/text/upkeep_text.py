"""What was rebuilt, backed up or restored, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portfolio.domain.limits import MEGABYTE
from portfolio.rebuild import LeftOut, Rebuilt
from portfolio.service.text.aligned_columns import printable
from portfolio.store.backup import BackedUp
from portfolio.views.formats import plural

REPAIRED = (
    "The database was damaged. It was made again from the archive and the journal, and the damaged "
    "one is kept beside it."
)


def rebuilt_text(rebuilt: Rebuilt, into: Path) -> str:
    """Return what the new database holds, and each return that could not be read again."""
    return f"Made again in {into}: {_counts(rebuilt)}.{left_out_text(rebuilt)}"


def restored_text(rebuilt: Rebuilt, home: Path) -> str:
    """Return what the restored home folder holds."""
    return f"Restored in {home}: {_counts(rebuilt)}.{left_out_text(rebuilt)}"


def backed_up_text(backed_up: BackedUp, target: Path) -> str:
    """Return how much is in the backup, and what was lost before it was made."""
    size = f"{backed_up.size_bytes / MEGABYTE:,.1f} MB"
    lines = [f"Backed up to {target}: {plural(backed_up.files, 'file')} received, {size}."]
    if backed_up.missing:
        lines.append(
            f"{plural(len(backed_up.missing), 'file')} of the archive could not be read and "
            f"{'is' if len(backed_up.missing) == 1 else 'are'} not in it:"
            + "".join(f"\n  {printable(lost)}" for lost in backed_up.missing)
            + "\nThe same file sent or loaded once more is kept again."
        )
    lines += _lines_lost(backed_up.lines_lost)
    return "\n\n".join(lines)


def left_out_text(rebuilt: Rebuilt) -> str:
    """Return the returns and lists that are missing; nothing where none are."""
    lines = [_left_out(one) for one in rebuilt.left_out]
    if rebuilt.lists_lost:
        why = "; ".join(dict.fromkeys(map(printable, rebuilt.lists_lost)))
        lines.append(
            f"{plural(len(rebuilt.lists_lost), 'set')} of reference lists could not be read again "
            f"({why}); those nearest in time were used. Load the system's lists once more."
        )
    lines += _lines_lost(rebuilt.lines_lost)
    return "".join(f"\n\n{line}" for line in lines)


def _lines_lost(lost: Sequence[str]) -> list[str]:
    return [
        f"A line of the journal cannot be read: {printable(one)}. What it told is not in here. "
        "Where the home folder still has its database, start the app once: that writes the line "
        "again. Then do this again."
        for one in lost
    ]


def _counts(rebuilt: Rebuilt) -> str:
    return (
        f"{plural(rebuilt.submissions, 'submission')}, "
        f"{plural(rebuilt.withdrawals, 'withdrawal')}, "
        f"{plural(rebuilt.refusals, 'refused return')}"
    )


def _left_out(one: LeftOut) -> str:
    submission = one.submission
    return (
        f"Submission {submission.number} ({submission.partner_code} for "
        f"{submission.period.words}) could not be read again: {printable(one.why)}. It counts as "
        "withdrawn, and what stood before it stands. Ask the partner to send it again; or put the "
        "file back into the archive from a backup and delete the database: it is made again then."
    )
