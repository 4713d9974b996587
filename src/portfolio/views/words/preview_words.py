"""What a return would change, in the words of the contract: in a sentence, and cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.preview import FieldChange, Preview, Revision, Tally
from portfolio.views import formats
from portfolio.views.words.terms import STATE, word

NOT_SAID = "blank"
GONE = "No longer there"
_GOES = ("gone", "left_out", "handed_over")
_LONGEST = 120
_THINGS: Mapping[str, tuple[str, str]] = {
    "programmes": ("programme", "programmes"),
    "adoptions": ("adoption", "adoptions"),
    "benefits": ("benefit", "benefits"),
    "benefit_values": ("month", "months"),
    "risks": ("risk", "risks"),
    "lessons": ("lesson", "lessons"),
    "lesson_uses": ("use of a lesson", "uses of lessons"),
}
_STATE_OF: Mapping[str, tuple[str, str]] = {
    "programmes": ("programme stage", "programme stages"),
    "adoptions": ("adoption state", "adoption states"),
    "benefits": ("benefit status", "benefit statuses"),
    "risks": ("risk status", "risk statuses"),
}
_COLUMNS: Mapping[str, str] = {
    "sro_confidence": "owner\u2019s confidence",
    "sro_confidence_date": "date of the owner\u2019s confidence",
    "sro_comment": "owner\u2019s comment",
    "org_code": "organisation",
    "lead_org_code": "lead",
    "transferred_from_org_code": "the lead before",
    "payer_org_code": "who bore the cost",
    "beneficiary_org_code": "beneficiary",
    "used_by_org_code": "used by",
    "period": "month",
    "recalculate_from": "month of new limits",
    "recalculate_reason": "reason for new limits",
}
_WHY: Mapping[str, str] = {
    "rating_moved": "a rating moved",
    "gone": "kept on record as no longer reported, not counted",
    "handed_over": "another partner leads it now",
    "left_out": "it had ended; kept on record",
    "past_month_revised": "a past month revised",
    "new": "new",
    "month_filled": "a past month given for the first time",
}


def summary(preview: Preview) -> tuple[str, ...]:
    """Return what matters in a few phrases: `4 ratings moved`, `1 target cut by 30%`, `212 past
    months revised`; what is new, and small details, come last."""
    by_what: dict[str, list[Tally]] = {}
    for tally in preview.tallies:
        by_what.setdefault(tally.what, []).append(tally)
    return tuple(phrase for what, every in by_what.items() for phrase in _PHRASES[what](every))


def sentence(preview: Preview) -> str:
    """Return the same as one sentence."""
    if preview.is_empty:
        return "Nothing: the rows are those that stand already."
    return f"{formats.sentence_case(', '.join(summary(preview)))}."


def _ratings(every: list[Tally]) -> Iterator[str]:
    yield f"{formats.plural(_sum(every), 'rating')} moved"


def _targets(every: list[Tally]) -> Iterator[str]:
    count = _sum(every)
    most = max((one.most_pct for one in every if one.most_pct is not None), default=None)
    by = "" if most is None else f" by {_pct(most)}"
    yield (
        f"1 target cut{by}"
        if count == 1
        else (f"{formats.plural(count, 'target')} cut" + (f", the most{by}" if by else ""))
    )


def _months(words: str) -> Callable[[list[Tally]], Iterator[str]]:
    def told(every: list[Tally]) -> Iterator[str]:
        yield f"{formats.plural(_sum(every), 'past month')} {words}"

    return told


def _rows(words: str) -> Callable[[list[Tally]], Iterator[str]]:
    def told(every: list[Tally]) -> Iterator[str]:
        for one in every:
            yield f"{_things(one)} {words}"

    return told


def _states(every: list[Tally]) -> Iterator[str]:
    for one in every:
        yield f"{formats.plural(one.count, *_STATE_OF[one.kind])} moved"


def _new(every: list[Tally]) -> Iterator[str]:
    for one in every:
        first, many = _THINGS[one.kind]
        yield formats.plural(one.count, f"new {first}", f"new {many}")


def _cells(one: str, words: str) -> Callable[[list[Tally]], Iterator[str]]:
    def told(every: list[Tally]) -> Iterator[str]:
        yield f"{formats.plural(_sum(every), one)} {words}"

    return told


_PHRASES: Mapping[str, Callable[[list[Tally]], Iterator[str]]] = {
    "rating_moved": _ratings,
    "target_cut": _targets,
    "gone": _rows("no longer reported"),
    "state_moved": _states,
    "past_month_revised": _months("revised"),
    "handed_over": _rows("handed over to another partner"),
    "cost_moved": _cells("whole-life cost", "changed"),
    "date_moved": _cells("date", "moved"),
    "month_filled": _months("given for the first time"),
    "changed": _cells("other detail", "changed"),
    "left_out": _rows("left out after an ending"),
    "new": _new,
}


def _sum(every: list[Tally]) -> int:
    return sum(one.count for one in every)


def _things(one: Tally) -> str:
    return formats.plural(one.count, *_THINGS[one.kind])


def _pct(number: float) -> str:
    return formats.percent(number / 100)


def item(one: FieldChange, labels: Labels) -> str:
    """Return the thing and the column that changes: `Beds, March 2026 at Saltmere Council,
    realised`."""
    row = thing(one, labels)
    return row if one.what in (*_GOES, "new") else f"{row}, {column_words(one.column)}"


def thing(one: FieldChange, labels: Labels) -> str:
    """The row in names: `Beds, March 2026 at Saltmere Council`."""
    first, *others = one.key
    name = one.name or labels.programme(first)
    places = [labels.organisation(code) for code in others if not _is_month(code)]
    months = [Period.parse(code).words for code in others if _is_month(code)]
    where = " at ".join([*months, *places])
    return ", ".join(part for part in (name, where) if part)


def column_words(column: str) -> str:
    """Return a column as one says it: `realised in pounds`, `target`."""
    if column in _COLUMNS:
        return _COLUMNS[column]
    stem = column.removesuffix("_value").replace("_pct", " %").replace("_", " ")
    return stem.removesuffix(" gbp") + (", in pounds" if column.endswith("_gbp") else "")


def before(one: FieldChange, labels: Labels) -> str:
    """Return what stands; of a row that goes its state, of a new one nothing."""
    if one.what == "new":
        return "not there"
    return "there" if one.what in _GOES and one.before is None else _cell(one, one.before, labels)


def after(one: FieldChange, labels: Labels) -> str:
    """Return what will stand; of a row that comes its state."""
    if one.what in _GOES:
        return GONE
    return "New" if one.what == "new" and one.after is None else _cell(one, one.after, labels)


def why(one: FieldChange) -> str:
    """Return why the change matters, in a few words; empty where the cells speak for themselves."""
    if one.what == "target_cut":
        share = _moved_by(one)
        return "a target cut" if share is None else f"a target cut by {_pct(share)}"
    is_said_already = one.what == "new" and one.after is None
    return "" if is_said_already else _WHY.get(one.what, "")


def revised(one: Revision, labels: Labels) -> tuple[str, str, str, str]:
    """Return a benefit's revised months together: which, how many, pounds before and after."""
    name = f"{one.name or one.benefit_id}, {labels.organisation(one.beneficiary_org_code)}"
    first, last = Period.parse(one.first).words, Period.parse(one.last).words
    span = first if one.first == one.last else f"{first} to {last}"
    months = f"{formats.plural(one.months, 'month')}, {span}"
    return (
        name,
        months,
        formats.money_full(one.before_gbp, ""),
        formats.money_full(one.after_gbp, ""),
    )


def _moved_by(one: FieldChange) -> float | None:
    was, now = _number(one.before), _number(one.after)
    return None if not was or now is None else abs(now - was) / abs(was) * 100


def _cell(one: FieldChange, text: str | None, labels: Labels) -> str:
    if text is None:
        return NOT_SAID
    if one.column.endswith("org_code"):
        return labels.organisation(text)
    number = None if one.column.endswith(("_code", "_id")) else _number(text)
    if number is not None:
        pounds = one.column.endswith("_gbp")
        return _pounds(number, one) if pounds else f"{_figure(number)} {one.unit}".strip()
    return _words(one, text)


def _words(one: FieldChange, text: str) -> str:
    """Return a day or a code in words, a long text near where it changes."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return formats.day(date.fromisoformat(text))
    if re.fullmatch(r"[a-z]+(_[a-z]+)*", text):
        return formats.sentence_case(word(STATE, text))
    return _near_difference(text, one.after if text == one.before else one.before)


def _pounds(number: float, one: FieldChange) -> str:
    """In full; with pence where the pounds alone would show no change."""
    other = _number(one.before if number == _number(one.after) else one.after)
    if other is not None and formats.money_full(other) == formats.money_full(number):
        return f"£{number:,.2f}"
    return formats.money_full(number)


def _figure(number: float) -> str:
    return f"{number:,.10g}".replace("-", formats.MINUS)


def _number(text: str | None) -> float | None:
    is_number = text is not None and re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text)
    return float(str(text)) if is_number else None


def _is_month(code: str) -> bool:
    return re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", code) is not None


def _near_difference(text: str, other: str | None) -> str:
    """Return a long text cut to where it begins to differ from the other one."""
    if len(text) <= _LONGEST:
        return text
    same = 0
    if other:
        pairs = zip(text, other, strict=False)
        same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(text), len(other)))
    start = max(0, min(same - 40, len(text) - _LONGEST))
    cut = text[start : start + _LONGEST]
    return f"{'… ' if start else ''}{cut}{' …' if start + _LONGEST < len(text) else ''}"
