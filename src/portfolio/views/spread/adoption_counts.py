"""Adoption in counts: the funnel of states, barriers by domain, gaps by organisation type, and the
reasons of those who decided against."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.codes import ADOPTION_LADDER, GIVEN_UP, IN_USE, ON_THE_WAY
from portfolio.domain.labels import Labels
from portfolio.domain.organisation import ORG_TYPES as TYPE_ORDER
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks, snippets, squares
from portfolio.views.bar_list import Bar, bar_list
from portfolio.views.palette import SOFT, STATE_COLOUR
from portfolio.views.picture import Column, DisplayTable, Picture, table_of, table_of_records
from portfolio.views.read_result import Record, having, only, records, summed, text, whole
from portfolio.views.words import empty_words
from portfolio.views.words.terms import BARRIER, ORG_TYPES, STATE, word

_PALE_BAR = "#7d8a94"
REASONS_SHOWN = 8
_OPEN = 3
_ENOUGH_TO_COMPARE = 5
"""Possible adoptions from which a type is compared with others: below it one more is a fifth."""
_ENDS = (max, min)
_FUNNEL = (*ADOPTION_LADDER, *GIVEN_UP)


def adoption_funnel(adoption: Result) -> Picture:
    """Return how many possible adoptions beyond the lead stand at each state. Reads `matrix`."""
    beyond = squares.others(records(adoption, "matrix"))
    if not beyond:
        return Picture(title="How far each adoption has come", empty=empty_words.NO_ADOPTION)
    counts = {state: len(having(beyond, "state", state)) for state in _FUNNEL}
    bars = [
        Bar(STATE[state], n, colour=_shade(state), mark=marks.state(state))
        for state, n in counts.items()
    ]
    title = _funnel_title(counts, len(beyond))
    return Picture(
        title=title,
        subtitle="Possible adoptions beyond the lead, by state. Deciding not to is an answer.",
        alt=f"{title}: {squares.tally_words(squares.tally(beyond))}.",
        html=bar_list(bars),
        table=_counted("state", "State", [(s, STATE[s], n) for s, n in counts.items()]),
    )


def _funnel_title(counts: dict[str, int], every: int) -> str:
    moving = sum(counts[state] for state in ON_THE_WAY)
    if moving:
        verb = "is" if moving == 1 else "are"
        return f"{formats.count(moving)} of {formats.count(every)} {verb} on the way to routine use"
    used = sum(counts[state] for state in IN_USE)
    return f"{formats.n_of_m(used, every)} in routine use, and none on the way"


def _shade(state: str) -> str:
    """Pale steps get a bar that can be seen; the mark beside it carries the shade."""
    return STATE_COLOUR[state] if state in ("piloting", *IN_USE) else _PALE_BAR


def barriers(adoption: Result) -> Picture:
    """Return barriers by domain, counted and never scored. Reads `barriers` (barrier,
    organisations), or the column `barrier` of `matrix`."""
    counts = _barrier_counts(adoption)
    if not counts:
        return Picture(title="What stands in the way", empty=empty_words.NO_BARRIERS)
    top = max(counts, key=lambda code: counts[code])
    tied = sum(n == counts[top] for n in counts.values()) > 1
    title = (
        "What stands in the way"
        if tied
        else f"The barrier named most often: {formats.lower_first(word(BARRIER, top))}"
    )
    return Picture(
        title=title,
        subtitle="Barriers that organisations named, counted once for each adoption.",
        alt="; ".join(f"{word(BARRIER, code)}: {n}" for code, n in counts.items()) + ".",
        html=bar_list([Bar(word(BARRIER, code), n, colour=SOFT) for code, n in counts.items()]),
        table=_counted("barrier", "Barrier", [(c, word(BARRIER, c), n) for c, n in counts.items()]),
    )


def _barrier_counts(adoption: Result) -> dict[str, int]:
    if "barriers" in adoption.tables:
        sums = summed(records(adoption, "barriers"), "barrier", "organisations")
        counts = {code: round(n) for code, n in sums.items() if code and n}
    else:
        codes = [text(row, "barrier") for row in records(adoption, "matrix")]
        counts = {code: codes.count(code) for code in dict.fromkeys(codes) if code}
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def type_gaps(adoption: Result, labels: Labels) -> Picture:
    """Return adopters of those eligible beyond the lead, by organisation type. Reads `matrix`."""
    beyond = squares.others(records(adoption, "matrix"))
    if not beyond:
        return Picture(title="Who has it and who has not", empty=empty_words.NO_ADOPTION)
    rows = [(kind, _of_type(beyond, kind, labels)) for kind in TYPE_ORDER]
    kept = [(kind, squares.in_use(of), len(of)) for kind, of in rows if of]
    bars = [
        Bar(word(ORG_TYPES, kind), n, m, colour=STATE_COLOUR["live"], mark=marks.org_type(kind))
        for kind, n, m in kept
    ]
    return Picture(
        title=_gap_title(kept),
        subtitle="Adoptions in routine use of those possible beyond the lead, by type.",
        alt="; ".join(f"{word(ORG_TYPES, k)}: {formats.n_of_m(n, m)}" for k, n, m in kept) + ".",
        html=bar_list(bars),
        table=_gap_table(kept),
    )


def _of_type(rows: Sequence[Record], kind: str, labels: Labels) -> list[Record]:
    return only(rows, lambda row: labels.org_type(text(row, "org_code")) == kind)


def _gap_title(kept: Sequence[tuple[str, int, int]]) -> str:
    """Return the types that have taken up most and least, of those with enough to be compared."""
    if len(kept) == 1:
        kind, n, m = kept[0]
        return f"{word(ORG_TYPES, kind)}: {formats.n_of_m(n, m)} possible adoptions in routine use"
    share = {kind: n / m for kind, n, m in kept if m >= _ENOUGH_TO_COMPARE}
    if len(share) < len(_ENDS):
        return "Who has it and who has not, by type"
    most, least = (end(share, key=lambda kind: share[kind]) for end in _ENDS)
    if share[most] == share[least]:
        return "Every type of organisation has taken up the same share"
    if any(list(share.values()).count(share[kind]) > 1 for kind in (most, least)):
        return "Who has it and who has not, by type"
    said = {kind: f"{word(ORG_TYPES, kind)}, {formats.n_of_m(n, m)}" for kind, n, m in kept}
    return f"Furthest: {_low(said[most])}; least far: {_low(said[least])}"


def _low(name: str) -> str:
    return name if name[:2].isupper() else formats.lower_first(name)


def _gap_table(kept: Sequence[tuple[str, int, int]]) -> DisplayTable:
    columns = (
        Column("org_type", "Type of organisation"),
        Column("adopters_count", "In routine use", "right"),
        Column("eligible_count", "Possible", "right"),
    )
    return table_of(
        columns,
        kept,
        lambda line: ((word(ORG_TYPES, line[0]), *map(formats.count, line[1:])), line),
    )


def reasons(adoption: Result, labels: Labels) -> Picture:
    """Return who decided not to, or stopped, and why. Reads `reasons`, or `matrix` with a
    `reason`."""
    source = "reasons" if "reasons" in adoption.tables else "matrix"
    given = records(adoption, source)
    rows = [row for state in ("declined", "stopped") for row in having(given, "state", state)]
    title = "Decided not to or stopped, and why"
    if not rows:
        return Picture(title=title, empty=empty_words.NO_REASONS)
    table = _reason_table(rows, labels)
    return Picture(
        title=title,
        subtitle="A considered no is a good answer. Reasons are shown as they were given.",
        alt=f"{formats.plural(len(rows), 'decision')}, in the table.",
        html=_reasons_html(rows, labels),
        table=table,
    )


def _reasons_html(rows: Sequence[Record], labels: Labels) -> str:
    """Return two columns, so that it reads on a phone: who and what, then why and which."""
    lines = [_reason_row(row, labels) for row in rows[:REASONS_SHOWN]]
    listed = snippets.folded(
        lines, _OPEN, _reasons_table, lambda rest: formats.plural(rest, "more reason")
    )
    if len(rows) <= REASONS_SHOWN:
        return listed
    every = formats.count(len(rows))
    return listed + snippets.foot(f"The first {REASONS_SHOWN}; all {every} are in the download.")


def _reasons_table(body: str) -> str:
    return (
        '<table class="pf-table pf-reasons"><thead><tr><th scope="col">Organisation and programme'
        f'</th><th scope="col">Reason given</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _reason_row(row: Record, labels: Labels) -> str:
    who = links.organisation(text(row, "org_code"), labels)
    what = links.programme(text(row, "programme_id"), labels)
    why = escape.html(text(row, "reason") or "No reason given")
    state = escape.html(word(STATE, text(row, "state")))
    return f"<tr><td>{who}<small>{what}</small></td><td>{why}<small>{state}</small></td></tr>"


def _reason_table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    columns = (
        Column("org_code", "Organisation"),
        Column("programme_id", "Programme"),
        Column("state", "What"),
        Column("reason", "Reason given"),
    )
    return table_of_records(
        columns,
        rows,
        lambda row: (
            labels.organisation(text(row, "org_code")),
            labels.programme(text(row, "programme_id")),
            word(STATE, text(row, "state")),
            text(row, "reason") or "none given",
        ),
    )


def _counted(name: str, title: str, rows: Sequence[tuple[str, str, int]]) -> DisplayTable:
    columns = (Column(name, title), Column("adoptions_count", "Adoptions", "right"))
    return table_of(columns, rows, lambda row: ((row[1], formats.count(row[2])), (row[0], row[2])))


def possible(adoption: Result) -> int:
    """Return how many adoptions beyond the lead are possible at all. Reads `by_programme`."""
    return sum(whole(row, "eligible_beyond_lead") for row in records(adoption, "by_programme"))
