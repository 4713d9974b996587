"""Whether benefit comes along: each adopter's per person against its lead's at the same age."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.domain.thresholds import FEWEST_MONTHS_OF_YIELD
from portfolio.views import escape, formats, links, snippets
from portfolio.views.marks import swatch
from portfolio.views.palette import BEYOND, LEAD
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, TableLine, table_of
from portfolio.views.read_result import Record, amount, having, number, records, text, whole
from portfolio.views.words import empty_words, waiting_words

_SHOWN = 6
_OPEN = 3


def replication(result: Result, labels: Labels) -> Picture:
    """Return adopters that can be compared, by programme. Reads `by_adopter` of
    replication_yield."""
    rows = records(result, "by_adopter")
    judged = sorted(having(rows, "status", "ok"), key=lambda row: _place(row, labels))
    if not judged:
        return Picture(title="Does the benefit come along?", empty=empty_words.NO_REPLICATION)
    title = waiting_words.copied(result)
    return Picture(
        title=title,
        subtitle="Realised benefit per person served, over the same months of age.",
        alt=f"{title}.",
        html=_html(judged[:_SHOWN], labels),
        key=(KeyItem(swatch(BEYOND), "Adopter"), KeyItem(swatch(LEAD), "Lead, same age")),
        note=_note(rows, judged),
        table=_table(judged, labels),
    )


def _place(row: Record, labels: Labels) -> tuple[int, str, str]:
    """Return those that say what they adapted first: there is most to learn from them."""
    name = labels.programme(text(row, "programme_id"))
    return (0 if text(row, "adaptation") else 1, name, labels.organisation(text(row, "org_code")))


def _html(shown: Sequence[Record], labels: Labels) -> str:
    top = max(max(amount(r, "per_person"), amount(r, "lead_per_person")) for r in shown) or 1.0
    head = ("Adopter and programme", "Per person, and its lead\u2019s", "What was adapted")
    lines = [_row(row, top, labels) for row in shown]
    return snippets.openings(head, lines, _OPEN, lambda rest: formats.plural(rest, "more adopter"))


def _row(row: Record, top: float, labels: Labels) -> str:
    own, lead = amount(row, "per_person"), amount(row, "lead_per_person")
    bars = "".join(
        f'<div class="pf-range"><i style="left:0;width:{gbp / top * 100:.2f}%;background:{colour}">'
        "</i></div>"
        for gbp, colour in ((own, BEYOND), (lead, LEAD))
    )
    months = formats.plural(whole(row, "months"), "month")
    words = f"{_pounds(own)} against {_pounds(lead)} over {months}"
    adapted = text(row, "adaptation")
    said = escape.html(adapted) if adapted else '<span class="pf-soft">not said</span>'
    return (
        f"<tr><td>{links.organisation(text(row, 'org_code'), labels)}"
        f"<small>{links.programme(text(row, 'programme_id'), labels)}</small></td>"
        f"<td>{escape.html(words)}{bars}</td><td>{said}</td></tr>"
    )


def _pounds(gbp: float) -> str:
    return f"£{gbp:,.2f}"


def _note(rows: Sequence[Record], judged: Sequence[Record]) -> str:
    left = len(rows) - len(judged)
    parts = []
    if len(judged) > _SHOWN:
        parts.append(f"{_SHOWN} of {formats.count(len(judged))}; all are in the table.")
    if left:
        parts.append(
            f"{formats.plural(left, 'more adopter')} cannot be compared yet: no exact live date, "
            f"people served not known, or fewer than {FEWEST_MONTHS_OF_YIELD:words} months at the "
            "same age."
        )
    return " ".join(parts)


def _table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("programme_id", "Programme"),
        Column("org_code", "Adopter"),
        Column("months", "Months compared", "right"),
        Column("per_person_gbp", "Per person", "right"),
        Column("lead_per_person_gbp", "Its lead, same age", "right"),
        Column("yield_ratio", "Of its lead\u2019s", "right"),
        Column("adaptation", "What was adapted"),
    )

    def line(row: Record) -> TableLine:
        key, code, adapted = (text(row, n) for n in ("programme_id", "org_code", "adaptation"))
        own, lead = amount(row, "per_person"), amount(row, "lead_per_person")
        ratio, months = number(row, "yield"), whole(row, "months")
        names = (labels.programme(key), labels.organisation(code), formats.count(months))
        figures = (_pounds(own), _pounds(lead), formats.percent(ratio))
        kept = (key, code, months, own, lead, ratio, adapted or None)
        return (*names, *figures, adapted), kept

    return table_of(columns, rows, line)
