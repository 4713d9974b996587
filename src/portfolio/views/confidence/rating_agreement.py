"""Owners' ratings against independent reviewers': a grid of three by three, and who differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portfolio.domain.codes import RATINGS
from portfolio.domain.result import Result
from portfolio.views import formats, links, marks
from portfolio.views.palette import RATING_MARK
from portfolio.views.picture import Column, DisplayTable, Picture, table_of_records
from portfolio.views.programmes.portfolio_cells import rating
from portfolio.views.read_result import Record, number, only, records, text, whole
from portfolio.views.words import confidence_words as words
from portfolio.views.words.programme_words import rating_counts
from portfolio.views.words.terms import CONFIDENCE, word

_RATERS = {"sro": "Owner", "independent": "Independent reviewer", "shown": "Shown here"}
_SHOWN = 4
_COLUMNS = (
    Column("programme_id", "Id"),
    Column("programme_name", "Programme"),
    Column("sro", "Owner"),
    Column("independent", "Reviewer"),
    Column("shown", "Shown"),
    Column("gap", "Steps apart", "right"),
    Column("age_days", "Days old", "right"),
    Column("periods_unchanged", "Returns unchanged", "right"),
)


def rating_agreement(confidence: Result) -> Picture:
    """Rows are the owner's rating, columns the reviewer's. Reads `agreement`, `programmes`."""
    pairs = {
        (text(row, "sro"), text(row, "independent")): whole(row, "programmes")
        for row in records(confidence, "agreement")
    }
    title = words.agreement_title(confidence)
    table = _table(records(confidence, "programmes"))
    if not pairs:
        return Picture(title=title, table=table, empty=_why_not(confidence))
    return Picture(
        title=title,
        subtitle="Programmes that both have rated: rows say the owner\u2019s rating, columns the "
        "reviewer\u2019s.",
        alt=f"{title}.",
        html=_grid(pairs) + _apart(confidence),
        note="Outlined in orange: the reviewer is less sure. Dashed, in blue: surer.",
        table=table,
    )


def _why_not(confidence: Result) -> str:
    if not whole(words.summary(confidence), "rated"):
        return words.NO_RATINGS
    return (
        "No programme carries both ratings, so there is no gap to show. A comparison needs the "
        "owner\u2019s and an independent rating of the same programme."
    )


def _grid(pairs: Mapping[tuple[str, str], int]) -> str:
    heads = "".join(f'<th scope="col">{rating(code)}</th>' for code in RATINGS)
    body = "".join(
        f'<tr><th scope="row">{rating(sro)}</th>'
        + "".join(_cell(sro, reviewer, pairs.get((sro, reviewer), 0)) for reviewer in RATINGS)
        + "</tr>"
        for sro in RATINGS
    )
    return (
        '<table class="pf-agree"><thead><tr><th scope="col" class="pf-soft">Owner, then '
        f"reviewer</th>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(sro: str, reviewer: str, number_: int) -> str:
    gap = RATINGS.index(reviewer) - RATINGS.index(sro)
    if number_ == 0:
        return '<td class="pf-nil">0</td>'
    css = "pf-differs" if gap > 0 else "pf-sooner" if gap < 0 else ""
    return f'<td class="{css}">{number_}</td>'


def _apart(confidence: Result) -> str:
    """Return the programmes on which the two differ, the widest gap first."""
    rows = only(records(confidence, "programmes"), lambda row: bool(number(row, "gap")))
    ranked = sorted(rows, key=lambda row: (-abs(whole(row, "gap")), text(row, "programme_name")))
    body = "".join(_differs(row) for row in ranked[:_SHOWN])
    more = len(ranked) - _SHOWN
    foot = f'<p class="pf-foot">{more} more in the table.</p>' if more > 0 else ""
    return f'<table class="pf-table"><tbody>{body}</tbody></table>{foot}' if body else ""


def _differs(row: Record) -> str:
    sro, reviewer = text(row, "sro"), text(row, "independent")
    to_it = links.to_programme(text(row, "programme_id"))
    return (
        f'<tr><th scope="row">{links.link(to_it, text(row, "programme_name"))}</th>'
        f"<td>{rating(sro)}<small>owner</small></td>"
        f"<td>{rating(reviewer)}<small>reviewer</small></td></tr>"
    )


def rating_counts_by_rater(confidence: Result) -> Picture:
    """Return how many are green, amber and red: as owners say, as reviewers say, as shown. Reads
    `counts` and `summary`."""
    counts = {rater: rating_counts(confidence, rater) for rater in _RATERS}
    if not counts["shown"]:
        return Picture(title="Nobody has rated a programme", empty=words.NO_RATINGS)
    every = whole(words.summary(confidence), "programmes")
    return Picture(
        title=f"How sure people are that {formats.plural(every, 'programme')} will deliver",
        subtitle="Programmes by rating, of those neither closed nor stopped. Never averaged.",
        alt="; ".join(f"{_RATERS[rater]}: {_listed(of)}" for rater, of in counts.items() if of),
        html=_bars(counts, every),
        table=_counts_table(confidence),
    )


def _bars(counts: Mapping[str, dict[str, int]], every: int) -> str:
    rows = "".join(_bar(_RATERS[rater], of, every) for rater, of in counts.items() if of)
    return f'<table class="pf-raters"><tbody>{rows}</tbody></table>'


def _bar(name: str, of: dict[str, int], every: int) -> str:
    whole_ = sum(of.values())
    parts = "".join(
        f'<i style="width:{of[code] / every * 100:.2f}%;background:{_colour(code)}"></i>'
        for code in RATINGS
        if of.get(code)
    )
    said = "".join(
        f"<span>{marks.image(marks.confidence(code))} {formats.count(of[code])} "
        f"{word(CONFIDENCE, code).lower()}</span>"
        for code in RATINGS
        if of.get(code)
    )
    return (
        f'<tr><th scope="row">{name}<small>{formats.n_of_m(whole_, every)}</small></th>'
        f'<td><div class="pf-parts" aria-hidden="true">{parts}</div>'
        f'<div class="pf-parts-said">{said}</div></td></tr>'
    )


def _colour(code: str) -> str:
    return RATING_MARK[code][0]


def _listed(of: dict[str, int]) -> str:
    given = [code for code in RATINGS if code in of]
    return ", ".join(f"{formats.count(of[c])} {word(CONFIDENCE, c).lower()}" for c in given)


def _counts_table(confidence: Result) -> DisplayTable:
    columns = (
        Column("rater", "Rated by"),
        Column("rating", "Rating"),
        Column("programmes", "Programmes", "right"),
    )
    rows = records(confidence, "counts")
    return table_of_records(
        columns,
        rows,
        lambda row: (
            _RATERS[text(row, "rater")],
            word(CONFIDENCE, text(row, "rating")),
            formats.count(number(row, "programmes")),
        ),
    )


def _table(rows: Sequence[Record]) -> DisplayTable:
    return table_of_records(
        _COLUMNS, rows, lambda row: tuple(_said(row, column.name) for column in _COLUMNS)
    )


def _said(row: Record, column: str) -> str:
    cell = row.get(column)
    if cell is None:
        return "\u2013"
    return word(CONFIDENCE, str(cell)) if column in _RATERS else str(cell)
