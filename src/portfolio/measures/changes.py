"""What changed between two points: by default between what the last board saw and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields

from portfolio.domain.result import Cell, LateTables, ResultTable
from portfolio.domain.scope import Scope
from portfolio.measures.answers import Answer, table
from portfolio.measures.changing.bridge import realised_bridge
from portfolio.measures.changing.change import Change, Pair
from portfolio.measures.changing.compared import Compared, compared
from portfolio.measures.changing.points import Earlier, earlier_point
from portfolio.measures.changing.return_changes import return_changes
from portfolio.measures.selection import Selection

_FIRST = ("what", "kind", "id", "field", "before", "after")
_REST = tuple(one.name for one in fields(Change) if one.name not in (*_FIRST, "kept_to"))
_KEPT_BACK = (
    "Not among these: changes of risks that their organisations keep to themselves and the "
    "portfolio office ({count})."
)
_KINDS = ("programmes", "adoptions", "benefits", "benefit_values", "risks")


def changes(selection: Selection) -> Answer:
    """Return how many changes there were since the earlier point, and each of them."""
    earlier = earlier_point(selection)
    if earlier is None:
        return Answer(status="not_defined", tables=_empty(), kinds=_KINDS)
    pair = Pair(selection.at(earlier.point), selection)
    both = compared(pair)
    every = sorted((*both.changes, *return_changes(pair)), key=lambda one: one.place)
    found = [one for one in every if _is_seen(one, selection.scope)]
    kept_back = len(every) - len(found)
    return Answer(
        status="ok",
        value=float(len(found)),
        n=len(found),
        tables=_tables(found, both, earlier, selection),
        since=earlier.point,
        caveats=(_KEPT_BACK.format(count=kept_back),) if kept_back else (),
        kinds=_KINDS,
    )


def _is_seen(change: Change, scope: Scope) -> bool:
    return scope.is_everything or change.kept_to is None or change.kept_to in scope.organisations


def _tables(
    found: Sequence[Change], both: Compared, earlier: Earlier, after: Selection
) -> LateTables:
    since = str(earlier.point.period)
    return LateTables(
        {
            "changes": lambda: _listed(found, since),
            "summary": lambda: _summary(found),
            "realised": lambda: _realised(both),
            "points": lambda: _points(earlier, after),
        }
    )


def _listed(found: Sequence[Change], since: str) -> ResultTable:
    return ResultTable((*_FIRST, "since", *_REST), tuple(_row(one, since) for one in found))


def _summary(found: Sequence[Change]) -> ResultTable:
    counts = Counter((one.what, one.kind) for one in found)
    rows = tuple((*named, times) for named, times in counts.items())
    return ResultTable(("what", "kind", "changes"), rows)


def _realised(both: Compared) -> ResultTable:
    bridge = realised_bridge(both.months)
    return table(bridge, *bridge.columns)


def _row(one: Change, since: str) -> tuple[Cell, ...]:
    first = tuple(getattr(one, name) for name in _FIRST)
    return (*first, since, *(getattr(one, name) for name in _REST))


def _points(earlier: Earlier, after: Selection) -> ResultTable:
    """Return both points, and the board meeting that saw the earlier one where there was one."""
    columns = ("point", "period", "known_on", "board_meeting")
    before, system = earlier.point, after.system
    return ResultTable(
        columns,
        (
            ("before", str(before.period), before.known_on, earlier.board),
            ("after", str(system.period), system.known_on, None),
        ),
    )


def _empty() -> dict[str, ResultTable]:
    return {
        "changes": ResultTable((*_FIRST, "since", *_REST), ()),
        "summary": ResultTable(("what", "kind", "changes"), ()),
        "realised": ResultTable(("reason", "gbp", "benefits", "months"), ()),
        "points": ResultTable(("point", "period", "known_on", "board_meeting"), ()),
    }
