"""Two published systems are taken as they are and give the answers their publishers give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from portfolio.cli import main
from portfolio.domain.period import Period
from portfolio.measures.card_catalogue import CARDS

Row = list[object]
_LETTER = {"common": ".", "outside": "o", "trend": "t", "two_of_three": "2", "shift": "s"}
Tables = Mapping[str, list[dict[str, object]]]


@pytest.mark.real
@pytest.mark.parametrize(
    ("system", "submissions"), [("east-of-england", 18), ("uk-major-projects", 39)]
)
def test_a_published_system_loads_twice_and_answers_as_published(
    real_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    system: str,
    submissions: int,
) -> None:
    home = str(tmp_path / "home")
    expected = json.loads((real_folder / "expected.json").read_text("utf-8"))["must_match"]

    assert main(["load", str(real_folder / system), "--home", home]) == 0
    assert f": {submissions} submissions stored, 0 already" in capsys.readouterr().out
    assert main(["load", str(real_folder / system), "--home", home]) == 0
    assert f"0 submissions stored, {submissions} already received" in capsys.readouterr().out

    for period, measure_id, wanted in _asked(expected[system]):
        asked = ["measure", measure_id, "--period", str(period), "--json", "--home", home]
        assert main([*asked, *_since(wanted)]) == 0
        told = json.loads(capsys.readouterr().out)
        compare = _change_differences if measure_id == "changes" else _differences
        assert not list(compare(told, wanted)), (period, measure_id)


def _asked(system: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Period, str, object]]:
    for period, measures in system.items():
        for measure_id, wanted in measures.items():
            if measure_id in CARDS:
                yield Period.parse(period), measure_id, wanted


def _since(wanted: Mapping[str, str]) -> list[str]:
    return ["--since", wanted["since"]] if "since" in wanted else []


# What the published lists of changes are called in the measure's own words.
_CHANGES = {
    "new": {"what": "new"},
    "no_longer_reported": {"what": "vanished", "because": "not_reported"},
    "of_a_closed_partner_and_not_taken_over": {"what": "vanished", "because": "partner_closed"},
    "newly_reported": {"because": "newly_reported"},
    "up_the_ladder": {"what": "moved_up"},
    "shown_rating": {"what": "re_rated"},
    "planned_end_date": {"what": "re_dated", "field": "planned_end_date"},
    "approved_cost_gbp": {"what": "re_costed", "field": "approved_cost_gbp"},
    "lead_org_code": {"what": "re_led"},
}
_STAGE_WORDS = ("moved_up", "moved_down", "closed")
# A practice leaves the list when it closes: the publisher's files do not tell the two apart.
_GONE = ("vanished", "left")


def _change_differences(told: dict[str, object], wanted: dict[str, object]) -> Iterator[str]:
    rows = told["tables"]["changes"]
    for kind in ("programmes", "adoptions"):
        for name, table in wanted.get(kind, {}).items():
            found = [row for row in rows if row["kind"] == kind and _is_of(row, name)]
            is_list = isinstance(table, list)
            columns = ["programme_id"] if is_list else table["columns"]
            answer = [[code] for code in table] if is_list else table["rows"]
            if not _same_rows(found, columns, answer):
                yield f"{kind}, {name}: {len(found)} and not {len(answer)}"


def _is_of(row: Mapping[str, object], name: str) -> bool:
    if name == "stage":
        return row["field"] == "stage" and row["what"] in _STAGE_WORDS
    if name == "no_longer_reported" and row["kind"] == "adoptions":
        return row["what"] in _GONE
    return all(row[column] == value for column, value in _CHANGES[name].items())


def _by_programme(column: str) -> Callable[[Tables], object]:
    return lambda tables: {row["programme_id"]: row[column] for row in tables["by_programme"]}


# What the published answers hold that has no name of its own in a measure's document.
_ELSEWHERE: Mapping[str, Callable[[Tables], object]] = {
    "by_left_out": _by_programme("by_dates"),
    "origin": _by_programme("origin_date"),
}


def _differences(told: dict[str, object], wanted: dict[str, object]) -> Iterator[str]:
    for name, value in wanted.items():
        if name in _ELSEWHERE:
            found = _ELSEWHERE[name](told["tables"])
            if not value.items() <= found.items():
                yield f"{name}: {found} and not {value}"
        elif name == "tables":
            yield from _table_differences(told["tables"], value)
        elif name == "every_series":
            yield from _series_differences(told["tables"], value)
        elif name.endswith("_any_of"):
            if told[name.removesuffix("_any_of")] not in value:
                yield name
        elif not _same(told[name], value):
            yield f"{name}: {told[name]} and not {value}"


def _table_differences(
    told: Tables, wanted: Mapping[str, Mapping[str, list[Row]]]
) -> Iterator[str]:
    """Tables that differ; of a table ending in `_any_of`, each row alone is an answer."""
    for name, table in wanted.items():
        one_of = name.endswith("_any_of")
        answers = [[row] for row in table["rows"]] if one_of else [table["rows"]]
        rows = told[name.removesuffix("_any_of")]
        if name == "series":  # months of some series are asked for, and of each of these all
            of = {tuple(row[:2]) for row in table["rows"]}
            rows = [row for row in rows if tuple(map(row.get, table["columns"][:2])) in of]
        if not any(_same_rows(rows, table["columns"], answer) for answer in answers):
            yield name


def _series_differences(told: Tables, wanted: Mapping[str, list[Row]]) -> Iterator[str]:
    """Series whose first month, limits or labels differ; labels are a letter for each month."""
    months: dict[tuple[object, object], list[dict[str, object]]] = {}
    for row in told["series"]:
        months.setdefault((row["benefit_id"], row["beneficiary_org_code"]), []).append(row)
    if len(months) != len(wanted["rows"]):
        yield f"{len(months)} series and not {len(wanted['rows'])}"
    for benefit, organisation, *answer in wanted["rows"]:
        of = months.get((benefit, organisation), [{}])
        first = [of[0].get(name) for name in ("period", "mean", "lower", "upper")]
        letters = "".join(_LETTER[str(row.get("label"))] for row in of)
        if not all(map(_same, [*first, letters], answer)):
            yield f"{benefit} at {organisation}"


def _same_rows(told: list[dict[str, object]], columns: list[str], wanted: list[Row]) -> bool:
    ours = sorted(([row[column] for column in columns] for row in told), key=_place)
    theirs = sorted(wanted, key=_place)
    return len(ours) == len(theirs) and all(
        all(map(_same, one, other)) for one, other in zip(ours, theirs, strict=True)
    )


def _place(row: Row) -> list[str]:
    return [f"{cell:.6f}" if isinstance(cell, float | int) else str(cell) for cell in row]


def _same(told: object, wanted: object) -> bool:
    if isinstance(wanted, float) and isinstance(told, float | int):
        return told == pytest.approx(wanted, rel=1e-9)
    return told == wanted
