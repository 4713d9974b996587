"""The names of files: what they may be called when they are spoken of, and numbers in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from portfolio.contract.rules import finding
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.identifiers import masked
from portfolio.domain.nhs_numbers import nhs_numbers


def with_masked_name(file: ReceivedFile) -> ReceivedFile:
    """Return the file under the name by which it may be spoken of."""
    return replace(file, name=masked(file.name))


def name_findings(files: Sequence[ReceivedFile]) -> list[Finding]:
    """NHS numbers in the names of files, as they came, and in what carried them."""
    every = [(masked(f.name), number.shown) for f in files for number in nhs_numbers(f.name)]
    # Each file of a zip came in the same one, which is told once.
    carried = {file.beside: masked(file.name) for file in reversed([*files])}
    every += [(name, one.shown) for said, name in carried.items() for one in nhs_numbers(said)]
    return [
        finding("nhs_number_in_file_name", file=name, found=shown)
        for name, shown in dict.fromkeys(every)
    ]
