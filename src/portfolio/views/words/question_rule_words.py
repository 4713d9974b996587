"""Each rule's question and its number in words; every question is about the work, not a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.thresholds import (
    BENEFITS_NEEDED,
    GIVEN_UP_NEEDED,
    MONTHS_FOR_A_LESSON,
    MONTHS_TO_STALL,
    MONTHS_TO_TRAVEL,
    MOSTLY_TECHNOLOGY_PCT,
    OPTIMISM_BELOW,
    PLAN_SHARE_NEEDED,
    REDPRINTS_NEEDED,
    RETURNS_TO_JUDGE,
    STOPPED_NEEDED,
)
from portfolio.views import formats
from portfolio.views.read_result import Record, amount, number, text, whole
from portfolio.views.words import pounds_words
from portfolio.views.words.terms import BARRIER, CONFIDENCE, word

_NAME_LETTERS = 60
_QUOTE_LETTERS = 240
_QUOTED = {"owner": "The owner", "reviewer": "The reviewer"}


@dataclass(frozen=True)
class About:
    """One raised question with the names of what it is about."""

    row: Record
    labels: Labels

    @property
    def programme(self) -> str:
        name = self.labels.programme(text(self.row, "programme_id"))
        return formats.shortened(name, _NAME_LETTERS)

    @property
    def organisation(self) -> str:
        return self.labels.organisation(text(self.row, "org_code"))

    @property
    def theme(self) -> str:
        return text(self.row, "theme_name")

    def money(self, column: str = "gbp") -> str:
        return formats.money(number(self.row, column))

    @property
    def benefit(self) -> str:
        """The type of pound it speaks of, where there is one: `cash-releasing benefit`."""
        kind = text(self.row, "benefit_type")
        return pounds_words.benefit(kind) if kind else "benefit"

    @property
    def quote(self) -> str:
        """What somebody has said about it, in their own words: ` The owner says: “…”`"""
        said, by = text(self.row, "quote").strip(), text(self.row, "quoted")
        if not said:
            return ""
        who = _QUOTED.get(by) or self.labels.organisation(by)
        return f" {who} says: “{formats.shortened(said, _QUOTE_LETTERS)}”"

    def n_of_m(self) -> str:
        return formats.n_of_m(number(self.row, "part"), number(self.row, "whole"))


Words = Callable[[About], tuple[str, str]]
"""Gives a question and its number."""


def payer_not_gainer(about: About) -> tuple[str, str]:
    others = formats.plural(whole(about.row, "part"), "other organisation")
    return (
        f"{about.programme}: who pays once the money ends?",
        f"{others} {'gains' if whole(about.row, 'part') == 1 else 'gain'} {about.money()} of "
        f"{about.benefit} whose cost {about.organisation} bears; it gains {_itself(about)} itself.",
    )


def _itself(about: About) -> str:
    return about.money("other_gbp") if amount(about.row, "other_gbp") else "none"


def not_travelled(about: About) -> tuple[str, str]:
    worth = f"{about.money()} of {about.benefit} realised. " if amount(about.row, "gbp") else ""
    others = formats.count(number(about.row, "whole"))
    return (
        f"What would it take for others to use {about.programme}?",
        f"{worth}Live {whole(about.row, 'months')} months at its lead; 0 of {others} others use "
        "it.",
    )


def ratings_differ(about: About) -> tuple[str, str]:
    owner, other = (
        word(CONFIDENCE, text(about.row, side)).lower() for side in ("state", "other_state")
    )
    rated = f"Rated {other} by its reviewer, {owner} by its owner."
    if about.quote:
        return f"{about.programme}: what shall we do about what the reviewer says?", (
            f"{rated}{about.quote}"
        )
    return (
        f"{about.programme}: what does the independent view see that the owner does not?",
        f"{rated} The reviewer’s words were not sent.",
    )


def behind_plan(about: About) -> tuple[str, str]:
    had = about.money() if amount(about.row, "gbp") else "Nothing"
    number_ = f"{had} realised of {about.money('other_gbp')} {about.benefit} planned by now."
    return (
        f"What would bring {about.programme} to its planned benefit?"
        if about.quote
        else f"What has kept {about.programme} from its planned benefit?",
        f"{number_}{about.quote}",
    )


def double_running(about: About) -> tuple[str, str]:
    cost = number(about.row, "gbp")
    a_year = f", at {formats.money(cost)} a year" if cost else ""
    days = formats.plural(whole(about.row, "part"), "day")
    return (
        f"{about.programme}: when does the old service end?",
        f"{text(about.row, 'said')} was to end {days} ago and still runs{a_year}.",
    )


def evaporated(about: About) -> tuple[str, str]:
    benefits = whole(about.row, "part")
    lost = number(about.row, "gbp")
    worth = f", with {formats.money(lost)} of {about.benefit} still to come" if lost else ""
    verb = "is" if benefits == 1 else "are"
    places = whole(about.row, "whole")
    where = f" at {places} organisations" if places > 1 else ""
    return (
        f"{about.programme}: what became of the benefit we were told of?",
        f"{formats.plural(benefits, 'benefit')} {verb} no longer expected{where}{worth}.",
    )


def given_up(about: About) -> tuple[str, str]:
    stopped = whole(about.row, "part")
    declined = whole(about.row, "whole") - stopped
    parts = [f"{formats.count(stopped)} stopped"] if stopped else []
    parts += [f"{formats.count(declined)} decided not to"] if declined else []
    return (
        f"What can we learn from those who did not keep {about.programme}?",
        f"{' and '.join(parts)}{_barriers(text(about.row, 'said'))}",
    )


def _barriers(said: str) -> str:
    pairs = [part.split(":") for part in said.split(";") if part]
    named = [f"{word(BARRIER, code).lower()} ({times})" for code, times in pairs]
    return f"; barriers given: {' and '.join(named)}." if named else "."


def always_green(about: About) -> tuple[str, str]:
    returns = whole(about.row, "part")
    return (
        f"{about.programme} has been green {returns} times running. Who has looked?",
        f"Green from its owner in {formats.count(returns)} returns; no independent view has been "
        f"given.{about.quote}",
    )


def stalled(about: About) -> tuple[str, str]:
    organisations, months = whole(about.row, "part"), whole(about.row, "months")
    if organisations == 1:
        waits = f"{about.organisation} agreed {months} months ago and is not live."
    else:
        waits = f"{formats.count(organisations)} agreed up to {months} months ago and are not live."
    if about.quote:
        return f"Who can free {about.programme} where it was agreed?", f"{waits}{about.quote}"
    return f"What holds up {about.programme} where it was agreed?", waits


def mostly_technology(about: About) -> tuple[str, str]:
    return (
        f"{about.programme}: who is changing how people work?",
        f"{formats.count(number(about.row, 'part'))}% of the effort goes into technology.",
    )


def target_out_of_reach(about: About) -> tuple[str, str]:
    every = whole(about.row, "whole")
    noun = "monthly measures with a target" if every > 1 else "monthly measure"
    return (
        f"{about.programme}: what would have to change for its targets to be met?",
        f"As things are, {about.n_of_m()} {noun} will not meet it.",
    )


def forecast_optimism(about: About) -> tuple[str, str]:
    return (
        "Do we believe our forecasts?",
        f"{about.money()} came of {about.money('other_gbp')} {about.benefit} that was forecast the "
        "month before.",
    )


def vanished(about: About) -> tuple[str, str]:
    gone = whole(about.row, "part")
    if gone == 1:
        return (
            f"What became of {about.programme}?",
            "It is no longer reported, and no ending was given.",
        )
    return (
        "What became of the programmes we no longer hear of?",
        f"{formats.count(gone)} are no longer reported, and no ending was given.",
    )


def without_evidence(about: About) -> tuple[str, str]:
    return (
        f"{about.theme}: how do we know that it works?",
        f"0 of {formats.count(number(about.row, 'whole'))} benefits rest on a measurement.",
    )


def redprints_unread(about: About) -> tuple[str, str]:
    return (
        "Who reads what others learned to avoid?",
        f"{about.n_of_m()} lessons on what to avoid have been neither used nor considered by "
        "anybody else.",
    )


def one_has_most(about: About) -> tuple[str, str]:
    share, people = (formats.percent(number(about.row, name)) for name in ("part", "whole"))
    return (
        f"Is it right that {about.organisation} has most of the benefit?",
        f"{share} of the benefit, {people} of the population.",
    )


def contested(about: About) -> tuple[str, str]:
    return (
        "Which programme should count the benefit that several claim?",
        f"{about.money()} of {about.benefit} was held back, so that nothing counts twice.",
    )


def unconfirmed(about: About) -> tuple[str, str]:
    return (
        "Do the organisations themselves agree that they use these programmes?",
        f"{about.n_of_m()} in routine use are not confirmed by the organisation.",
    )


ASKED: Mapping[str, tuple[Words, str]] = {
    "payer_not_gainer": (
        payer_not_gainer,
        "A council, charity or ambulance service bears the cost, and others gain more",
    ),
    "not_travelled": (
        not_travelled,
        f"In routine use nowhere beyond the lead after {MONTHS_TO_TRAVEL} months",
    ),
    "ratings_differ": (ratings_differ, "The independent rating is worse than the owner\u2019s"),
    "behind_plan": (
        behind_plan,
        f"Less than {PLAN_SHARE_NEEDED:percent} of the plan to date is realised",
    ),
    "double_running": (double_running, "The old service runs past its planned end"),
    "evaporated": (evaporated, "A benefit that was expected before is not any more"),
    "given_up": (
        given_up,
        formats.sentence_case(
            f"{STOPPED_NEEDED:words} or more stopped, or {GIVEN_UP_NEEDED:words} or more stopped "
            "or decided not to"
        ),
    ),
    "always_green": (
        always_green,
        f"Green from its owner in each of {RETURNS_TO_JUDGE:words} returns or more, with no "
        "independent view",
    ),
    "stalled": (
        stalled,
        f"Agreed or piloting, {MONTHS_TO_STALL} months or more after it was agreed",
    ),
    "mostly_technology": (
        mostly_technology,
        f"{MOSTLY_TECHNOLOGY_PCT}% or more of the effort is technology",
    ),
    "target_out_of_reach": (
        target_out_of_reach,
        "The limits of a benefit over time do not reach its target",
    ),
    "forecast_optimism": (
        forecast_optimism,
        f"Less than {OPTIMISM_BELOW:percent} of what was forecast the month before came",
    ),
    "vanished": (vanished, "Reported before and not now, with no ending given"),
    "without_evidence": (
        without_evidence,
        f"Every benefit of a whole theme, {BENEFITS_NEEDED:words} or more, is estimated",
    ),
    "redprints_unread": (
        redprints_unread,
        formats.sentence_case(
            f"{REDPRINTS_NEEDED:words} or more lessons on what to avoid, over "
            f"{MONTHS_FOR_A_LESSON:words} months old, that nobody else took up"
        ),
    ),
    "one_has_most": (one_has_most, "Over half of benefit, under half of population"),
    "contested": (contested, "Shares of one outcome add to more than 100%"),
    "unconfirmed": (unconfirmed, "Over half of adoptions beyond the lead are not confirmed"),
}
"""For each rule its wording, and the rule itself in words."""
