"""Who follows whom in organisations.csv: only one that has closed is followed, by another that is
in the list, and no succession comes back to where it began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from portfolio.domain.organisation import Organisation, Organisations
from portfolio.store.reference_files.list_sheet import Cells

_COLUMN = "successor_codes"


def check_succession(read: Sequence[tuple[Cells, Organisation]]) -> None:
    """Note each successor that cannot be one, and every ring of successors once."""
    organisations = Organisations(tuple(row for _, row in read))
    follow: dict[str, list[str]] = {}
    rows: dict[str, Cells] = {}
    for cells, row in read:
        for code in dict.fromkeys(row.successor_codes):
            says = _fault(organisations, row, code)
            if says:
                cells.mistake(_COLUMN, says)
            else:
                follow.setdefault(row.org_code, []).append(code)
                rows.setdefault(row.org_code, cells)
    for ring in _rings(follow):
        told = ", which is followed by ".join(f"`{code}`" for code in (*ring[1:], ring[0]))
        rows[ring[0]].mistake(
            _COLUMN,
            f"`{ring[0]}` is followed by {told}: a ring. Take out the one that is wrong.",
        )


def _fault(organisations: Organisations, row: Organisation, code: str) -> str | None:
    if not organisations.knows(code):
        return f"`{code[:40]}` is not in this list."
    if code == row.org_code:
        return f"`{code}` cannot follow itself. Name the one that follows it, or leave this blank."
    if row.valid_to is None:
        return (
            f"`{row.org_code}` has not closed, so `{code}` cannot follow it yet. "
            "Put its last day in `valid_to`, or leave this blank."
        )
    return None


def _rings(follow: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield one way round each ring, from the code of it that the list has first."""
    told: set[str] = set()
    for code in follow:
        way = None if code in told else _way_back(code, follow)
        if way:
            told.update(way)
            yield way


def _way_back(code: str, follow: Mapping[str, Iterable[str]]) -> list[str] | None:
    """Return the shortest way from a code over those that follow it back to itself."""
    ways, seen = [[code]], {code}
    while ways:
        ways = list(_longer(ways, follow, seen))
        for way in ways:
            if code in follow.get(way[-1], ()):
                return way
    return None


def _longer(
    ways: Iterable[list[str]], follow: Mapping[str, Iterable[str]], seen: set[str]
) -> Iterator[list[str]]:
    for way in ways:
        for after in follow.get(way[-1], ()):
            if after not in seen:
                seen.add(after)
                yield [*way, after]
