"""What is said of a benefit's months: whether it changed, whether it will meet its target.

Only what limits can tell: that something changed, never why.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portfolio.domain.period import Period
from portfolio.domain.thresholds import MIN_POINTS, SHIFT_LENGTH
from portfolio.views import formats
from portfolio.views.read_result import Record, is_true, number, text, whole

_A_RUN = formats.sentence_case(f"{SHIFT_LENGTH:words} or more in a row")
_MORE_THAN_NOISE = "more than month-to-month noise would explain"
_CHANGED = MappingProxyType(
    {
        "improving": f"This has changed for the better, {_MORE_THAN_NOISE}",
        "concerning": f"This has changed for the worse, {_MORE_THAN_NOISE}",
        "neither": f"This has changed, {_MORE_THAN_NOISE}; which way is better, nobody has said",
        "common": "No real change: the ups and downs are within the usual range",
    }
)
VARIATION: Mapping[str, str] = MappingProxyType(
    {
        "improving": "Changed for the better",
        "concerning": "Changed for the worse",
        "neither": "Changed",
        "common": "No real change",
    }
)
POINT: Mapping[str, str] = MappingProxyType(
    {
        "common": "Within the usual range",
        "improving": "A change for the better",
        "concerning": "A change for the worse",
        "neither": "A change",
    }
)
"""What a month's shape and colour mean on a chart."""
ASSURANCE: Mapping[str, str] = MappingProxyType(
    {
        "pass": "Expected to meet its target",
        "fail": "Will not meet its target",
        "hit_and_miss": "Meets its target in some months",
    }
)
RULE: Mapping[str, str] = MappingProxyType(
    {
        "common": "Within the usual range",
        "outside": "Beyond a limit",
        "trend": f"{_A_RUN} rising or falling",
        "two_of_three": "Two of three near a limit or beyond",
        "shift": formats.sentence_case(
            f"{SHIFT_LENGTH:words} or more in a row on one side of the mean"
        ),
    }
)

MOVED = "The level has moved"


def rule(month: Record) -> str:
    """Return what the rules find in a month; a mixed signal is called one."""
    said = RULE[text(month, "label")]
    return f"{said} (a mixed signal)" if is_true(month, "is_mixed") else said


def changed(signal: Record) -> str:
    """Return the sentence over a chart, for every state it can be in."""
    n = whole(signal, "months_in_stretch")
    is_anew = n < whole(signal, "n")
    if text(signal, "status") == "trial":
        since = " since new limits" if is_anew else ""
        return f"Too few months{since} to judge ({formats.n_of_m(n, MIN_POINTS.value)})"
    if text(signal, "status") == "no_variation":
        return f"No change at all: the same figure in each of {formats.count(n)} months"
    if is_true(signal, "has_moved"):
        over = f"since {_month(signal, 'recalculate_from')}" if is_anew else "over all months"
        return f"{MOVED}{' again' if is_anew else ''}: limits {over} describe neither side"
    before = whole(signal, "months_special")
    if text(signal, "variation") == "common" and before:
        months = "1 earlier month was" if before == 1 else f"{formats.count(before)} earlier were"
        return f"The latest month is within the usual range; {months} not"
    said = _CHANGED.get(text(signal, "variation"), _CHANGED["common"])
    if not is_true(signal, "is_mixed"):
        return said
    other = "better" if text(signal, "variation") == "concerning" else "worse"
    return f"{said} (a mixed signal: by another rule it is getting {other})"


def offered(signal: Record) -> str:
    """Return the month from which new limits would fit best, where the level has moved; nothing
    else."""
    month = text(signal, "moved_from")
    if text(signal, "status") == "trial" or not month:
        return ""
    return (
        f"Two levels fit best from {_month(signal, 'moved_from')} on. If something changed in the "
        f"process then, send recalculate_from {month} with the reason in the benefits extract: "
        "limits are then worked out for each level by itself."
    )


def recalculated(signal: Record, *, is_drawn: bool) -> str:
    """From which month limits are worked out anew, why, and who said so; nothing where nobody
    did."""
    if not text(signal, "recalculate_from"):
        return ""
    month = _month(signal, "recalculate_from")
    who = text(signal, "recalculated_by_name")
    why = f"\u201c{text(signal, 'recalculate_reason').rstrip('.')}\u201d ({who})."
    if not is_drawn:
        return (
            f"{month} is given for new limits, and there are not months on both sides of it: {why}"
        )
    return f"Limits are worked out anew from {month}: {why}"


def _month(signal: Record, column: str) -> str:
    return Period.parse(text(signal, column)).words


def short(benefit: Record) -> str:
    """Return the same in a few words, for a list."""
    status = text(benefit, "chart_status")
    if not status:
        return "No monthly figures"
    if status == "trial":
        n = whole(benefit, "months_in_stretch")
        return f"Too few months ({formats.n_of_m(n, MIN_POINTS.value)})"
    if status == "no_variation":
        return "Always the same"
    if is_true(benefit, "has_moved"):
        return MOVED
    if text(benefit, "variation") == "common" and whole(benefit, "months_special"):
        return "Within the usual range now"
    said = VARIATION.get(text(benefit, "variation"), VARIATION["common"])
    return f"{said} (a mixed signal)" if is_true(benefit, "is_mixed") else said


def target(signal: Record) -> str:
    """Return whether the target will be met as things are; why that is not said, where it is
    not."""
    aim = number(signal, "target")
    if aim is None:
        return "No target has been set."
    wanted = f"its target of {value(aim, text(signal, 'unit'))}"
    if text(signal, "better") == "neither":
        return f"Whether {wanted} is met is not judged: which way is better, nobody has said."
    if text(signal, "status") == "trial":
        return f"Whether it will meet {wanted} cannot be judged yet."
    if is_true(signal, "has_moved"):
        return f"Whether it will meet {wanted} cannot be judged: its level has moved."
    return {
        "pass": f"As things are, it can be expected to meet {wanted} every month.",
        "fail": f"As things are, it will not meet {wanted}.",
        "hit_and_miss": f"As things are, it will meet {wanted} in some months and miss it in "
        "others.",
    }.get(text(signal, "assurance"), f"Whether it will meet {wanted} cannot be judged.")


def baseline(signal: Record) -> str:
    """Where it started, if that was said."""
    before = number(signal, "baseline_value")
    if before is None:
        return "No baseline has been given."
    return f"It started from {value(before, text(signal, 'unit'))}."


def missing_months(signal: Record) -> str:
    """Return how many months within the chart have no figure; nothing where all have one."""
    gaps = whole(signal, "months_missing")
    if gaps == 0:
        return ""
    verb = "has" if gaps == 1 else "have"
    return f"{formats.plural(gaps, 'month')} in between {verb} no figure, and none was filled in."


def value(figure: float | None, unit: str = "") -> str:
    """Return a figure in a benefit's own unit: `55 call-outs`, `8.7 doses per 1,000`, `61%`,
    `£1,200`."""
    if figure is None:
        return formats.UNKNOWN
    places = 0 if float(figure).is_integer() else 1 if abs(figure) >= 1 else 2
    said = formats.decimal(figure, places) if places else formats.count(figure)
    if unit.lower() in ("percent", "per cent", "%"):
        return f"{said}%"
    if unit.lower() in ("pounds", "£", "gbp"):
        return formats.money_full(figure)
    return f"{said} {unit}".strip()
