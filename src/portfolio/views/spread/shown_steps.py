"""From agreement to a benefit that was measured: the four steps of an adoption, counted."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import formats, links
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.palette import BEYOND, SOFT
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.read_result import Record, is_true, only, records, text, whole
from portfolio.views.words import shown_words
from portfolio.views.words.terms import EVIDENCE, STATE, word

_NAMED = 6


def shown_steps(shown: Result, labels: Labels) -> Picture:
    """Agreed, in use, used and shown, over all programmes or of the one that is chosen. Reads
    `by_programme` and `by_organisation` of benefit_shown."""
    programmes = records(shown, "by_programme")
    sums = {name: sum(whole(row, name) for row in programmes) for name, _ in shown_words.STEPS}
    is_one = len(programmes) == 1
    title = shown_words.title(sums["adopted"], sums["shown"], is_one=is_one)
    if not sums["agreed"]:
        return Picture(title=title, empty=shown_words.NOBODY)
    blank = sum(whole(row, "use_not_known") for row in programmes)
    at = records(shown, "by_organisation")
    names = _names([row for row in at if is_true(row, "is_shown")], labels) if is_one else ""
    bars = [
        Bar(
            words,
            sums[name],
            colour=BEYOND if name == "shown" else SOFT,
            note=shown_words.not_known(blank) if name == "used" else "",
            note_html=names if name == "shown" else "",
        )
        for name, words in shown_words.STEPS
    ]
    said = "; ".join(f"{words}: {formats.count(sums[name])}" for name, words in shown_words.STEPS)
    return Picture(
        title=title,
        subtitle="Organisations beyond the lead. A signature is not an adoption, and a live date "
        "is not a benefit; an estimate shows none yet.",
        alt=f"{title}. {said}.",
        html=bar_list(bars),
        table=_by_organisation(at, labels) if is_one else _by_programme(programmes),
    )


def _names(rows: Sequence[Record], labels: Labels) -> str:
    """Return who shows it, as links; markup."""
    codes = [text(row, "org_code") for row in rows]
    named = [links.organisation(code, labels) for code in codes[:_NAMED]]
    more = len(codes) - len(named)
    return ", ".join(named) + (f" and {formats.count(more)} more" if more else "")


def _by_programme(rows: Sequence[Record]) -> DisplayTable:
    counts = ("agreed", "adopted", "used", "use_not_known", "shown")
    columns = (
        Column("programme_id", "Programme"),
        Column("agreed", "Agreed or further", "right"),
        Column("adopted", "In routine use", "right"),
        Column("used", "Used", "right"),
        Column("use_not_known", "Use not known", "right"),
        Column("shown", "Show a measured benefit", "right"),
    )
    taken_up = only(rows, lambda row: whole(row, "agreed") > 0)
    return table_of_records(
        columns,
        taken_up,
        lambda row: (
            text(row, "programme_name"),
            *(formats.count(whole(row, name)) for name in counts),
        ),
    )


def _by_organisation(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("org_code", "Organisation"),
        Column("state", "State"),
        Column("people_using", "People using it", "right"),
        Column("benefits_shown", "Benefits shown", "right"),
        Column("evidence", "Evidence"),
    )
    return table_of_records(
        columns,
        rows,
        lambda row: (
            labels.organisation(text(row, "org_code")),
            word(STATE, text(row, "state")),
            formats.UNKNOWN
            if row.get("people_using") is None
            else formats.count(whole(row, "people_using")),
            formats.count(whole(row, "benefits_shown")),
            word(EVIDENCE, text(row, "evidence")) if text(row, "evidence") else "",
        ),
    )
