"""What can be chosen, in words."""

from __future__ import annotations

from datetime import date, datetime

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.domain.organisation import Organisations
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission
from portfolio.domain.system import References, ReportingPeriod, SystemSettings, Theme
from portfolio.ui import choices
from portfolio.ui.address import Choice


def references(*themes: Theme, boards: tuple[date, ...] = ()) -> References:
    periods = tuple(ReportingPeriod(Period(2026, month)) for month in (3, 6, 9))
    settings = SystemSettings("Somewhere", board_meetings=boards, reporting_periods=periods)
    return References(settings, Organisations(()), themes)


def received(period: Period, day: date) -> Submission:
    return Submission(1, "LOC-A", period, day, datetime(2026, 7, 1), "1", ())


def test_periods_end_with_the_last_that_was_sent_for() -> None:
    choice = choices.period(references(), [received(Period(2026, 6), date(2026, 7, 9))])

    assert list(choice.words.values()) == ["30 June 2026", "31 March 2026"]
    assert choice.default == "2026-06"


def test_before_anything_was_sent_every_period_is_offered() -> None:
    assert list(choices.period(references(), []).words) == ["2026-09", "2026-06", "2026-03"]


def test_days_known_are_days_received_and_boards_since() -> None:
    boards = (date(2026, 7, 15), date(2025, 1, 1))

    choice = choices.known_on(
        references(boards=boards), [received(Period(2026, 6), date(2026, 7, 9))]
    )

    assert choice.default == ""
    assert list(choice.words)[1:] == ["2026-07-15", "2026-07-09"]
    assert choice.words["2026-07-15"] == "15 July 2026, board meeting"


def test_the_systems_own_themes_come_first_and_others_name_their_set() -> None:
    themes = (Theme("wgll", "well_led", "Well led"), Theme("local", "home", "Care closer to home"))

    words = choices.theme(references(*themes)).words

    assert list(words.values()) == ["All themes", "Care closer to home", "WGLL: Well led"]


def test_a_set_of_themes_opens_on_its_first() -> None:
    themes = (Theme("local", "b", "B", display_order=2), Theme("local", "a", "A", display_order=1))

    assert choices.theme_of(references(*themes), "local").default == "local:a"


def test_organisations_are_by_name_after_everyone() -> None:
    labels = Labels(
        {"X": OrganisationLabel("Alder", "acute"), "A": OrganisationLabel("Yew", "icb")}
    )

    choice = choices.organisation(Choice("lead", "Led by", {"": "Anyone"}), ["A", "X"], labels)

    assert list(choice.words) == ["", "X", "A"]
