"""What one organisation could take up next: what its like gained, what stood in their way, what to
read and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.picture import Column, DisplayTable, Picture, TableLine, table_of
from portfolio.views.read_result import Record, amount, having, number, only, records, text, whole
from portfolio.views.words import taking_up_words as words
from portfolio.views.words import waiting_words
from portfolio.views.words.terms import BARRIER, BENEFIT_TYPE, STATE, word

_OPEN = 5
_NAMED = 2
_TITLE = "What it could take up next"
_HEAD = ("Programme", "What its type gained", "What stood in the way, what to read, whom to ask")
_COLUMNS = (
    Column("programme_id", "Programme"),
    Column("lead_org_code", "Led by"),
    Column("state", "State here"),
    Column("benefit_type", "Type of benefit"),
    Column("low_gbp", "From", "right"),
    Column("high_gbp", "To", "right"),
    Column("adopters_with_evidence_count", "Of its type with evidence", "right"),
    Column("barrier", "Barrier here"),
    Column("lesson_id", "Lesson"),
    Column("talk_to_org_code", "Ask first"),
)
_NOTE = (
    "What organisations of the same type gained to date for each person they serve, times the "
    "people this one serves. How many people there are is not how much they need."
)


@dataclass(frozen=True)
class Opening:
    """One programme of another that an organisation has not taken up and not decided against."""

    pair: Record
    adopted: Record
    here: Record
    like: Sequence[Record]
    lessons: Sequence[Record]
    programme: Programme | None

    @property
    def programme_id(self) -> str:
        return text(self.pair, "programme_id")


def openings(
    org_code: str, results: tuple[Result, Result, Result], described: Iterable[Programme]
) -> list[Opening]:
    """Return what is open to an organisation, what its type gained most first.

    Reads `pairs` of white_space, `by_programme` and `matrix` of adoption, `lessons` of learning,
    in this order. Ranked by the floor of the range; then by how many of its type, and how many of
    all, have it.
    """
    space, adoption, learning = results
    adopted = {text(row, "programme_id"): row for row in records(adoption, "by_programme")}
    by_id = adopted, {one.programme_id: one for one in described}
    matrix, lessons = records(adoption, "matrix"), records(learning, "lessons")
    pairs = having(records(space, "pairs"), "org_code", org_code)
    return sorted((_opening(pair, by_id, matrix, lessons) for pair in pairs), key=_rank)


def _opening(
    pair: Record,
    by_id: tuple[Mapping[str, Record], Mapping[str, Programme]],
    matrix: Sequence[Record],
    lessons: Sequence[Record],
) -> Opening:
    key = text(pair, "programme_id")
    adopted, programmes = by_id
    of_it = having(matrix, "programme_id", key)
    here = next(iter(having(of_it, "org_code", text(pair, "org_code"))), {})
    its_type = having(of_it, "org_type", text(here, "org_type"))
    learned = having(lessons, "programme_id", key)
    return Opening(
        pair=pair,
        adopted=adopted.get(key, {}),
        here=here,
        like=only(its_type, lambda one: bool(text(one, "barrier")) and one is not here),
        lessons=sorted(learned, key=lambda one: -whole(one, "organisations")),
        programme=programmes.get(key),
    )


def _rank(one: Opening) -> tuple[float, ...]:
    low = number(one.pair, "low_gbp")
    per_person = number(one.pair, "low_gbp_per_person")
    return (
        -(low if low is not None else -1.0),
        -(per_person if per_person is not None else -1.0),
        -amount(one.pair, "adopters"),
        -amount(one.adopted, "adopters_beyond_lead"),
    )


def could_take_next(every: Sequence[Opening], labels: Labels) -> Picture:
    """Return a line for each opening, the first few of them open."""
    if not every:
        return Picture(title=_TITLE, empty="Nothing that others lead is open to it.")
    top = max(amount(one.pair, "high_gbp") for one in every) or 1.0
    lines = [_line(one, top, labels) for one in every]
    return Picture(
        title=f"{_TITLE}: {formats.plural(len(every), 'programme')}",
        subtitle="Programmes that others lead, which it neither has nor has decided against. What "
        "organisations of its type gained most from comes first.",
        html=f'<div class="pf-next">{_html(lines)}</div>',
        note=_NOTE if any(text(one.pair, "benefit_type") for one in every) else "",
        table=_table(every, labels),
    )


def _html(lines: Sequence[str]) -> str:
    return snippets.openings(
        _HEAD, lines, _OPEN, lambda rest: formats.plural(rest, "more programme")
    )


def _line(one: Opening, top: float, labels: Labels) -> str:
    cells = (_what(one, labels), _worth(one, top), _way(one, labels))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _what(one: Opening, labels: Labels) -> str:
    state = text(one.pair, "state")
    mark = marks.image(marks.state(state, text(one.here, "sent_as") == "claimed"))
    lead = text(one.adopted, "lead_org_code")
    led = f"<small>Led by {links.organisation(lead, labels)}</small>" if lead else ""
    name = links.link(links.to_programme(one.programme_id), labels.programme(one.programme_id))
    return f"<b>{name}</b>{led}<small>Here: {mark} {word(STATE, state).lower()}</small>"


def _worth(one: Opening, top: float) -> str:
    low, high = amount(one.pair, "low_gbp"), amount(one.pair, "high_gbp")
    place = f"left:{low / top * 100:.2f}%;width:{max((high - low) / top * 100, 0.8):.2f}%"
    bar = f'<div class="pf-range"><i style="{place}"></i></div>' if high else ""
    far = words.how_far(one.adopted)
    return (
        f"{escape.html(words.worth(one.pair))}{bar}"
        f"<small>{escape.html(words.evidence(one.pair))}</small>"
        f"{f'<small>{far}</small>' if far else ''}"
    )


def _way(one: Opening, labels: Labels) -> str:
    """Return the barrier here and at its like, a lesson, and who has it already."""
    said = [_barriers(one, labels)]
    if one.lessons:
        (first, *_) = one.lessons
        lesson = links.link(links.to_lesson(text(first, "lesson_id")), text(first, "title"))
        said.append(f"Read: {lesson}")
    asked = text(one.pair, "talk_to_org_code")
    if asked:
        why = escape.html(waiting_words.why_ask(text(one.pair, "because")))
        said.append(f"Ask: {links.organisation(asked, labels)} ({why})")
    if one.programme and one.programme.owner_role:
        lead = links.organisation(one.programme.lead_org_code, labels)
        said.append(f"Its owner: {escape.html(one.programme.owner_role)}, {lead}")
    return "".join(f'<div class="pf-way">{line}</div>' for line in said if line)


def _barriers(one: Opening, labels: Labels) -> str:
    here = text(one.here, "barrier")
    met = [f"In the way here: {word(BARRIER, here).lower()}"] if here else []
    others = [
        f"{word(BARRIER, code).lower()} ({formats.listed(names, _NAMED)})"
        for code, names in _by_barrier(one.like, labels).items()
    ]
    if others:
        met.append(f"Its type met: {formats.listed(others)}")
    return ". ".join(met)


def _by_barrier(rows: Sequence[Record], labels: Labels) -> dict[str, list[str]]:
    """Return who of its type met each barrier, as links."""
    found: dict[str, list[str]] = {}
    for row in rows:
        name = links.organisation(text(row, "org_code"), labels)
        found.setdefault(text(row, "barrier"), []).append(name)
    return found


def _table(every: Sequence[Opening], labels: Labels) -> DisplayTable:
    def line(one: Opening) -> TableLine:
        row, lead = one.pair, text(one.adopted, "lead_org_code")
        low, high = number(row, "low_gbp"), number(row, "high_gbp")
        lesson: Record = one.lessons[0] if one.lessons else {}
        kind, asked = text(row, "benefit_type"), text(row, "talk_to_org_code")
        barrier, known = text(one.here, "barrier"), whole(row, "adopters_with_evidence")
        shown = (
            labels.programme(one.programme_id),
            labels.organisation(lead),
            word(STATE, text(row, "state")),
            word(BENEFIT_TYPE, kind) if kind else "",
            formats.money_full(low, "no range"),
            formats.money_full(high, ""),
            formats.count(known),
            word(BARRIER, barrier) if barrier else "",
            text(lesson, "title"),
            labels.organisation(asked) if asked else "nobody yet",
        )
        kept = (
            *(one.programme_id, lead or None, text(row, "state"), kind or None, low, high, known),
            *(barrier or None, text(lesson, "lesson_id") or None, asked or None),
        )
        return shown, kept

    return table_of(_COLUMNS, every, line)
