"""What the page Risk and confidence says of risks: whether they are taken in proportion."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.read_result import Record, records, text, whole

NO_RISKS = (
    "No partner has sent a risk for what is shown. They go into the extract risks; what taking a "
    "risk gains and what not acting would cost can go with each."
)
NO_ISSUES = "No risk that is still on record has become an issue."
NONE_SHARED = "No two organisations hold a risk of the same programme or the same kind."
_YEAR = 4
"""Quarters."""
_SEVERE = 4
"""From which likelihood, or consequence, a risk is called likely, or severe."""


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _none_held(risk: Result) -> str:
    return "No risk is held" if records(risk, "risks") else "No risk has been reported"


def reward_title(risk: Result) -> str:
    """Return how many of the risks held say what they gain, and what not acting would cost."""
    found: Record = next(iter(records(risk, "summary")), {})
    held = whole(found, "held")
    if held == 0:
        return _none_held(risk)
    reward = whole(found, "with_reward_score")
    if reward == 0:
        return f"None of {formats.plural(held, 'risk')} held says what taking it would gain"
    verb = "says" if reward == 1 else "say"
    return f"{formats.n_of_m(reward, held)} risks held {verb} what taking them would gain"


def target_line(risk: Result) -> str:
    """Where the risks held are to be brought, and how many are there."""
    found: Record = next(iter(records(risk, "summary")), {})
    aimed, there = whole(found, "with_target"), whole(found, "at_target")
    held = whole(found, "held")
    if aimed == 0:
        return "No risk states where it is to be brought."
    arrived = "none is there yet" if there == 0 else f"{formats.count(there)} {_are(there)} there"
    return f"{formats.n_of_m(aimed, held)} state a target; {arrived}."


def kept_back_line(risk: Result) -> str:
    """Return how many risks are held beside those shown, that their organisations keep to
    themselves; nothing where there are none."""
    found: Record = next(iter(records(risk, "summary")), {})
    count = whole(found, "kept_back") if found else 0
    if not count:
        return ""
    return (
        f"{formats.plural(count, 'more risk')} held {_are(count)} kept to the organisation that "
        "holds it and the portfolio office, and only counted here."
    )


def grid_title(risk: Result) -> str:
    """Return how many of the risks held are likely and severe."""
    rows = records(risk, "grid")
    held = sum(whole(row, "risks") for row in rows)
    severe = sum(
        whole(row, "risks")
        for row in rows
        if whole(row, "likelihood") >= _SEVERE and whole(row, "consequence") >= _SEVERE
    )
    if held == 0:
        return _none_held(risk)
    if severe == 0:
        return f"None of {formats.plural(held, 'risk')} is both likely and severe"
    verb = "is" if severe == 1 else "are"
    return f"{formats.n_of_m(severe, held)} risks {verb} both likely and severe"


def openness_title(rows: Sequence[Record]) -> str:
    """Of the risks raised, how many by clinical staff or patients, and how many early."""
    raised = sum(whole(row, "raised") for row in rows)
    if raised == 0:
        return "No risk has been raised yet"
    voices = sum(whole(row, "clinical_or_patient") for row in rows)
    said = formats.n_of_m(voices, raised)
    verb = "was" if voices == 1 else "were"
    return f"{said} risks {verb} raised by clinical staff or patients{_lately(rows)}"


def _lately(rows: Sequence[Record]) -> str:
    """Return the same of the last four quarters, where there are earlier ones to compare with."""
    last = rows[-_YEAR:]
    raised = sum(whole(row, "raised") for row in last)
    if len(rows) <= _YEAR or raised == 0:
        return ""
    voices = sum(whole(row, "clinical_or_patient") for row in last)
    return f"; {formats.n_of_m(voices, raised)} in the last four quarters"


def early_line(rows: Sequence[Record]) -> str:
    """Return how many were raised before they were an issue."""
    raised = sum(whole(row, "raised") for row in rows)
    early = sum(whole(row, "before_issue") for row in rows)
    if raised == early == 1:
        return "It was raised before it was an issue."
    if raised == early:
        return f"All {formats.count(raised)} were raised before they were an issue."
    return f"{formats.n_of_m(early, raised)} were raised before they were an issue."


def issues_title(rows: Sequence[Record]) -> str:
    if not rows:
        return "No risk has become an issue"
    if len(rows) == 1:
        return "One risk became an issue"
    return f"{formats.sentence_case(formats.number_word(len(rows)))} risks became issues"


def shared_title(rows: Sequence[Record]) -> str:
    """Return how many programmes, and how many kinds of risk, several organisations hold a risk
    of."""
    programmes = sum(text(row, "what") == "programme" for row in rows)
    kinds = len(rows) - programmes
    parts = []
    if programmes:
        parts.append(formats.plural(programmes, "programme"))
    if kinds:
        parts.append(formats.plural(kinds, "kind of risk", "kinds of risk"))
    if not parts:
        return "No risk is held by several organisations"
    return f"Several organisations hold risks of {' and '.join(parts)}"
