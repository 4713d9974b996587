"""What the next reader will ask is worked out ahead: once for each change, the newest first."""

from __future__ import annotations

from portfolio.domain.filters import Filters
from portfolio.domain.period import Period
from portfolio.measures.card_catalogue import CARDS
from portfolio.server.warming import Warming

SEPTEMBER = Filters(Period.parse("2026-09"))


class Asked:
    """A service that notes what it is asked; something may change during the first question."""

    def __init__(self, *, is_changed_meanwhile: bool = False) -> None:
        self.revision = 1
        self.questions: list[tuple[str, Filters]] = []
        self._is_changed_meanwhile = is_changed_meanwhile

    def latest_period(self) -> Period | None:
        return SEPTEMBER.period

    def result(self, measure_id: str, filters: Filters) -> None:
        self.questions.append((measure_id, filters))
        if self._is_changed_meanwhile:
            self._is_changed_meanwhile = False
            self.changes()

    def changes(self) -> None:
        self.revision += 1


def warming(service: Asked) -> Warming:
    return Warming(lambda: service)  # type: ignore[arg-type,return-value]


def test_every_measure_is_asked_once_until_something_changes() -> None:
    service = Asked()
    ahead = warming(service)

    ahead.look()
    ahead.look()

    assert service.questions == [(measure_id, SEPTEMBER) for measure_id in CARDS]
    service.changes()
    ahead.look()
    assert len(service.questions) == 2 * len(CARDS)


def test_what_a_newer_change_has_overtaken_is_left() -> None:
    service = Asked(is_changed_meanwhile=True)
    ahead = warming(service)

    ahead.look()

    assert len(service.questions) == 1
    ahead.look()
    assert len(service.questions) == 1 + len(CARDS)


def test_nothing_is_asked_of_a_store_that_is_being_made_again() -> None:
    service = Asked()
    opened = [None, service]
    ahead = Warming(lambda: opened.pop(0))  # type: ignore[arg-type,return-value]

    ahead.look()
    assert service.questions == []
    ahead.look()
    assert len(service.questions) == len(CARDS)


def test_nothing_is_asked_once_it_has_stopped() -> None:
    service = Asked()
    ahead = warming(service)
    ahead.start()

    ahead.stop()
    asked = len(service.questions)

    service.changes()
    ahead.look()
    assert len(service.questions) == asked
