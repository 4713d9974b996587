"""The faulty set has three faults and no more; the corrected one moves the headline."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

Row = dict[str, str]


def rows(folder: Path, kind: str) -> list[Row]:
    with (folder / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_both_sets_hold_all_seven_kinds(examples: Path) -> None:
    for name in ("faulty", "corrected"):
        assert len(list((examples / name).glob("*.csv"))) == 7


def test_the_faulty_set_differs_in_three_rows(examples: Path) -> None:
    changed = [
        (kind.stem, {c: wrong[c] for c in wrong if wrong[c] != right[c]})
        for kind in sorted((examples / "faulty").glob("*.csv"))
        for wrong, right in zip(
            rows(examples / "faulty", kind.stem),
            rows(examples / "corrected", kind.stem),
            strict=True,
        )
        if wrong != right
    ]

    assert sorted(changed, key=str) == [
        ("adoptions", {"live_date": "", "live_date_is": ""}),
        ("adoptions", {"org_code": "LOC-MHQ"}),
        ("benefit_values", {"realised_gbp": "1.2m"}),
    ]


@pytest.fixture(scope="module")
def corrected(demo, examples: Path, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("system") / "demo"
    shutil.copytree(demo.folder, folder)
    sent = folder / "extracts" / "LOC-SAL" / "2026-09@2026-11-10"
    shutil.copytree(examples / "corrected", sent)
    return replace(demo, folder=folder)


def test_the_corrected_set_moves_the_headline(demo, corrected) -> None:
    before, after = demo.ledger(), corrected.ledger()

    assert after.total("benefit") - before.total("benefit") > 500_000
    assert corrected.beyond_lead_share() - demo.beyond_lead_share() > 0.01


def test_the_corrected_set_takes_nothing_away(demo, corrected) -> None:
    assert demo.register().keys() < corrected.register().keys()
    assert demo.adoptions() == corrected.adoptions()
