"""What one page shows: the choices that hold, and the answers under them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from portfolio.domain.coverage import Coverage
from portfolio.domain.filters import NARROWING, Filters, Point
from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.domain.system import References
from portfolio.service import PortfolioService
from portfolio.ui.address import Choice
from portfolio.views.words import coverage_words
from portfolio.views.words.coverage_words import Chosen


@dataclass(frozen=True)
class View:
    """The filters of a page with everything it asks about them."""

    service: PortfolioService
    references: References
    filters: Filters
    choices: tuple[Choice, ...] = ()
    results: list[Result] = field(default_factory=list, compare=False, repr=False)
    """What the page has asked for so far, for the one line at its foot."""

    def result(self, measure_id: str) -> Result:
        """Return the answer under this page's filters."""
        answer = self.service.result(measure_id, self.filters)
        self.results.append(answer)
        return answer

    def result_of(self, measure_id: str, programme: str, beneficiary: str) -> Result:
        """Return the answer for one programme at one organisation, of those this page shows: the
        same one, kept, however the page came to show it."""
        one: dict[str, Any] = dict.fromkeys(NARROWING)
        one |= {"programme": programme, "beneficiary": beneficiary}
        return self.service.result(measure_id, replace(self.filters, **one))

    def result_at(self, measure_id: str, point: Point) -> Result:
        """Return the answer under the same choices as it stood at another point."""
        then = replace(self.filters, period=point.period, known_on=point.known_on)
        return self.service.result(measure_id, then)

    @property
    def labels(self) -> Labels:
        return self.service.labels(self._as_at)

    @property
    def coverage(self) -> Coverage:
        return self.service.coverage(self._as_at)

    @property
    def chosen(self) -> Chosen:
        """The filters in words; None where nothing is narrowed."""
        return coverage_words.in_words(self.filters, self.labels, self.references)

    @property
    def _as_at(self) -> Filters:
        return Filters(self.filters.period, self.filters.known_on)
