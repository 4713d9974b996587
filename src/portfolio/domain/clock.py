"""What is said of a submission that by the clock came before the one received before it."""

from __future__ import annotations

from datetime import datetime, timedelta

from portfolio.domain.finding import Finding

# A machine whose clock is set by the network goes back by parts of a second every day.
_NOT_WORTH_SAYING = timedelta(seconds=1)


def clock_notes(now: datetime, last: datetime | None) -> tuple[Finding, ...]:
    """Return a note where the clock was put back since `last`, the moment of the submission that
    is furthest on. The numbers of submissions, not their moments, say which followed which."""
    if last is None or last - now.astimezone() < _NOT_WORTH_SAYING:
        return ()
    before = f"{last.astimezone():%d %B %Y, %H:%M:%S}".lstrip("0")
    says = f"By our clock this came before an earlier submission, which was recorded on {before}."
    do = "It counts after it all the same. The portfolio office should look at the clock."
    return (Finding("note", "clock_put_back", "", says, do),)
