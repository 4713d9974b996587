"""What is said of two points: what the board saw, what we now know it was, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portfolio.domain.codes import IN_USE, RATINGS
from portfolio.domain.filters import Point
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, having, number, only, records, text, whole
from portfolio.views.words import pounds_words


@dataclass(frozen=True)
class Line:
    """One kind of change, how many there were, and which organisations gain or lose by it."""

    label: str
    figure: str
    org_codes: tuple[str, ...] = ()
    rows: tuple[Record, ...] = ()
    """Each change, those that weigh most first."""


def board_before(changes: Result) -> str:
    """Return the board that the earlier point is of, `the August board`; nothing where it is of
    none."""
    meeting = (_before(changes) or {}).get("board_meeting")
    now = changes.provenance.filters.period
    if not isinstance(meeting, date):
        return ""
    return f"the {formats.month_near(Period.of(meeting), now)} board"


def earlier(changes: Result) -> str:
    """Return the earlier point as one says it: `the August board`, `30 June 2026`."""
    before = _before(changes)
    if before is None:
        return "the start"
    if board := board_before(changes):
        return board
    period = Period.parse(text(before, "period"))
    known_on = before.get("known_on")
    is_another_day = known_on != changes.provenance.filters.known_on
    if isinstance(known_on, date) and is_another_day:
        return f"{period.end_words} as it was known on {formats.day(known_on)}"
    return period.end_words


def _before(changes: Result) -> Record | None:
    return next(iter(having(records(changes, "points"), "point", "before")), None)


def title(changes: Result) -> str:
    """`Changed since the August board`, or that nothing did."""
    if changes.status != "ok":
        return "Nothing came before this, so nothing can have changed"
    if not changes.value:
        return f"Nothing has changed since {earlier(changes)}"
    return f"Changed since {earlier(changes)}"


def subtitle(changes: Result) -> str:
    """Between which two pictures, so that nobody has to guess."""
    before = _before(changes)
    if before is None:
        return ""
    period = Period.parse(text(before, "period"))
    known_on = before.get("known_on")
    seen = f", as it was known on {formats.day(known_on)}" if isinstance(known_on, date) else ""
    now = changes.provenance.filters
    until = f"{now.period.end_words}" + (
        f", as it was known on {formats.day(now.known_on)}" if now.known_on else ""
    )
    return f"From {period.end_words}{seen}, to {until}."


def three_pictures(
    changes: Result, saw: Result, knew: Result, now: Result
) -> tuple[tuple[str, str], ...]:
    """Return the share beyond the lead as the board saw it, as we now know that it was, and now,
    of the type of pound that is spoken of now; fewer where there are fewer. Each is a label and
    its figure."""
    kind = spoken_of(now)
    if changes.status != "ok" or not kind:
        return ()
    who = earlier(changes)
    was_board = text(_before(changes) or {}, "board_meeting") != ""
    first = f"As {who} saw it" if was_board else f"On {who}"
    pairs = [(first, _pence(saw, kind))]
    if changes.provenance.filters.since != _as_known_now(changes):
        pairs.append(("As we now know it was", _pence(knew, kind)))
    pairs.append(("Now", _pence(now, kind)))
    return tuple(pairs) if _pence(saw, kind) else ()


def _as_known_now(changes: Result) -> Point | None:
    """Return the earlier period as it is known by the reader's own day."""
    filters = changes.provenance.filters
    return Point(filters.since.period, filters.known_on) if filters.since else None


def spoken_of(now: Result) -> str:
    """Return the type of pound whose share is set beside the earlier ones; none where none has
    one."""
    shared = pounds_words.with_share(records(now, "by_type")) if now.status == "ok" else []
    return text(shared[0], "benefit_type") if shared else ""


def _pence(result: Result, kind: str) -> str:
    shared = pounds_words.with_share(records(result, "by_type")) if result.status == "ok" else []
    of_kind = having(shared, "benefit_type", kind)
    return formats.pence(number(of_kind[0], "share")) if of_kind else ""


_BECAUSE: Mapping[str, str] = {
    "new_months": "{months} of {benefits} came in",
    "new_benefits": "{benefits} reported for the first time",
    "filled_in": "{months} filled in that had been blank",
    "revised": "{months} reported differently than before",
    "disagreement": "{months} confirmed with another figure than the lead\u2019s",
    "share": "{benefits} counted by another share",
    "blanked": "{months} taken back",
    "vanished": "{benefits} no longer reported",
}


def of_each_pound(now: Result, changes: Result, moved: str = "") -> str:
    """Return what the pictures are of, and what moved them; `moved` names who did."""
    said = f"Pence of each £1 of {pounds_words.benefit(spoken_of(now))}."
    return " ".join(part for part in (said, moved, why(changes)) if part)


_MOVERS_NAMED = 3
_LEAST_POINTS = 0.0005
"""A twentieth of a penny in the pound: less would be said as nothing."""


def moved_by(what: str, parts: Sequence[tuple[str, float]]) -> str:
    """`Moved most by the programmes E-rostering (+1.2p) and Staff passport (-0.4p).`; nothing where
    nobody moved it by what can be said. Parts are names and shares, the largest first."""
    telling = [(name, share) for name, share in parts if abs(share) >= _LEAST_POINTS]
    if not telling:
        return ""
    named = [f"{name} ({_points(share)})" for name, share in telling[:_MOVERS_NAMED]]
    return f"{what} {formats.listed(named)}."


def _points(share: float) -> str:
    sign = "+" if share > 0 else "\u2212"
    return f"{sign}{abs(share) * 100:.1f}p"


def why(changes: Result) -> str:
    """Return what moved the pounds, in counts: the types of pound are never added into one
    figure."""
    parts = [
        _BECAUSE[text(row, "reason")].format(
            months=formats.plural(whole(row, "months"), "month"),
            benefits=formats.plural(whole(row, "benefits"), "benefit"),
        )
        for row in records(changes, "realised")
        if whole(row, "months")
    ]
    if not parts:
        return "No realised pound has moved between the two."
    return f"In between: {'; '.join(parts)}."


def lines(changes: Result) -> tuple[Line, ...]:
    """The changes a board would want to hear of, in counts; what did not happen is left out."""
    rows = records(changes, "changes")
    found = ((label, pick(rows)) for label, pick in _LINES)
    return tuple(_line(label, picked) for label, picked in found if picked)


def _line(label: str, rows: Sequence[Record]) -> Line:
    """A benefit at several organisations is one benefit, said with those organisations."""
    weighed = tuple(sorted(rows, key=lambda row: (-_weight(row), text(row, "id"))))
    if any(row.get("kind") != "benefits" for row in rows):
        return Line(label, formats.count(len(rows)), rows=weighed)
    codes = dict.fromkeys(text(row, "org_code") for row in rows if text(row, "org_code"))
    ids = {text(row, "benefit_id") or text(row, "id") for row in rows}
    return Line(label, formats.count(len(ids)), tuple(codes), weighed)


def _weight(row: Record) -> float:
    """Return what a change is worth beside others of its line: pounds where they are known, else
    days put back, steps between ratings, or how far a figure moved."""
    if number(row, "gbp") is not None:
        return abs(amount(row, "gbp"))
    before, after = row.get("before"), row.get("after")
    if before in RATINGS and after in RATINGS:
        return abs(RATINGS.index(str(after)) - RATINGS.index(str(before)))
    if isinstance(before, date) and isinstance(after, date):
        return abs((after - before).days)
    return abs(amount(row, "after") - amount(row, "before"))


Pick = Callable[[Sequence[Record]], Sequence[Record]]


def _kind(kind: str, *words: str) -> Pick:
    return lambda rows: only(rows, lambda r: r.get("kind") == kind and r.get("what") in words)


def newly_in_use(rows: Sequence[Record]) -> list[Record]:
    """Return adoptions that have come into routine use."""
    moved = _kind("adoptions", "moved_up", "joined")(rows)
    return only(moved, lambda r: r.get("after") in IN_USE and r.get("before") not in IN_USE)


def _went_back(rows: Sequence[Record]) -> list[Record]:
    back = _kind("adoptions", "moved_down", "left", "vanished")(rows)
    return only(back, lambda r: text(r, "because") != "organisation_closed")


def _up_otherwise(rows: Sequence[Record]) -> list[Record]:
    used = newly_in_use(rows)
    return only(_kind("adoptions", "moved_up")(rows), lambda row: row not in used)


def _rated(rows: Sequence[Record], *, is_down: bool) -> list[Record]:
    both = only(
        _kind("programmes", "re_rated")(rows),
        lambda r: r.get("before") in RATINGS and r.get("after") in RATINGS,
    )

    def fell(row: Record) -> bool:
        return RATINGS.index(text(row, "after")) > RATINGS.index(text(row, "before"))

    return only(both, lambda row: fell(row) is is_down)


def _later(rows: Sequence[Record]) -> list[Record]:
    return only(
        _kind("programmes", "re_dated")(rows),
        lambda r: bool(text(r, "before")) and text(r, "after") > text(r, "before"),
    )


def _dearer(rows: Sequence[Record]) -> list[Record]:
    return only(
        _kind("programmes", "re_costed")(rows),
        lambda r: 0 < amount(r, "before") < amount(r, "after"),
    )


def _months_revised(rows: Sequence[Record]) -> list[Record]:
    months = {text(row, "id"): row for row in _kind("benefit_values", "revised")(rows)}
    return list(months.values())


def _first_realised(rows: Sequence[Record]) -> list[Record]:
    return only(_kind("benefits", "newly_realised")(rows), lambda r: r.get("effect") == "benefit")


_LINES: tuple[tuple[str, Pick], ...] = (
    ("Adoptions newly in routine use", newly_in_use),
    ("Other adoptions a step further", _up_otherwise),
    ("Adoptions moved back, stopped or gone", _went_back),
    ("Benefits realised for the first time", _first_realised),
    ("Benefits no longer expected", _kind("benefits", "evaporated", "closed")),
    ("Confidence down", lambda rows: _rated(rows, is_down=True)),
    ("Confidence up", lambda rows: _rated(rows, is_down=False)),
    ("New programmes", _kind("programmes", "new")),
    ("Programmes ended", _kind("programmes", "closed")),
    ("Programmes no longer reported", _kind("programmes", "vanished")),
    ("Programmes with another lead", _kind("programmes", "re_led")),
    ("End dates put back", _later),
    ("Costs put up", _dearer),
    ("Risks that became issues", _kind("risks", "became_issue")),
    ("New risks", _kind("risks", "new")),
    ("Past months revised", _months_revised),
    (
        "Answers that differ from the lead\u2019s claim",
        lambda rows: only(rows, lambda r: r.get("what") == "disagreement"),
    ),
    ("Returns late", _kind("submissions", "late")),
    ("Returns missing", _kind("submissions", "missing")),
)
