"""What a paper is made from: the answers to ask for, the names, and what its maker wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from portfolio.domain.coverage import Coverage
from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.domain.system import References
from portfolio.views.paper.addressed import Ask, Figures
from portfolio.views.words import coverage_words
from portfolio.views.words.coverage_words import Chosen

BOARD, PUBLIC = "board", "public"
AUDIENCES = (BOARD, PUBLIC)
"""Who a paper is for: a public one hides small numbers of people, and nothing in it is of a risk
that its organisation keeps to itself and the portfolio office."""


class Method(Protocol):
    """What a paper says of a measure: the card of the catalogue."""

    @property
    def title(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def numerator(self) -> str: ...
    @property
    def denominator(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def caveats(self) -> tuple[str, ...]: ...
    @property
    def source(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def next_review(self) -> date: ...


@dataclass(frozen=True)
class Given:
    """What the maker of a paper wrote and chose; blank: as its layout says, or left out.
    `for_organisation` is the code of the one that reads it before it takes a programme up."""

    meeting: str = ""
    author: str = ""
    title: str = ""
    paper_type: str = ""
    asked: str = ""
    for_organisation: str = ""
    annexes: tuple[str, ...] | None = None
    audience: str = BOARD


@dataclass(frozen=True)
class Material:
    """Everything a part of a paper may read. `ask` gives a measure's answer under the paper's
    filters and notes that it was used."""

    ask: Ask
    filters: Filters
    known_on: date
    labels: Labels
    coverage: Coverage
    references: References
    programmes: tuple[Programme, ...]
    methods: Mapping[str, Method]
    given: Given
    used: Mapping[str, Result]

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.ask)

    @property
    def is_public(self) -> bool:
        return self.given.audience == PUBLIC

    @cached_property
    def chosen(self) -> Chosen:
        """The filters in words; None where nothing is narrowed."""
        return coverage_words.in_words(self.filters, self.labels, self.references)

    @cached_property
    def by_id(self) -> Mapping[str, Programme]:
        return {one.programme_id: one for one in self.programmes}
