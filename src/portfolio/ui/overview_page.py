"""The parts of the page Overview that depend on what is known: pounds, or what is known best."""

from __future__ import annotations

from portfolio.domain.result import Result
from portfolio.ui import cache, frame, picture_block, since_block
from portfolio.ui.view import View
from portfolio.views.benefits.benefit_by_type import benefit_by_type
from portfolio.views.benefits.pound_split import pound_split
from portfolio.views.confidence.rating_agreement import rating_counts_by_rater
from portfolio.views.confidence.rating_questions import plan_slips
from portfolio.views.organisations.give_receive import give_receive
from portfolio.views.picture import Picture
from portfolio.views.spread.adoption_counts import adoption_funnel
from portfolio.views.spread.reach_over_time import reach_over_time
from portfolio.views.words import overview_words

_GIVERS_SHOWN = 8


def pound(view: View, beyond: Result, changes: Result) -> None:
    """Show the pound split, and what it was as the board saw it; nothing where there are no
    pounds."""
    if overview_words.has_nothing_in_pounds(beyond):
        return
    split = cache.picture(pound_split, beyond, view.labels)
    picture_block.draw("pound", split, view, beyond, is_titled=False)
    since_block.three_pictures(view, changes, beyond)


def beside_questions(view: View, beyond: Result) -> None:
    """Show who gives and who receives, and how far benefit reaches, month by month; with nothing
    in pounds, what is known best."""
    if not overview_words.has_nothing_in_pounds(beyond):
        give = cache.picture(give_receive, beyond, view.labels, _GIVERS_SHOWN)
        picture_block.draw_but_fold_on_a_phone("give_and_receive", give, view, beyond)
        reach = cache.picture(reach_over_time, beyond)
        picture_block.draw_but_fold_on_a_phone("over_time", reach, view, beyond)
        return
    for name, picture, result in _known_best(view):
        picture_block.draw(name, picture, view, result)


def plan_and_gaps(view: View, beyond: Result, plan: Result, adoption: Result) -> None:
    """Show what came of what was planned beside what we do not know; with nothing in pounds,
    planned or realised, which the page says once among these, these alone."""
    is_realised = not overview_words.has_nothing_in_pounds(beyond)
    if not (is_realised or overview_words.is_in_pounds(plan)):
        _gaps(view, adoption)
        return
    known = (plan, beyond) if is_realised else (plan,)
    drawn = cache.picture(benefit_by_type, *known)
    with frame.pair("plan") as (left, right):
        with left:
            picture_block.draw_but_fold_on_a_phone("by_type", drawn, view, *known)
        with right:
            _gaps(view, adoption)


def _gaps(view: View, adoption: Result) -> None:
    frame.gaps("What we do not know", view, adoption, view.result("counted_benefit"))


def _known_best(view: View) -> list[tuple[str, Picture, Result]]:
    """Confidence, adoption, the plan: those that have anything to show."""
    delivery, adoption = view.result("delivery_confidence"), view.result("adoption")
    every = (
        ("ratings", cache.picture(rating_counts_by_rater, delivery), delivery),
        ("ladder", cache.picture(adoption_funnel, adoption), adoption),
        ("slips", cache.picture(plan_slips, delivery), delivery),
    )
    return [one for one in every if not one[1].is_empty]
