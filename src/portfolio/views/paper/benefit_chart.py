"""One benefit over time as a chart of a paper, and the card that says how its figure came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from portfolio.domain.document import (
    Block,
    Chart,
    Emphasis,
    Field,
    Fields,
    Heading,
    Mark,
    Number,
    Paragraph,
    Reference,
    Run,
    Series,
)
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.benefits.xmr_chart import drawn_as, each_month, find, levels
from portfolio.views.paper.addressed import address, key
from portfolio.views.paper.head import source_line
from portfolio.views.paper.material import Material
from portfolio.views.read_result import Record, having, number, records, text
from portfolio.views.words import empty_words, over_time_words
from portfolio.views.words.terms import BENEFIT_STATUS, BENEFIT_TYPE, EVIDENCE, SENT_AS, word

_OF_PEOPLE = ("patient", "people", "person", "staff", "resident", "carer", "user", "nurse")
_MEASURED = ("validated", "measured")
_MOST_BESIDE = 4
_EMPHASES: Mapping[str, Emphasis] = {
    "improving": "improving",
    "concerning": "concerning",
    "neither": "neither",
}


def one_chart(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """The benefit that weighs most of those with enough months, and how it is moving."""
    yield Heading(2, "One benefit, month by month")
    shown = charted(material)
    if shown is None:
        yield Paragraph((_none(material),))
        return
    yield chart(material, shown)


def _none(material: Material) -> str:
    if not records(material.ask("benefit_over_time"), "benefits"):
        return empty_words.NO_REGISTER
    return "No benefit has enough months yet for a chart that tells change from chance."


def charted(material: Material) -> Record | None:
    """Return the benefit that a paper draws: beyond its lead if it can be, measured if it can be,
    the most pounds first. A public paper draws none that counts people."""
    over = material.ask("benefit_over_time")
    found = [
        row
        for row in records(over, "benefits")
        if text(row, "chart_status") == "ok"
        and text(row, "effect") == "benefit"
        and not (material.is_public and is_of_people(text(row, "unit")))
    ]
    leads = {one.programme_id: one.lead_org_code for one in material.programmes}

    def place(row: Record) -> tuple[object, ...]:
        is_own = leads.get(text(row, "programme_id")) == text(row, "beneficiary_org_code")
        is_estimate = text(row, "evidence") not in _MEASURED
        gbp = number(row, "counted_gbp") or 0.0
        return is_own, is_estimate, -gbp, text(row, "benefit_id"), text(row, "beneficiary_org_code")

    return min(found, key=place, default=None)


def is_of_people(unit: str) -> bool:
    """Return whether a unit counts people, as far as its words say so."""
    return any(word in unit.lower() for word in _OF_PEOPLE)


def chart(material: Material, benefit: Record) -> Chart:
    """Return a benefit's months with mean, limits and target, as its page draws them."""
    source = source_line(material, "benefit_over_time")
    return chart_of(material.ask("benefit_over_time"), material.labels, benefit, source)


def chart_of(over: Result, labels: Labels, benefit: Record, source: str) -> Chart:
    """Return the same of one row of `benefits`, with the name of the measure as its source."""
    signal, months = _of(over, benefit)
    where = labels.organisation(text(benefit, "beneficiary_org_code"))
    changed = formats.lower_first(over_time_words.short(benefit))
    first, last = (formats.month_short(Period.parse(text(months[at], "period"))) for at in (0, -1))
    return Chart(
        kind="line",
        title=f"{text(signal, 'benefit_name')}: {changed}",
        subtitle=f"{text(signal, 'measure')}, {each_month(signal)}; {where}, {first} to {last}",
        alt=_in_words(signal, months),
        unit=_unit(text(signal, "unit")),
        series=(Series(text(signal, "measure"), tuple(_marks(months))),),
        references=tuple(_references(signal, months)),
        source=f"{source}; table series, {text(signal, 'benefit_id')}.",
    )


def _of(over: Result, benefit: Record) -> tuple[Record, Sequence[Record]]:
    benefit_id, code = text(benefit, "benefit_id"), text(benefit, "beneficiary_org_code")
    rows = having(records(over, "series"), "benefit_id", benefit_id)
    return find(over, benefit_id, code), having(rows, "beneficiary_org_code", code)


def _unit(unit: str) -> str:
    return {"percent": "%", "per cent": "%", "pounds": "£", "gbp": "£"}.get(unit.lower(), unit)


def _marks(months: Sequence[Record]) -> Iterator[Mark]:
    """Yield a mark for every month from the first to the last: one without a figure has none."""
    known = {text(row, "period"): row for row in months}
    at, last = (Period.parse(text(months[end], "period")) for end in (0, -1))
    while at <= last:
        row = known.get(str(at))
        emphasis = _EMPHASES.get(drawn_as(row), "common") if row else "common"
        value = number(row, "value") if row else None
        yield Mark(formats.month_short(at), value, emphasis)
        at = at.plus(1)


def _references(signal: Record, months: Sequence[Record]) -> Iterator[Reference]:
    ends = text(months[0], "period"), text(months[-1], "period")
    for line in levels(signal, months):
        first, last = (
            formats.month_short(Period.parse(said or end))
            for said, end in zip((line.first, line.last), ends, strict=True)
        )
        name = line.words.rstrip("0123456789.,£%−-").strip()  # whoever draws it adds the value
        yield Reference(name, line.at, first, last, line.dash != "solid")


def _in_words(signal: Record, months: Sequence[Record]) -> str:
    """Return what the chart shows for those who cannot see it."""
    unit = text(signal, "unit")
    first, last = months[0], months[-1]
    ends = (
        f"{Period.parse(text(row, 'period')).words} "
        f"{over_time_words.value(number(row, 'value'), unit)}"
        for row in (first, last)
    )
    return (
        f"From {' to '.join(ends)}. {over_time_words.changed(signal)}. "
        f"{over_time_words.target(signal)} {over_time_words.baseline(signal)}"
    )


def benefit_card(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """How the charted benefit's figure came about, for whoever wants to prove it."""
    shown = charted(material)
    if shown is None:
        return
    yield Heading(2, "How this benefit is counted")
    yield card(material, shown)


def card(material: Material, benefit: Record) -> Fields:
    """Return the method card of one benefit where it lands."""
    over = material.ask("benefit_over_time")
    signal, _ = _of(over, benefit)
    unit = text(benefit, "unit")
    where = material.labels.organisation(text(benefit, "beneficiary_org_code"))
    lines: tuple[tuple[str, tuple[Run, ...]], ...] = (
        ("Where it lands", (where,)),
        ("Programme", (material.labels.programme(text(benefit, "programme_id")),)),
        ("Measure", (text(signal, "measure"),)),
        ("Unit", (unit,)),
        ("Type of benefit", (word(BENEFIT_TYPE, text(benefit, "benefit_type")),)),
        ("Baseline", (over_time_words.baseline(signal),)),
        ("Realised, counted", (_counted(material, benefit), f" ({_status(benefit)})")),
        ("How realised was counted", (_HOW_COUNTED,)),
        ("Evidence", (word(EVIDENCE, text(benefit, "evidence")),)),
        ("Who says so", (word(SENT_AS, text(benefit, "sent_as")),)),
        ("Attribution", _attribution(material, benefit)),
        ("What else changed there", _beside(material, benefit)),
        ("Limits", (over_time_words.changed(signal) + ".",)),
        ("Version", (_version(material),)),
    )
    return Fields(
        tuple(Field(label, runs) for label, runs in lines if "".join(map(str, runs))),
        f"{text(benefit, 'benefit_name')} at {where}",
    )


def _version(material: Material) -> str:
    method = material.methods["benefit_over_time"]
    return f"{method.title}, version {method.version}"


_HOW_COUNTED = (
    "Each month once: where the organisation itself and the lead both report it, the "
    "organisation’s own figure counts; shares of one outcome never add to more than the whole."
)


def _status(benefit: Record) -> str:
    return word(BENEFIT_STATUS, text(benefit, "status")).lower()


def _counted(material: Material, benefit: Record) -> Number:
    ids = key(text(benefit, "benefit_id"), text(benefit, "beneficiary_org_code"))
    at = address("benefit_over_time", "benefits", *ids, column="counted_gbp")
    return material.figures.number(at, lambda gbp: formats.money_full(gbp, "no price"))


def _attribution(material: Material, benefit: Record) -> tuple[Run, ...]:
    """Return what part of a shared outcome the programme claims and counts, where several do."""
    benefit_id = text(benefit, "benefit_id")
    rows = [
        row
        for row in having(
            records(material.ask("counted_benefit"), "contested"), "benefit_id", benefit_id
        )
        if row.get("beneficiary_org_code") == benefit.get("beneficiary_org_code")
    ]
    if not rows:
        return ("No other programme claims a part of it.",)
    outcome = text(rows[0], "outcome_code")
    ids = (*key(outcome, text(benefit, "beneficiary_org_code")), f"benefit_id={benefit_id}")
    claimed, counted = (
        material.figures.number(
            address("counted_benefit", "contested", *ids, column=column),
            lambda share: f"{formats.decimal(share)}%",
        )
        for column in ("claimed_pct", "counted_pct")
    )
    return ("Claims ", claimed, " of an outcome several programmes share; ", counted, " counts.")


def _beside(material: Material, benefit: Record) -> tuple[Run, ...]:
    """Return other programmes that went live at the same place since the benefit's first month."""
    since = text(find_signal(material, benefit), "first_period")
    code, own = text(benefit, "beneficiary_org_code"), text(benefit, "programme_id")
    names = [
        material.labels.programme(text(row, "programme_id"))
        for row in having(records(material.ask("adoption"), "matrix"), "org_code", code)
        if text(row, "programme_id") != own and str(row.get("live_date") or "")[:7] >= since
    ]
    if not names:
        return ("No other programme is known to have gone live there since its first month.",)
    listed = formats.listed(sorted(names), _MOST_BESIDE)
    return (f"Gone live there since its first month: {listed}.",)


def find_signal(material: Material, benefit: Record) -> Record:
    """Return the chart of a benefit in numbers."""
    over = material.ask("benefit_over_time")
    return find(over, text(benefit, "benefit_id"), text(benefit, "beneficiary_org_code"))
