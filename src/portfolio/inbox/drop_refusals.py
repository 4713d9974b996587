"""Verdicts on drops that are never checked, in the form of those that are."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.domain.finding import Finding
from portfolio.domain.limits import MEGABYTE
from portfolio.domain.period import Period
from portfolio.domain.verdict import Verdict
from portfolio.inbox.drops import Drop
from portfolio.intake.receive.unwrap import control_of
from portfolio.views.formats import count

MOST_FILES = 7
_LAYOUT = "Put the files into `inbox/<partner>/<period>/`, for example `inbox/RXZ/2026-09/`."


def refusal_of(drop: Drop, most_megabytes: int) -> Verdict | None:
    """Return why a drop cannot be read at all; None where it can."""
    found = tuple(_reasons(drop, most_megabytes))
    return Verdict(found, ()) if found else None


def _reasons(drop: Drop, most_megabytes: int) -> Iterator[Finding]:
    if drop.period is None:
        yield _said("inbox_place", "", "These files lie outside a folder for their month.", _LAYOUT)
    elif not is_month(drop.period):
        says = f"The folder `{_quoted(drop.period)}` is not named for a month."
        yield _said("inbox_period", "", says, "Name it for the reporting period, as `2026-09`.")
    extracts = [file for file in drop.files if not control_of(file.name)]
    if len(extracts) > MOST_FILES:
        says = f"There are {count(len(extracts))} files here."
        yield _said("inbox_files", "", says, "Send one to seven extracts, one file of a kind.")
    for file in drop.files:
        if not file.is_file:
            says = "This is a link, or something else that is not a file itself."
            yield _said("inbox_link", file.shown, says, "Send the file itself.")
        elif file.size > most_megabytes * MEGABYTE:
            says = f"This file is larger than {count(most_megabytes)} MB."
            do = "Ask the portfolio office to allow larger files (`PORTFOLIO_MAX_UPLOAD_MB`)."
            yield _said("inbox_size", file.shown, says, do)


def _said(rule: str, file: str, says: str, do: str) -> Finding:
    return Finding("stop", rule, file, says, do)


def _quoted(name: str) -> str:
    text = name.encode("utf-8", "replace").decode().replace("`", "'")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)[:40]


def is_month(name: str) -> bool:
    """Return whether a folder is named for a month."""
    try:
        Period.parse(name)
    except ValueError:
        return False
    return True
