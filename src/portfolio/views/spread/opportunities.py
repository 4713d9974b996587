"""Who could still take something up: what it might be worth, as a range, and whom to ask first."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.domain.thresholds import FEWEST_ADOPTERS
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.picture import Column, DisplayTable, Picture, TableLine, table_of
from portfolio.views.read_result import Record, amount, having, number, records, text, whole
from portfolio.views.words import empty_words, pounds_words, waiting_words
from portfolio.views.words.terms import BENEFIT_TYPE, STATE, rank, word

_SHOWN = 10
_OPEN = 3


def opportunities(result: Result, labels: Labels) -> Picture:
    """Return the pairs that others' evidence can judge, the highest floor first. Reads `pairs`
    of white_space."""
    pairs = records(result, "pairs")
    if not pairs:
        return Picture(title="Could be adopted next", empty=empty_words.NO_OPENINGS)
    judged = sorted(
        having(pairs, "status", "ok"),
        key=lambda row: (
            rank(BENEFIT_TYPE, text(row, "benefit_type")),
            *(-amount(row, "low_gbp"), text(row, "programme_id"), text(row, "org_code")),
        ),
    )
    title = waiting_words.opportunities(result)
    return Picture(
        title=title,
        subtitle=(
            "What each could gain if every person it serves gained what people at adopters of its "
            "own kind have to date: lowest to highest, indicative only. Population is not need."
        ),
        alt=f"{title}.",
        html=_html(judged[:_SHOWN], pairs, labels),
        note=_note(pairs, judged),
        table=_table([*judged, *(r for r in pairs if text(r, "status") != "ok")], labels),
    )


def _html(shown: Sequence[Record], pairs: Sequence[Record], labels: Labels) -> str:
    if not shown:
        return f'<p class="pf-empty">{escape.html(_why_none(pairs))}</p>'
    top = max(amount(row, "high_gbp") for row in shown) or 1.0
    head = ("Organisation and programme", "Could be worth", "Ask first")
    lines = [_row(row, top, labels) for row in shown]
    return snippets.openings(
        head, lines, _OPEN, lambda rest: f"{formats.count(rest)} more with a range"
    )


def _why_none(pairs: Sequence[Record]) -> str:
    if any(text(row, "status") == "not_defined" for row in pairs):
        return "Others\u2019 evidence is there, but not how many people these organisations serve."
    return (
        "No programme shown has two adopters of the same kind as those that could still take it up "
        "whose benefit in pounds is measured or validated, so nothing is said of what it could be "
        "worth to them."
    )


def _row(row: Record, top: float, labels: Labels) -> str:
    low, high = amount(row, "low_gbp"), amount(row, "high_gbp")
    code = text(row, "org_code")
    mark = marks.image(marks.org_type(labels.org_type(code)))
    state = word(STATE, text(row, "state")).lower()
    what = f"{links.programme(text(row, 'programme_id'), labels)} ({escape.html(state)})"
    asked = text(row, "talk_to_org_code")
    place = f"left:{low / top * 100:.2f}%;width:{max((high - low) / top * 100, 0.8):.2f}%"
    kind = pounds_words.name(text(row, "benefit_type"))
    ends = [formats.money(low), formats.money(high)]
    words = f"{' to '.join(ends) if ends[0] != ends[1] else f'about {ends[0]}'} {kind}"
    known = whole(row, "adopters_with_evidence")
    of_its_kind = f"from {formats.count(known)} of its kind that have it"
    return (
        f"<tr><td>{mark} {links.organisation(code, labels)}"
        f"<small>{what}</small></td>"
        f'<td>{words}<div class="pf-range"><i style="{place}"></i></div>'
        f"<small>{of_its_kind}</small></td>"
        f"<td>{links.organisation(asked, labels)}"
        f"<small>{escape.html(waiting_words.why_ask(text(row, 'because')))}</small></td></tr>"
    )


def _note(pairs: Sequence[Record], judged: Sequence[Record]) -> str:
    parts = []
    if len(judged) > _SHOWN:
        parts.append(
            f"The {_SHOWN} with the highest floor of {formats.count(len(judged))}; all "
            f"{formats.count(len(pairs))} open pairs are in the table."
        )
    few = sum(text(row, "status") == "insufficient_data" for row in pairs)
    if few:
        has = "has" if few == 1 else "have"
        parts.append(
            f"{formats.count(few)} {has} fewer than {FEWEST_ADOPTERS:words} adopters of their own "
            "kind with measured or validated benefit, so no range."
        )
    return " ".join(parts)


def _table(pairs: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("programme_id", "Programme"),
        Column("org_code", "Organisation"),
        Column("state", "State"),
        Column("benefit_type", "Type of benefit"),
        Column("low_gbp", "From", "right"),
        Column("high_gbp", "To", "right"),
        Column("adopters_with_evidence_count", "Adopters of its kind with evidence", "right"),
        Column("talk_to_org_code", "Ask first"),
        Column("because", "Because"),
    )

    def line(row: Record) -> TableLine:
        key, code, asked = (text(row, n) for n in ("programme_id", "org_code", "talk_to_org_code"))
        low, high = number(row, "low_gbp"), number(row, "high_gbp")
        known, kind = whole(row, "adopters_with_evidence"), text(row, "benefit_type")
        why = waiting_words.why_ask(text(row, "because")) if asked else ""
        shown = (
            labels.programme(key),
            labels.organisation(code),
            word(STATE, text(row, "state")),
            word(BENEFIT_TYPE, kind) if kind else "",
            formats.money_full(low, "no range"),
            formats.money_full(high, ""),
            formats.count(known),
            labels.organisation(asked) if asked else "nobody yet",
            why,
        )
        about = (key, code, text(row, "state"), kind or None)
        return shown, (*about, low, high, known, asked or None, why)

    return table_of(columns, pairs, line)
