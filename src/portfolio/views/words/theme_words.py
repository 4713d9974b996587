"""What the Themes page says of one strategic theme."""

from __future__ import annotations

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import amount, text
from portfolio.views.words import confidence_words, overview_words, plan_words, pounds_words

_TOLERANCE = 1e-9


def headline(
    theme: str,
    beyond: Result,
    adoption: Result | None = None,
    plan: Result | None = None,
    *,
    delivery: Result | None = None,
) -> str:
    """Return what the theme gives beyond the lead and how far it has spread; where nothing is
    known of either, how sure its programmes are of delivery."""
    said = [part for part in (_reach(beyond), _spread(adoption)) if part]
    if said:
        return f"{theme}: {'; '.join(said)}"
    ahead = plan_words.ahead(plan)
    if ahead:
        return f"{theme}: nothing realised in pounds yet; {ahead}"
    if delivery is not None and confidence_words.rated(delivery):
        return f"{theme}: {formats.lower_first(confidence_words.how_sure(delivery))}"
    return f"{theme}: no partner has reported benefit or adoption yet"


def _reach(beyond: Result) -> str:
    shared = overview_words.shares(beyond)
    if not shared:
        return ""
    share, kind = amount(shared[0], "share"), pounds_words.benefit(text(shared[0], "benefit_type"))
    if share <= _TOLERANCE:
        return f"all {kind} so far stays with the lead"
    if share >= 1 - _TOLERANCE:
        return f"all {kind} so far lands beyond the lead"
    return f"{formats.pence(share)} of each £1 of {kind} lands beyond the lead"


def _spread(adoption: Result | None) -> str:
    if adoption is None or not adoption.denominator:
        return ""
    if not adoption.numerator:
        return f"none of {formats.count(adoption.denominator)} possible adoptions is in routine use"
    both = formats.n_of_m(adoption.numerator, adoption.denominator)
    verb = "is" if round(adoption.numerator) == 1 else "are"
    return f"{both} possible adoptions {verb} in routine use"


def adds_up(theme_set: str) -> str:
    """Return whether a table by theme adds up: the system's own set by primary theme, others by
    tags."""
    if theme_set == "local":
        return "Each programme counts under its primary theme, so the themes add up."
    return "A programme may carry several of these themes, so they do not add up."
