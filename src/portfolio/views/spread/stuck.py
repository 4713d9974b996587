"""Adoptions that take no step: where they stand, what is in the way, and what another changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.domain.thresholds import RETURNS_WITHOUT_A_STEP
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.picture import Column, Picture, table_of_records
from portfolio.views.read_result import Record, amount, is_true, only, records, text
from portfolio.views.words.terms import BARRIER, STATE, word

_OPEN, _SHOWN = 8, 24
_PAYERS_NAMED = 2
_COLUMNS = (
    Column("programme_id", "Programme"),
    Column("org_code", "Organisation"),
    Column("state", "State"),
    Column("same_since", "The same since"),
    Column("barrier", "In the way"),
    Column("reason", "In its own words"),
    Column("payer_org_codes", "Bears the cost"),
    Column("other_org_code", "In use at"),
    Column("other_adaptation", "What was changed there"),
)

UNSAID = "unsaid"
"""Where nobody has said what is in the way."""
STUCK_SORTS: Mapping[str, str] = MappingProxyType(
    {"people": "Most people", "programme": "Programme", "organisation": "Organisation"}
)
BARRIERS_NAMED: Mapping[str, str] = MappingProxyType(
    {"": "Any", **BARRIER, UNSAID: "Nobody has said"}
)


@dataclass(frozen=True)
class StuckOrder:
    """In which order they are listed, and which of them: by what is in the way."""

    sort: str = "people"
    barrier: str = ""


def stuck(adoption: Result, labels: Labels, how: StuckOrder = StuckOrder()) -> Picture:
    """Return each adoption without a step, in the order and the part asked for. Reads `stuck`."""
    every = records(adoption, "stuck")
    title = stuck_title(every)
    if not every:
        return Picture(title=title, empty=_NONE)
    kept = only(every, lambda row: not how.barrier or _barrier(row) == how.barrier)
    rows = sorted(kept, key=_order(how.sort, labels))
    if not rows:
        return Picture(title=title, empty="None of them names this as in the way.")
    lines = [_line(row, labels) for row in rows[:_SHOWN]]
    return Picture(
        title=title,
        subtitle=f"Not in use, and where it stood {RETURNS_WITHOUT_A_STEP:words} returns ago; "
        f"{_SORTED[how.sort]}. What another changed is of one that has it in use.",
        alt=f"{title}. Each line is a row of the table.",
        html=snippets.openings(
            (
                "Organisation and programme",
                "In the way, and who pays",
                "What another changed to fit it",
            ),
            lines,
            _OPEN,
            lambda rest: f"{formats.count(rest)} more",
        ),
        note=""
        if len(rows) <= _SHOWN
        else f"The first {_SHOWN} of {formats.count(len(rows))}; all are in the table.",
        table=table_of_records(_COLUMNS, rows, lambda row: _said(row, labels)),
    )


_NONE = (
    "Every adoption on the way has taken a step within the last returns, or too few have come to "
    "tell."
)


def stuck_title(rows: Sequence[Record]) -> str:
    """Return how many take no step, and what is most often in the way of them."""
    if not rows:
        return "No adoption is known to be stuck"
    many = formats.plural(len(rows), "adoption")
    has = "has" if len(rows) == 1 else "have"
    said = f"Stuck: {many} {has} taken no step for {RETURNS_WITHOUT_A_STEP:words} returns"
    named = [text(row, "barrier") for row in rows if text(row, "barrier")]
    if not named:
        return said
    most = max(BARRIER, key=named.count)
    return f"{said}; named most as in the way: {formats.lower_first(BARRIER[most])}"


_SORTED: Mapping[str, str] = MappingProxyType(
    {
        "people": "those for most people first",
        "programme": "by programme",
        "organisation": "by organisation",
    }
)


def _barrier(row: Record) -> str:
    return text(row, "barrier") or UNSAID


def _order(sort: str, labels: Labels) -> Callable[[Record], tuple[float | str, ...]]:
    """Return what they are sorted by: names as people read them, or the most people first."""

    def names(row: Record) -> tuple[str, str]:
        programme = labels.programme(text(row, "programme_id")).casefold()
        return programme, labels.organisation(text(row, "org_code")).casefold()

    if sort == "programme":
        return names
    if sort == "organisation":
        return lambda row: names(row)[::-1]
    return lambda row: (-amount(row, "people_eligible"), *names(row))


def _line(row: Record, labels: Labels) -> str:
    state = text(row, "state")
    where = marks.image(marks.state(state))
    since = Period.parse(text(row, "same_since")).words
    barrier = word(BARRIER, text(row, "barrier")) if text(row, "barrier") else "Nobody has said"
    return (
        f"<tr><td>{links.organisation(text(row, 'org_code'), labels)}"
        f"<small>{links.programme(text(row, 'programme_id'), labels)}</small></td>"
        f"<td>{escape.html(barrier)}{_in_its_words(row)}{_paid(row, labels)}"
        f"<small>{where} {word(STATE, state)} since {since} or before</small></td>"
        f"<td>{_elsewhere(row, labels)}</td></tr>"
    )


def _in_its_words(row: Record) -> str:
    said = text(row, "reason")
    return f"<small>\u201c{escape.html(said)}\u201d</small>" if said else ""


def _paid(row: Record, labels: Labels) -> str:
    """Return who would bear the cost; the organisation itself is said as such."""
    codes = _payers(row)
    if not codes:
        return ""
    own = text(row, "org_code")
    named = [
        "it" if code == own else links.organisation(code, labels) for code in codes[:_PAYERS_NAMED]
    ]
    rest = len(codes) - _PAYERS_NAMED
    named += [f"{formats.count(rest)} more"] if rest > 0 else []
    bear = "bears" if len(codes) == 1 else "bear"
    return f"<small>{formats.sentence_case(formats.listed(named))} {bear} the cost</small>"


def _payers(row: Record) -> list[str]:
    return [code for code in text(row, "payer_org_codes").split(";") if code]


def _elsewhere(row: Record, labels: Labels) -> str:
    if not text(row, "other_org_code"):
        return '<span class="pf-soft">No adopter has said what it changed</span>'
    met = ", which met the same" if is_true(row, "other_met_it") else ""
    return (
        f"{escape.html(text(row, 'other_adaptation'))}"
        f"<small>{links.organisation(text(row, 'other_org_code'), labels)}{met}</small>"
    )


def _said(row: Record, labels: Labels) -> tuple[str, ...]:
    other = text(row, "other_org_code")
    return (
        labels.programme(text(row, "programme_id")),
        labels.organisation(text(row, "org_code")),
        word(STATE, text(row, "state")),
        Period.parse(text(row, "same_since")).words,
        word(BARRIER, text(row, "barrier")) if text(row, "barrier") else "",
        text(row, "reason"),
        ", ".join(labels.organisation(code) for code in _payers(row)),
        labels.organisation(other) if other else "",
        text(row, "other_adaptation"),
    )
