"""The portfolio office sets a system up, reads its numbers, corrects and withdraws."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Portfolio = Callable[..., object]


def test_from_an_empty_home_to_a_number_and_its_correction(
    portfolio: Portfolio, small_system: Path, tmp_path: Path
) -> None:
    assert portfolio("load", small_system).code == 0
    first = portfolio("measure", "beyond_lead_share", "--period", "2026-09", "--json").document
    assert first["value"] == pytest.approx(80 / 180)
    assert first["submissions"] == ["0001", "0002"]

    corrected = tmp_path / "benefit_values.csv"
    corrected.write_text(
        "benefit_id,beneficiary_org_code,period,realised_gbp\nB1,BBB,2026-09,300\n"
    )
    sending = ("submit", "--partner", "BBB", "--period", "2026-09", corrected, "--accept", "--json")
    sent = portfolio(*sending)
    assert sent.code == 0
    assert sent.document["stored"] is True
    assert sent.document["submission"]["submission"] == "0003"

    after = portfolio("measure", "beyond_lead_share", "--json").document
    assert after["value"] == pytest.approx(300 / 400)

    assert portfolio("withdraw", "0003", "--reason", "Counted twice").code == 0
    again = portfolio("measure", "beyond_lead_share", "--json").document
    assert again["value"] == first["value"]


def test_a_system_loaded_twice_is_already_received_throughout(
    portfolio: Portfolio, small_system: Path
) -> None:
    portfolio("load", small_system)
    before = portfolio("submissions", "--json").out

    again = portfolio("load", small_system)

    assert again.code == 0
    lines = again.out.splitlines()
    assert all("already received" in line for line in lines)
    assert lines[-1] == "Fenland: 0 submissions stored, 2 already received, 0 refused."
    assert portfolio("submissions", "--json").out == before


def test_loading_quietly_says_one_line(portfolio: Portfolio, small_system: Path) -> None:
    ended = portfolio("load", small_system, "--quiet")

    assert ended.out == "Fenland: 2 submissions stored, 0 already received, 0 refused.\n"
    assert ended.err == ""


def test_loading_says_who_joined_and_closed_and_which_period_was_opened(
    portfolio: Portfolio, small_system: Path
) -> None:
    portfolio("load", small_system)
    (small_system / "organisations.csv").write_text(
        "org_code,org_name,org_type,place,population,partner,reports_through,valid_to\n"
        "AAA,Abbey Hospitals,acute,North,,yes,,\n"
        "BBB,Brook Community,community,South,,yes,,2027-03-31\n"
        "NEW,New Hospice,vcse,South,,yes,,\n"
    )
    settings = small_system / "system.toml"
    opened = '[[reporting_period]]\nperiod = "2026-12"\ndue_date = 2027-01-22\n'
    settings.write_text(f"{settings.read_text()}\n{opened}")

    ended = portfolio("load", small_system, "--quiet")
    again = portfolio("load", small_system, "--json").document

    assert "Joined: New Hospice (NEW).\n" in ended.out
    assert "Closed: Brook Community (BBB, on 31 March 2027).\n" in ended.out
    assert "Opened: December 2026, due 22 January 2027.\n" in ended.out
    assert again["lists"] == dict.fromkeys(("joined", "closed", "removed", "opened", "dropped"), [])
    assert (again["stored"], again["already_received"], again["refused"]) == (0, 2, [])


def test_a_refused_return_is_told_in_full_and_the_others_are_kept(
    portfolio: Portfolio, small_system: Path
) -> None:
    values = small_system / "extracts/BBB/2026-09@2026-10-01/benefit_values.csv"
    values.write_text(values.read_text().replace(",80", ",1.2m"))

    ended = portfolio("load", small_system)

    assert ended.code == 1
    assert "BBB, September 2026, received 1 October 2026: refused." in ended.out
    assert "Row 2, realised_gbp: `1.2m` is not an amount in pounds." in ended.out
    assert "1 submission stored, 0 already received, 1 refused." in ended.out


def test_mistakes_in_the_lists_are_all_named_and_nothing_is_taken(
    portfolio: Portfolio, small_system: Path
) -> None:
    organisations = small_system / "organisations.csv"
    organisations.write_text(organisations.read_text().replace("acute", "castle"))

    ended = portfolio("load", small_system)

    assert ended.code == 1
    assert "organisations.csv, row 2, `org_type`" in ended.out + ended.err
    assert "Nothing was stored." in ended.out + ended.err
    assert portfolio("submissions", "--json").document == []


def test_the_ledger_says_who_sent_what_and_when(portfolio: Portfolio, small_system: Path) -> None:
    portfolio("load", small_system)

    told = portfolio("submissions").out

    assert "0001        AAA      2026-09  2026-10-02" in told
    ledger = portfolio("submissions", "--json").document
    assert [one["partner"] for one in ledger] == ["AAA", "BBB"]


def test_a_number_as_it_was_known_on_a_day(portfolio: Portfolio, small_system: Path) -> None:
    portfolio("load", small_system)
    asked = ("measure", "counted_benefit", "--period", "2026-09", "--json", "--known-on")

    assert portfolio(*asked, "2026-10-02").document["value"] == 180
    assert portfolio(*asked, "2026-09-30").document["value"] is None


def test_every_filter_that_can_be_typed_reaches_the_measure(
    portfolio: Portfolio, small_system: Path
) -> None:
    portfolio("load", small_system)
    typed = {
        "theme": "local:access",
        "lead": "AAA",
        "beneficiary": "BBB",
        "programme": "P1",
        "organisations": "as_now",
    }

    options = [word for name, said in typed.items() for word in (f"--{name}", said)]
    answer = portfolio("measure", "counted_benefit", *options, "--json").document

    assert answer["filters"] == typed
