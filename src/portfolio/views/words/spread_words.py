"""What the Spread page says of adoption, reach and staying power."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from portfolio.domain.codes import IN_USE
from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Result
from portfolio.domain.thresholds import MONTHS_OF_STAYING_POWER
from portfolio.views import formats
from portfolio.views.initiatives import Initiative, initiatives, once_each
from portfolio.views.read_result import Record, amount, only, records, text, whole
from portfolio.views.squares import in_use

_NAME_LETTERS = 44
_HALF_A_YEAR = f"{MONTHS_OF_STAYING_POWER:words} months"
_A_PAIR = 2
_NAMES_LETTERS = 64
"""Longer names are left to the picture below: a headline of four lines is no headline."""


def headline(adoption: Result, labels: Labels, programmes: Sequence[Programme] = ()) -> str:
    """Return how far the work has spread, and what has gone furthest; those of `programmes` that
    are one initiative go as one."""
    if not records(adoption, "matrix") and not records(adoption, "by_programme"):
        return "No partner has said yet who has adopted what"
    possible, taken = round(adoption.denominator or 0), round(adoption.numerator or 0)
    if possible == 0 and not records(adoption, "matrix"):
        return "No partner has said yet who else could take these programmes up"
    if possible == 0:
        return "No organisation other than the leads could take these programmes up"
    return _how_far(taken, possible) + _furthest(adoption, labels, programmes)


def _how_far(taken: int, possible: int) -> str:
    every = f"{formats.count(possible)} possible adoptions"
    if possible == 1:
        use = "is in routine use" if taken else "is not yet in routine use"
        return f"Beyond the lead, the one possible adoption {use}"
    if taken == 0:
        return f"Beyond the lead, none of {every} is in routine use yet"
    if taken == possible:
        return f"Beyond the lead, all {every} are in routine use"
    verb = "is" if taken == 1 else "are"
    return f"Beyond the lead, {formats.count(taken)} of {every} {verb} in routine use"


def _furthest(adoption: Result, labels: Labels, programmes: Sequence[Programme]) -> str:
    """Return the programme with most adopters beyond its lead; a tie is said as a tie."""
    parts = initiatives(programmes)
    rows = only(_as_one(adoption, parts), lambda row: amount(row, "eligible_beyond_lead") > 0)
    most = max((whole(row, "adopters_beyond_lead") for row in rows), default=0)
    if most == 0 or len(rows) == 1:
        return ""
    shared = _shared_names(rows, labels)
    top = [row for row in rows if whole(row, "adopters_beyond_lead") == most]
    first = [_name(row, labels, shared) for row in top]
    names = " and ".join(first)
    if len(first) <= _A_PAIR and len(names) > _NAMES_LETTERS:
        return ""
    if len(first) <= _A_PAIR:
        return f"; {names} {'has' if len(first) == 1 else 'have'} gone furthest"
    where = formats.plural(most, "organisation")
    return f"; {formats.number_word(len(first))} programmes share first place, at {where} each"


def _as_one(adoption: Result, parts: Mapping[str, Initiative]) -> list[Record]:
    """Return the rows of programmes, those of an initiative as one: organisations are counted
    once, and it goes by its own name."""
    rows = only(records(adoption, "by_programme"), lambda r: text(r, "programme_id") not in parts)
    cells = records(adoption, "matrix")
    for one in dict.fromkeys(parts.values()):
        beyond = once_each(row for row in cells if text(row, "programme_id") in one.ids)
        rows.append(
            {
                "programme_name": one.name,
                "eligible_beyond_lead": len(beyond),
                "adopters_beyond_lead": in_use(beyond),
            }
        )
    return rows


def _shared_names(rows: Sequence[Record], labels: Labels) -> set[str]:
    named = [row for row in rows if "programme_id" in row]
    counts = Counter(labels.programme_name(text(row, "programme_id")) for row in named)
    return {name for name, times in counts.items() if times > 1}


def _name(row: Record, labels: Labels, shared: set[str]) -> str:
    """Return the programme's name; where several share it, who leads this one."""
    if "programme_id" not in row:
        return formats.shortened(text(row, "programme_name"), _NAME_LETTERS)
    name = labels.programme_name(text(row, "programme_id"))
    short = formats.shortened(name, _NAME_LETTERS)
    lead = text(row, "lead_org_code")
    if name not in shared or not lead:
        return short
    return f"{short} led by {formats.shortened(labels.organisation(lead), _NAME_LETTERS)}"


def trust(adoption: Result) -> str:
    """Return how much of the picture is the lead's word only."""
    rows = only(records(adoption, "matrix"), lambda row: text(row, "state") != "not_applicable")
    claimed = _claimed(rows)
    if not rows:
        return ""
    if claimed == 0:
        return "Every state was given or confirmed by the organisation itself."
    if claimed == len(rows):
        return "No state is confirmed by the organisation yet: each is what the lead says."
    verb = "is" if claimed == 1 else "are"
    return (
        f"{formats.n_of_m(claimed, len(rows))} states {verb} what the lead says, not "
        "confirmed by the organisation."
    )


def trust_in_use(adoption: Result) -> str:
    """Return the same for the adoptions in routine use."""
    rows = only(records(adoption, "matrix"), lambda row: text(row, "state") in IN_USE)
    claimed = _claimed(rows)
    if not rows or claimed == 0:
        return ""
    said = formats.n_of_m(claimed, len(rows))
    return f"{said} in routine use are not confirmed by the organisation."


def _claimed(rows: Sequence[Record]) -> int:
    return sum(text(row, "sent_as") == "claimed" for row in rows)


def reach(adoption: Result) -> str:
    """Return people reached at adopters that give both numbers; empty where none does."""
    rows = records(adoption, "by_programme")
    eligible = sum(amount(row, "people_eligible") for row in rows)
    using = sum(amount(row, "people_using") for row in rows)
    if eligible == 0:
        return "No partner has sent yet how many people use these programmes."
    return f"{formats.n_of_m(using, eligible)} people they are for use them, where that is known."


def staying(adoption: Result) -> str:
    """Staying power: still live six months after going live."""
    rows = records(adoption, "by_programme")
    were = sum(whole(row, "live_6_months_ago") for row in rows)
    still = sum(whole(row, "still_live") for row in rows)
    if were == 0:
        return f"Nothing is known to have been live for {_HALF_A_YEAR} yet."
    kept = f"that have had {_HALF_A_YEAR} were still live at {_HALF_A_YEAR}."
    if still == were:
        return f"All {formats.count(were)} {kept}"
    return f"{formats.n_of_m(still, were)} {kept}"
