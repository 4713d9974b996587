"""A partner's analyst checks files without a trace, reads what is wrong, sends what is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Portfolio = Callable[..., object]
VALUES = "benefit_id,beneficiary_org_code,period,realised_gbp\n"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Three faults: an unknown organisation, an amount in millions, a month that is none."""
    path = tmp_path / "benefit_values.csv"
    path.write_text(f"{VALUES}B1,BBX,2026-09,5\nB1,BBB,2026-08,1.2m\nB1,BBB,someday,7\n")
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    (tmp_path / "clean").mkdir()
    path = tmp_path / "clean/benefit_values.csv"
    path.write_text(f"{VALUES}B1,BBB,2026-09,90\n")
    return path


def test_a_check_leaves_the_home_folder_as_it_was_to_the_byte(
    portfolio: Portfolio,
    small_system: Path,
    faulty: Path,
    home: Path,
    fingerprint: Callable[[Path], object],
) -> None:
    portfolio("load", small_system)
    before = fingerprint(home)

    ended = portfolio("check", faulty, "--partner", "BBB", "--period", "2026-09", "--json")

    assert ended.code == 1
    assert fingerprint(home) == before


def test_every_fault_is_named_with_file_row_column_and_sentence(
    portfolio: Portfolio, small_system: Path, faulty: Path
) -> None:
    portfolio("load", small_system)

    ended = portfolio("check", faulty, "--partner", "BBB", "--period", "2026-09", "--json")

    verdict = ended.document
    found = {
        (f["file"], f["rows"][0], f["column"]): f["sentence"]
        for f in verdict["findings"]
        if f["severity"] == "stop"
    }
    assert ended.code == 1
    assert {
        ("benefit_values.csv", 2, "beneficiary_org_code"),
        ("benefit_values.csv", 3, "realised_gbp"),
        ("benefit_values.csv", 4, "period"),
    } <= found.keys()
    assert all(found.values())
    assert verdict["accepted"] is False
    assert verdict["stored"] is False
    assert verdict["counts"]["stop"] == len(found)
    assert verdict["detected"][0]["kind"] == "benefit_values"


def test_a_check_for_people_says_where_what_and_that_nothing_was_stored(
    portfolio: Portfolio, small_system: Path, faulty: Path
) -> None:
    portfolio("load", small_system)

    told = portfolio("check", faulty, "--partner", "BBB", "--period", "2026-09").out

    assert "Row 3, realised_gbp: `1.2m` is not an amount in pounds." in told
    assert told.rstrip().endswith("Nothing was stored.")


def test_a_system_folder_is_enough_to_check_against(
    portfolio: Portfolio, small_system: Path, home: Path
) -> None:
    programmes = small_system / "extracts/AAA/2026-09@2026-10-02/programmes.csv"

    ended = portfolio(
        "check", programmes, "--partner", "AAA", "--period", "2026-09", "--system", small_system
    )

    assert ended.code == 0
    assert "Nothing to put right." in ended.out
    assert not home.exists()


def test_files_by_themselves_are_checked_for_what_they_alone_can_show(
    portfolio: Portfolio, faulty: Path, home: Path
) -> None:
    ended = portfolio("check", faulty)

    assert ended.code == 1
    assert "1.2m" in ended.out
    assert "BBX" not in ended.out
    assert "checked by themselves" in ended.out
    assert not home.exists()


def test_without_a_yes_nothing_is_sent(
    portfolio: Portfolio, small_system: Path, clean: Path
) -> None:
    portfolio("load", small_system)

    ended = portfolio("submit", clean, "--partner", "BBB", "--period", "2026-09")

    assert ended.code == 0
    assert "benefit_values    0        1     0         0" in ended.out
    assert "Nothing was stored" in ended.err
    assert len(portfolio("submissions", "--json").document) == 2


def test_what_is_sent_is_receipted_and_sent_again_is_already_received(
    portfolio: Portfolio, small_system: Path, clean: Path
) -> None:
    portfolio("load", small_system)
    sending = ("submit", clean, "--partner", "BBB", "--period", "2026-09", "--accept")

    first, again = portfolio(*sending), portfolio(*sending)

    assert "Stored as submission 0003: Brook Community (BBB) for September 2026" in first.out
    assert re.search(r"received on \d+ \w+ \d{4} at \d\d:\d\d, contract version 1", first.out)
    assert "benefit_values: 1 row from benefit_values.csv" in first.out
    assert again.code == 0
    assert again.out.startswith("Already received. These are the same files Brook Community sent")
    assert len(portfolio("submissions", "--json").document) == 3


def test_a_faulty_return_is_refused_whole(
    portfolio: Portfolio, small_system: Path, faulty: Path
) -> None:
    portfolio("load", small_system)

    ended = portfolio("submit", faulty, "--partner", "BBB", "--period", "2026-09", "--accept")

    assert ended.code == 1
    assert "Nothing was stored." in ended.out
    assert len(portfolio("submissions", "--json").document) == 2


def test_lists_with_mistakes_are_one_document_too(
    portfolio: Portfolio, small_system: Path, clean: Path
) -> None:
    (small_system / "themes.csv").unlink()
    against = ("--system", small_system, "--partner", "BBB", "--period", "2026-09")

    ended = portfolio("check", clean, *against, "--json")

    assert ended.code == 1
    assert ended.document["counts"] == {"stop": 1, "note": 0}


def test_a_return_to_a_home_without_a_system_makes_none(
    portfolio: Portfolio, home: Path, clean: Path
) -> None:
    ended = portfolio("submit", clean, "--partner", "BBB", "--period", "2026-09")

    assert ended.code == 2
    assert "Load a system first" in ended.err
    assert not home.exists()


def test_what_goes_is_said_by_its_name(portfolio: Portfolio, small_system: Path) -> None:
    portfolio("load", small_system)
    register = small_system / "extracts/BBB/2026-09@2026-10-01/benefits.csv"
    register.write_text(register.read_text().splitlines()[0] + "\n")

    ended = portfolio("submit", register, "--partner", "BBB", "--period", "2026-09")

    assert "Time saved, Brook Community: was Realising, no longer there" in ended.out
