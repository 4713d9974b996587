"""Numbers at which measures, questions and notes start or stop saying something, with unit and
source.

The rules compare with `value`; sentences and the measures' cards write the threshold itself
(`f"{MONTHS_TO_TRAVEL} months"`), so that a changed number changes what is said of it.
`docs/measures.md` lists them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_OFFICE = "The portfolio office"
_OUR_JUDGEMENT = "Our judgement: published work gives no number."


@dataclass(frozen=True)
class Threshold:
    """A number that decides, what it counts, which rule asks for it, where it comes from and who
    may change it."""

    name: str
    value: float
    unit: str
    rule: str
    source: str = _OUR_JUDGEMENT
    owner: str = _OFFICE

    def __format__(self, how: str) -> str:
        """Write the number: as digits, in `words` up to nine, or a share as a `percent`."""
        if how == "percent":
            return f"{self.value * 100:g}%"
        whole = int(self.value)
        if how == "words" and whole == self.value and whole < len(_WORDS):
            return _WORDS[whole]
        return f"{self.value:,.10g}"


MIN_POINTS = Threshold(
    "min_points",
    13,
    "months",
    "A chart over time draws conclusions from this many months on.",
    "NHS England, Making Data Count.",
)
SHIFT_LENGTH = Threshold(
    "shift_length",
    7,
    "months",
    "So many in a row on one side of the mean, rising or falling, are no noise.",
    "NHS England, Making Data Count; NHSRplotthedots.",
)
LIMIT_FACTOR = Threshold(
    "limit_factor",
    2.66,
    "mean moving ranges",
    "Distance of a limit from the mean: 3 / 1.128, as Making Data Count rounds it.",
    "NHS England, Making Data Count.",
)
MR_SCREEN_FACTOR = Threshold(
    "mr_screen_factor",
    3.267,
    "mean moving ranges",
    "Moving ranges from here on are left out of limits where screening is chosen.",
    "NHSRplotthedots: the upper limit of a moving range chart.",
)
MONTHS_TO_TRAVEL = Threshold(
    "months_to_travel",
    12,
    "months",
    "In routine use at its lead for so long and nowhere else: that is asked about.",
)
MONTHS_TO_STALL = Threshold(
    "months_to_stall",
    12,
    "months",
    "Agreed for so long and not live: that is asked about.",
)
OTHERS_NEEDED = Threshold(
    "others_needed",
    3,
    "organisations",
    "Spread is asked about where at least so many others could take part.",
)
STOPPED_NEEDED = Threshold(
    "stopped_needed",
    2,
    "organisations",
    "So many that stopped are asked about.",
)
GIVEN_UP_NEEDED = Threshold(
    "given_up_needed",
    3,
    "organisations",
    "So many that stopped or decided not to are asked about.",
)
PLAN_SHARE_NEEDED = Threshold(
    "plan_share_needed",
    0.5,
    "share of plan",
    "Less than this of what was planned by now: that is asked about.",
)
OPTIMISM_BELOW = Threshold(
    "optimism_below",
    0.8,
    "share of forecast",
    "Less than this of what was forecast the month before came: that is asked about.",
)
HALF = Threshold(
    "half",
    0.5,
    "share",
    "More than this is most: of a benefit, a population, or adoptions.",
    "The meaning of most.",
)
RETURNS_WITHOUT_A_STEP = Threshold(
    "returns_without_a_step",
    2,
    "returns",
    "An adoption not in use yet is called stuck that took no step over so many returns.",
    "The portfolio office’s own choice: one return without a step is ordinary.",
)
RETURNS_TO_JUDGE = Threshold(
    "returns_to_judge",
    3,
    "returns",
    "A rating is called unchanged, or always green, from so many returns on.",
    "US GAO, reviews of the federal IT dashboard: whether ratings ever change.",
)
MOSTLY_TECHNOLOGY_PCT = Threshold(
    "mostly_technology_pct",
    80,
    "% of effort",
    "From here on a programme is listed as mostly technology, with a question.",
)
REDPRINTS_NEEDED = Threshold(
    "redprints_needed",
    3,
    "lessons",
    "So many lessons on what to avoid that nobody took up are asked about.",
)
MONTHS_FOR_A_LESSON = Threshold(
    "months_for_a_lesson",
    3,
    "months",
    "A lesson counts in the rate of reuse once it has had this long to travel.",
)
BENEFITS_NEEDED = Threshold(
    "benefits_needed",
    3,
    "benefits",
    "A theme without a measured benefit is asked about where it has at least so many.",
)
FEWEST_ADOPTERS = Threshold(
    "fewest_adopters",
    2,
    "organisations",
    "What others could gain is given as a range from so many adopters with evidence.",
)
FEWEST_MONTHS_OF_YIELD = Threshold(
    "fewest_months_of_yield",
    3,
    "months",
    "An adopter is set beside its lead from so many months at the same age.",
)
FEWEST_TO_DRAW_A_CURVE = Threshold(
    "fewest_to_draw_a_curve",
    5,
    "organisations",
    "Time to adoption is drawn as a curve from so many other organisations.",
)
LONGEST_HORIZON_MONTHS = Threshold(
    "longest_horizon_months",
    24,
    "months",
    "The mean time to adoption is restricted to this horizon.",
    "Royston and Parmar (2013), restricted mean survival time.",
)
MONTHS_OF_STAYING_POWER = Threshold(
    "months_of_staying_power",
    6,
    "months",
    "Whether an adoption was kept up is asked so long after it went live.",
    "RE-AIM, maintenance (Glasgow 1999).",
)
STALE_DAYS = Threshold(
    "stale_days",
    90,
    "days",
    "A benefit whose figures are older than this is flagged as not updated.",
)
RETOLD_FROM = Threshold(
    "retold_from",
    0.9,
    "of the smallest figure of those that closed",
    "From here on a successor's figure beyond its own is taken to tell a closed organisation's "
    "month again; the tenth below is for what was corrected on the way.",
)
SMALL_COST_GBP = Threshold(
    "small_cost_gbp",
    1_000,
    "£",
    "A whole-life cost below this looks like one written in thousands or millions: a note.",
)
CHANGED_TIMES = Threshold(
    "changed_times",
    500,
    "times the last figure",
    "An amount so many times larger or smaller than in the return before: a note.",
)
PASSING_CELLS = Threshold(
    "passing_cells",
    5,
    "cells",
    "Amounts are taken for NHS numbers where at least so many of a column pass the check.",
)
PASSING_SHARE = Threshold(
    "passing_share",
    0.2,
    "share of a column",
    "Amounts are taken for NHS numbers where at least this share of a column passes the check.",
    "One in eleven figures of ten digits passes by chance.",
)

THRESHOLDS: Mapping[str, Threshold] = MappingProxyType(
    {one.name: one for one in tuple(globals().values()) if isinstance(one, Threshold)}
)
