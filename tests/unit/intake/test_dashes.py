"""Dashes in ids and codes are hyphens; anywhere else they are what they are."""

from __future__ import annotations

import polars as pl
import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.intake.tabulate.dashes import may_have_dashes, with_hyphens

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"


def read(risk_id: str, title: str = "A title") -> pl.DataFrame:
    cells = {"risk_id": [risk_id, "FEN-R2"], "title": [title, None], "row_number": [2, 3]}
    return with_hyphens(pl.DataFrame(cells), KINDS["risks"], "risks.csv")[0]


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_within_an_id_is_read_as_a_hyphen(dash: str) -> None:
    sent = f"FEN{dash}001{dash}B1"

    assert may_have_dashes(sent.encode())
    assert read(sent)["risk_id"].to_list() == ["FEN-001-B1", "FEN-R2"]


def test_a_dash_alone_is_no_id_and_stays_what_it_is() -> None:
    assert read("\u2013")["risk_id"][0] == "\u2013"


def test_a_dash_between_words_is_left_to_be_told() -> None:
    assert read("FEN \u2013 001")["risk_id"][0] == "FEN \u2013 001"


def test_a_text_keeps_its_dashes() -> None:
    assert read("FEN\u2013R1", "2024\u201325")["title"][0] == "2024\u201325"


def test_plain_text_has_none() -> None:
    assert not may_have_dashes(b"FEN-001")
