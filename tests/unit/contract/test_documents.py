"""Templates, Table Schema and dictionary say what the field table says."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.dictionary import dictionary_markdown
from portfolio.contract.table_schema import table_schema
from portfolio.contract.templates import template_csv


def test_the_dictionary_page_is_current(checkout: Path) -> None:
    page = (checkout / "docs" / "data-dictionary.md").read_text(encoding="utf-8")

    assert page == dictionary_markdown(), "Run: make docs"


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_every_column_and_one_example_row(kind: str) -> None:
    header, example = csv.reader(template_csv(kind).splitlines())

    assert tuple(header) == KINDS[kind].columns
    assert all(example[header.index(column)] for column in KINDS[kind].required)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_schema_requires_what_the_contract_requires(kind: str) -> None:
    fields = table_schema(kind)["fields"]
    assert isinstance(fields, list)

    required = tuple(f["name"] for f in fields if f["constraints"]["required"])

    assert required == KINDS[kind].required
    assert table_schema(kind)["primaryKey"] == list(KINDS[kind].key)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_row_keeps_the_patterns_and_enums_of_the_table_schema(kind: str) -> None:
    fields = table_schema(kind)["fields"]
    assert isinstance(fields, list)

    for field in fields:
        limits, cell = field["constraints"], KINDS[kind].example_row[field["name"]]
        if cell:
            assert re.search(limits.get("pattern", ""), cell)
            assert cell in limits.get("enum", [cell])
