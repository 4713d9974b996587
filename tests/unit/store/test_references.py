"""The portfolio office's lists: read with every mistake named, kept, read back the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portfolio.domain.period import Period
from portfolio.domain.system import ReportingPeriod
from portfolio.store.archive import Archive
from portfolio.store.engine import Store
from portfolio.store.journal import Journal
from portfolio.store.reference_files.mistakes import Mistake
from portfolio.store.reference_lists import (
    NO_REFERENCES,
    BadReference,
    ReferenceLists,
    read_system_folder,
)

ORGANISATIONS = """org_code,org_name,org_type,place,population,partner,reports_through,\
valid_from,valid_to,successor_codes
RXA,Fenbridge Hospitals,acute,North,"420,000",yes,,2020-04-01,31/03/2026,RXB;RXC
RXA,Fenbridge Care,acute,North,420000,yes,,2026-04-01,,
RXB,Harbour Trust,community,,,yes,,,,
RXC,Marsh Trust,mental_health,,,Y,,,,
G81001,Lode Surgery,primary_care,,9000,no,RXB,,,
"""
THEMES = """theme_set,theme_code,theme_name,description,display_order
local,access,Easier access,Fewer journeys,1
local,flow,Better flow,,2
"""
SYSTEM = """name = "Fenland"
about = "Synthetic."
board_meetings = [2026-10-14]
[[reporting_period]]
period = "2026-09"
due_date = 2026-10-10
"""


def system_folder(
    folder: Path, *, organisations: str = ORGANISATIONS, themes: str = THEMES, system: str = SYSTEM
) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "organisations.csv").write_text(organisations, encoding="utf-8")
    (folder / "themes.csv").write_text(themes, encoding="utf-8")
    (folder / "system.toml").write_text(system, encoding="utf-8")
    return folder


def test_the_three_files_become_references(tmp_path: Path) -> None:
    references = read_system_folder(system_folder(tmp_path))

    first = references.organisations.rows[1]
    assert (first.org_code, first.population, first.valid_to) == (
        "RXA",
        420_000,
        date(2026, 3, 31),
    )
    assert first.successor_codes == ("RXB", "RXC")
    assert references.organisations.sender_for("G81001", Period(2026, 9)) == "RXB"
    assert references.settings.reporting_periods == (
        ReportingPeriod(Period(2026, 9), date(2026, 10, 10)),
    )
    assert references.settings.board_meetings == (date(2026, 10, 14),)


def test_sets_that_come_with_the_product_fill_in_and_never_overrule(tmp_path: Path) -> None:
    own = THEMES + "shift,hospital_to_community,Closer to home,,1\n"

    references = read_system_folder(system_folder(tmp_path, themes=own))

    assert references.theme("wgll:well_led") is not None
    assert references.theme("ics_purpose:outcomes") is not None
    assert [t.theme_name for t in references.themes if t.theme_set == "shift"] == ["Closer to home"]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",No code,acute,,,no,,,,", "org_code", "is blank"),
        ("R X,Spaces,acute,,,no,,,,", "org_code", "is not a code"),
        ("RXD,,acute,,,no,,,,", "org_name", "is blank"),
        ("RXD,Name,hospital,,,no,,,,", "org_type", "is none of: acute"),
        ("RXD,Name,acute,,12.5,no,,,,", "population", "is not a whole number"),
        ("RXD,Name,acute,,,maybe,,,,", "partner", "neither `yes` nor `no`"),
        ("RXD,Name,acute,,,no,RXZ,,,", "reports_through", "is not a partner"),
        ("RXD,Name,acute,,,no,G81001,,,", "reports_through", "is not a partner"),
        ("RXD,Name,acute,,,yes,RXB,,,", "reports_through", "sends for itself"),
        ("RXD,Name,acute,,,no,,04/31/2026,,", "valid_from", "is not a date"),
        ("RXD,Name,acute,,,no,,2026-04-02,2026-04-01,", "valid_to", "is before"),
        ("RXD,Name,acute,,,no,,,,RXZ", "successor_codes", "is not in this list"),
        ("RXD,Name,acute,,,no,,,,RXB", "successor_codes", "`RXD` has not closed, so `RXB` cannot"),
        ("RXD,Name,acute,,,no,,,2026-04-01,RXD", "successor_codes", "`RXD` cannot follow itself"),
        ("RXB,Name,acute,,,yes,,2026-04-01,,", "valid_from", "overlap"),
        ("rxb,Name,acute,,,no,,,,", "org_code", "differs from `RXB` in row 4 only in capital"),
        ("RXD,Name,acute,,,no,,,", None, "9 cells where the header has 10"),
        ("RXD", None, "has 1 cell where the header has 10"),
    ],
)
def test_a_mistake_in_the_organisations_is_said_with_its_place(
    tmp_path: Path, row: str, column: str | None, words: str
) -> None:
    folder = system_folder(tmp_path, organisations=ORGANISATIONS + row + "\n")

    with pytest.raises(BadReference) as refused:
        read_system_folder(folder)

    (mistake,) = refused.value.mistakes
    assert (mistake.file, mistake.row, mistake.column) == ("organisations.csv", 7, column)
    assert words in mistake.says
    assert mistake.sentence.startswith("organisations.csv, row 7")


@pytest.mark.parametrize(
    ("themes", "column", "words"),
    [
        (THEMES + "local,access,Again,,3\n", "theme_code", "is in row 2 already"),
        (THEMES + "local,Big Idea,Name,,3\n", "theme_code", "lower-case letters"),
        (THEMES + "local,idea,,,3\n", "theme_name", "is blank"),
        (THEMES + "local,idea,Name,,first\n", "display_order", "whole number"),
        (THEMES.replace("theme_name", "title"), "theme_name", "is missing"),
        (THEMES.replace("description", "theme_name"), "theme_name", "more than once"),
    ],
)
def test_a_mistake_in_the_themes_is_said_with_its_place(
    tmp_path: Path, themes: str, column: str, words: str
) -> None:
    with pytest.raises(BadReference) as refused:
        read_system_folder(system_folder(tmp_path, themes=themes))

    assert (refused.value.file, refused.value.column) == ("themes.csv", column)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("about = 'No name'", "`name`: is missing"),
        ("name = 'A' oops", "cannot be read"),
        ("name = 'A'\nreporting_periods = []", "`reporting_periods`: is not known here"),
        ("name = 'A'\nfinancial_year_start_month = 13", "from 1 to 12"),
        ("name = 'A'\nboard_meetings = ['soon']", "a list of dates"),
        ("name = 'A'\n[[reporting_period]]\nperiod = '2026'", "needs a month"),
        ("name = 'A'\n[[reporting_period]]\nperiod = '2026-09'\ndue_date = 5", "must be a date"),
        (
            "name = 'A'\n[[reporting_period]]\nperiod='2026-09'\n[[reporting_period]]\n"
            "period='2026-09'",
            "more than once",
        ),
    ],
)
def test_a_mistake_in_the_settings_is_said(tmp_path: Path, system: str, words: str) -> None:
    with pytest.raises(BadReference) as refused:
        read_system_folder(system_folder(tmp_path, system=system))

    assert words in str(refused.value)


def test_everything_wrong_in_all_three_files_is_said_at_once(tmp_path: Path) -> None:
    folder = system_folder(
        tmp_path, organisations="org_code\nRXA\n", themes=THEMES + "local,,x,,\n"
    )
    (folder / "system.toml").unlink()

    with pytest.raises(BadReference) as refused:
        read_system_folder(folder)

    assert {mistake.file for mistake in refused.value.mistakes} == {
        "organisations.csv",
        "themes.csv",
        "system.toml",
    }


def test_lists_come_back_from_the_store_as_they_were_read(tmp_path: Path) -> None:
    folder = system_folder(tmp_path / "system")
    path = tmp_path / "p.duckdb"
    store = Store(path)
    loaded = ReferenceLists(store).load(folder)
    store.close()

    store = Store(path)

    assert ReferenceLists(store).current() == loaded
    store.close()


def test_loading_the_same_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    folder = system_folder(tmp_path / "system")
    journal = Journal(tmp_path / "journal")
    lists = ReferenceLists(
        store, copies=tmp_path / "copies", archive=Archive(tmp_path / "archive"), journal=journal
    )
    lists.load(folder)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}

    lists.load(folder)

    assert store.revision == 1
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before
    (entry,) = journal.entries()
    assert entry["event"] == "references"


def test_changed_lists_take_the_place_of_those_before_and_of_their_copies(
    store: Store, tmp_path: Path
) -> None:
    lists = ReferenceLists(store, copies=tmp_path / "copies")
    lists.load(system_folder(tmp_path / "system"))
    assert lists.current().theme("local:flow") is not None

    lists.load(system_folder(tmp_path / "system", themes=THEMES.replace("flow", "stream")))

    assert lists.current().theme("local:flow") is None
    assert lists.current().theme("local:stream") is not None
    assert "stream" in (tmp_path / "copies" / "themes.csv").read_text(encoding="utf-8")


def test_lists_with_a_mistake_leave_those_before_in_place(store: Store, tmp_path: Path) -> None:
    lists = ReferenceLists(store, copies=tmp_path / "copies")
    good = lists.load(system_folder(tmp_path / "system"))

    with pytest.raises(BadReference):
        lists.load(system_folder(tmp_path / "system", themes="theme_set\n"))

    assert lists.current() == good
    assert (tmp_path / "copies" / "themes.csv").read_text(encoding="utf-8") == THEMES


def test_before_any_were_loaded_there_are_only_the_supplied_themes(store: Store) -> None:
    current = ReferenceLists(store).current()

    assert current == NO_REFERENCES
    assert current.settings.name == ""
    assert current.theme("wgll:well_led") is not None


def test_a_list_without_a_partner_is_not_taken(tmp_path: Path) -> None:
    header = ORGANISATIONS.splitlines()[0] + "\n"

    with pytest.raises(BadReference, match="has no partner in it"):
        read_system_folder(system_folder(tmp_path, organisations=header))


def test_settings_in_another_encoding_are_said_without_jargon(tmp_path: Path) -> None:
    folder = system_folder(tmp_path)
    (folder / "system.toml").write_bytes(SYSTEM.encode("utf-16"))

    with pytest.raises(BadReference) as refused:
        read_system_folder(folder)

    assert str(refused.value) == "system.toml: cannot be read as text. Save it as UTF-8."


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("RXD RXE", "RXE RXD"), [(7, "`RXD` is followed by `RXE`, which is followed by `RXD`")]),
        (
            ("RXE RXF", "RXD RXE;RXB", "RXF RXD", "RXG RXD"),  # RXG is beside the ring, not in it
            [(7, "`RXE` is followed by `RXF`, which is followed by `RXD`, which is followed by")],
        ),
        (
            ("RXD RXE", "RXE RXD", "RXF RXG", "RXG RXF"),
            [(7, "`RXD` is followed by `RXE`"), (9, "`RXF` is followed by `RXG`")],
        ),
        (("RXD RXE", "RXE RXF", "RXF RXB;RXC"), []),
        (("RXD RXZ;RXD;RXB", "RXE RXY"), [(7, "`RXZ` is not"), (7, "itself"), (8, "`RXY` is not")]),
    ],
)
def test_each_successor_that_cannot_be_one_and_each_ring_is_said_once(
    tmp_path: Path, rows: tuple[str, ...], told: list[tuple[int, str]]
) -> None:
    listed = [row.split() for row in rows]
    written = "".join(f"{code},N,acute,,,no,,,2026-04-01,{after}\n" for code, after in listed)
    folder = system_folder(tmp_path, organisations=ORGANISATIONS + written)

    mistakes: tuple[Mistake, ...] = ()
    try:
        read_system_folder(folder)
    except BadReference as refused:
        mistakes = refused.mistakes

    assert [one.row for one in mistakes] == [row for row, _ in told]
    for one, (_, words) in zip(mistakes, told, strict=True):
        assert one.column == "successor_codes"
        assert words in one.says


def test_a_list_that_was_taken_before_succession_was_looked_at_can_be_read_again(
    tmp_path: Path,
) -> None:
    ring = "RXD,N,acute,,,no,,,2026-04-01,RXE\nRXE,N,acute,,,no,,,2026-04-01,RXD\n"
    folder = system_folder(tmp_path, organisations=ORGANISATIONS + ring)

    again = read_system_folder(folder, was_taken=True)

    assert again.organisations.successors("RXD") == ("RXE",)
