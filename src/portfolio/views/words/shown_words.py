"""What is said of the last step of the ladder: who shows a benefit of what they use."""

from __future__ import annotations

from portfolio.views import formats

STEPS = (
    ("agreed", "Agreed or further"),
    ("adopted", "In routine use"),
    ("used", "Used, with a number of people"),
    ("shown", "Show a measured benefit"),
)
"""The words of the four steps, in order; the last two are each among those in routine use."""
NOBODY = (
    "No organisation beyond the lead has agreed to it yet. When one sends the extract adoptions, "
    "this shows how far each has come, and whether it can show a benefit."
)


def title(adopted: int, shown: int, *, is_one: bool) -> str:
    """`Of 5 that have it in routine use, 2 show a measured benefit`, of one programme; of several
    the adoptions are counted."""
    if adopted == 0:
        return f"Nobody beyond the lead has {'it' if is_one else 'any'} in routine use yet"
    if is_one and adopted == 1:
        return f"The one that has it in routine use shows {_some(shown)}"
    of = (
        f"{formats.count(adopted)} that have it in routine use"
        if is_one
        else (f"{formats.plural(adopted, 'adoption')} in routine use beyond the lead")
    )
    if not is_one and adopted == 1:
        return f"The one adoption in routine use beyond the lead shows {_some(shown)}"
    if shown == 0:
        return f"Of {of}, none shows a measured benefit yet"
    verb = "shows" if shown == 1 else "show"
    return f"Of {of}, {formats.count(shown)} {verb} a measured benefit"


def _some(shown: int) -> str:
    return "a measured benefit" if shown else "no measured benefit yet"


def not_known(organisations: int) -> str:
    """At how many it is not known whether anybody uses it; nothing where all say."""
    if organisations == 0:
        return ""
    verb = "gives" if organisations == 1 else "give"
    return f"not known at {formats.count(organisations)}, which {verb} no number"
