"""A scheduled job relies on exit codes, one JSON document, and no traceback whatever happens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio.cli.arguments import parser
from portfolio.contract.catalogue import KINDS
from portfolio.exports.template_workbook import template_workbook
from portfolio.measures.card_catalogue import CARDS
from portfolio.service import PortfolioService

Portfolio = Callable[..., object]
VERBS = (
    "serve",
    "load",
    "check",
    "submit",
    "withdraw",
    "submissions",
    "measure",
    "publish",
    "export",
    "verify",
    "people",
    "template",
    "schema",
    "rebuild",
    "backup",
    "restore",
)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dance",),
        ("measure", "no_such_measure"),
        ("measure", "adoption", "--period", "September"),
        ("measure", "adoption", "--known-on", "yesterday"),
        ("measure", "adoption", "--theme", "local:nothing"),
        ("measure", "adoption", "--lead", "ZZZ"),
        ("withdraw", "9999", "--reason", "none"),
        ("withdraw", "first", "--reason", "none"),
        ("load", "no/such/folder"),
        ("check", "no-such-file.csv"),
        ("check", "no-such-file.csv", "--partner", "AAA", "--period", "2026-13"),
        ("submit", "no-such-file.csv", "--partner", "AAA", "--period", "2026-09"),
        ("template", "poems"),
        ("serve", "--port", "seventy"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_ends_with_2_and_a_sentence(
    portfolio: Portfolio, small_system: Path, words: tuple[str, ...]
) -> None:
    portfolio("load", small_system)

    ended = portfolio(*words)

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.strip()
    assert "Traceback" not in ended.err


def test_reading_an_empty_home_says_what_to_do_first(portfolio: Portfolio, home: Path) -> None:
    ended = portfolio("measure", "adoption")

    assert ended.code == 2
    assert "Load a system first" in ended.err
    assert not home.exists()


def test_serving_others_without_sign_in_is_not_allowed(portfolio: Portfolio) -> None:
    ended = portfolio("serve", "--host", "0.0.0.0")

    assert ended.code == 3
    assert "nobody signs in" in ended.err


def test_a_home_that_another_command_holds_ends_with_75(
    portfolio: Portfolio, small_system: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portfolio.cli.reaching._PATIENCE_SECONDS", 0.2)
    service = PortfolioService(home)

    ended = portfolio("load", small_system)

    service.close()
    assert ended.code == 75
    assert "try again" in ended.err


def test_a_fault_of_ours_is_one_sentence_and_a_line_in_the_log(
    portfolio: Portfolio, home: Path
) -> None:
    home.mkdir()
    (home / "portfolio.duckdb").write_bytes(b"943 476 5919 is not a database" * 1_000)

    ended = portfolio("submissions")

    assert ended.code == 4
    assert len(ended.err.splitlines()) == 1
    log = (home / "log/portfolio.log").read_text(encoding="utf-8")
    assert "portfolio submissions" in log
    assert "943 476 5919" not in log
    assert "not a database" not in log


def test_a_measure_prints_one_document_of_the_promised_shape(
    portfolio: Portfolio, small_system: Path
) -> None:
    portfolio("load", small_system)

    for measure_id in CARDS:
        told = portfolio("measure", measure_id, "--period", "2026-09", "--json").document
        assert list(told) == [
            "measure",
            "version",
            "period",
            "known_on",
            "filters",
            "status",
            "value",
            "unit",
            "numerator",
            "denominator",
            "n",
            "caveats",
            "submissions",
            "tables",
        ]
        assert told["measure"] == measure_id


def test_measures_are_listed_without_a_home_folder(portfolio: Portfolio, home: Path) -> None:
    listed = portfolio("measure", "--json").document

    assert [card["measure"] for card in listed] == list(CARDS)
    assert all(measure_id in portfolio("measure").out for measure_id in CARDS)
    assert not home.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_template_and_a_schema(portfolio: Portfolio, kind: str) -> None:
    header = portfolio("template", kind).out.splitlines()[0].split(",")
    schema = portfolio("schema", kind).document

    assert header == [field["name"] for field in schema["fields"]]


def test_the_templates_are_given_as_one_workbook_too(portfolio: Portfolio, tmp_path: Path) -> None:
    ended = portfolio("template", "workbook", "--out", tmp_path / "template.xlsx")

    assert (ended.code, ended.out) == (0, "")
    assert (tmp_path / "template.xlsx").read_bytes() == template_workbook()
    assert portfolio("template", "workbook").code == 2


def test_a_template_passes_the_check_of_its_form(portfolio: Portfolio, tmp_path: Path) -> None:
    for kind in KINDS:
        (tmp_path / f"{kind}.csv").write_text(portfolio("template", kind).out, encoding="utf-8")

    ended = portfolio("check", *sorted(tmp_path.glob("*.csv")), "--json")

    assert json.loads(ended.out)["counts"]["stop"] == 0, ended.out


def test_help_names_every_verb_and_no_other() -> None:
    named = re.search(r"VERB\n(.*?)\n\nExit codes", parser().format_help(), re.DOTALL)

    assert named is not None
    assert tuple(re.findall(r"^    (\w+)", named[1], re.MULTILINE)) == VERBS


def test_the_page_on_the_command_line_names_every_verb_and_option(checkout: Path) -> None:
    page = (checkout / "docs/command-line.md").read_text(encoding="utf-8")
    verbs = next(a.choices for a in parser()._actions if a.dest == "verb")
    options = {
        option
        for verb in (verbs or {}).values()  # type: ignore[union-attr]
        for action in verb._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }

    assert all(f"portfolio {verb}" in page for verb in VERBS)
    assert all(option in page for option in options)


@pytest.mark.parametrize("lists", ["whole", "without themes"])
def test_whoever_stops_reading_is_not_told_of_a_fault(lists: str, small_system: Path) -> None:
    programmes = small_system / "extracts/AAA/2026-09@2026-10-02/programmes.csv"
    if lists == "without themes":
        (small_system / "themes.csv").unlink()
    reading, writing = os.pipe()
    os.close(reading)

    command = [sys.executable, "-m", "portfolio", "check", programmes, "--json", "--system"]
    asked = [*command, small_system, "--partner", "AAA", "--period", "2026-09"]
    ended = subprocess.run(asked, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_was_found_can_be_had_as_a_table(
    portfolio: Callable[..., object], small_system: Path, tmp_path: Path
) -> None:
    faulty = tmp_path / "benefit_values.csv"
    faulty.write_text("benefit_id,beneficiary_org_code,period,realised_gbp\nB1,BBB,2026-09,1.2m\n")
    report = tmp_path / "report.csv"

    ended = portfolio("check", faulty, "--report", report)

    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert ended.code == 1
    assert lines[0].startswith("to do,file,row,column,found")
    assert lines[1].startswith("put right,benefit_values.csv,2,realised_gbp,1.2m")
