"""What an organisation wants to know before it takes a programme up: who has it, what they gained,
what it cost whom, how long it took, what to avoid, and whom to ask first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from portfolio.domain.codes import IN_USE
from portfolio.domain.document import (
    Block,
    Bullets,
    Callout,
    Field,
    Fields,
    Heading,
    Number,
    Paragraph,
    Run,
    Table,
    TableCell,
    TableColumn,
)
from portfolio.domain.period import Period
from portfolio.views import formats
from portfolio.views.paper.addressed import address, in_sentence, key, words
from portfolio.views.paper.benefit_chart import is_of_people
from portfolio.views.paper.head import gap_numbers, gaps, source_line
from portfolio.views.paper.material import Material
from portfolio.views.read_result import Record, amount, having, is_true, number, only, records, text
from portfolio.views.words import (
    empty_words,
    over_time_words,
    spread_words,
    taking_up_words,
    waiting_words,
)
from portfolio.views.words.terms import (
    BARRIER,
    BENEFIT_TYPE,
    EVIDENCE,
    FOR_WHOM,
    LESSON_KIND,
    SENT_AS,
    STATE,
    rank,
    word,
)

_BENEFITS_SAID = 5
_HAVE_IT = 12
_LESSONS_SAID = 4
_OPEN_SAID = 8
_ENDS = 2
_NOT_BEGUN = frozenset({"not_started", "not_applicable", "declined", "stopped"})


def what_people_notice(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What it is for, and its benefits, each where it is best known, as they are moving there."""
    yield Heading(2, "What people notice")
    (programme,) = material.programmes[:1] or (None,)
    if programme is None:
        yield Paragraph(("Nobody has described this programme as at this day.",))
        return
    whom = word(FOR_WHOM, programme.for_whom) if programme.for_whom else ""
    yield Paragraph((programme.purpose, f" For: {whom.lower()}." if whom else ""))
    rows = only(
        records(material.ask("benefit_over_time"), "benefits"),
        lambda row: not (material.is_public and is_of_people(text(row, "unit"))),
    )
    if not rows:
        yield Paragraph((empty_words.NO_REGISTER,))
        return
    best = {text(row, "benefit_id"): row for row in sorted(rows, key=_best_known, reverse=True)}
    shown = sorted(best.values(), key=_best_known)[:_BENEFITS_SAID]
    yield Bullets(tuple(_noticed(material, row) for row in shown))


def _best_known(row: Record) -> tuple[int, float, str, str]:
    grade = -rank(EVIDENCE, text(row, "evidence"))
    ids = text(row, "benefit_id"), text(row, "beneficiary_org_code")
    return grade, -amount(row, "counted_gbp"), *ids


def _noticed(material: Material, row: Record) -> tuple[Run, ...]:
    where = material.labels.organisation(text(row, "beneficiary_org_code"))
    moving = formats.lower_first(over_time_words.short(row))
    kind = "" if text(row, "effect") == "benefit" else "Disbenefit: "
    grade = word(EVIDENCE, text(row, "evidence")).lower()
    ids = key(text(row, "benefit_id"), text(row, "beneficiary_org_code"))
    begun = f"{kind}{text(row, 'benefit_name')}, at {where}: {moving} ({grade}"
    if number(row, "counted_gbp") is None:
        return (f"{begun}).",)
    at = address("benefit_over_time", "benefits", *ids, column="counted_gbp")
    type_ = word(BENEFIT_TYPE, text(row, "benefit_type")).lower()
    return (f"{begun}), ", material.figures.number(at, formats.money), f" {type_} to date.")


def who_has_it(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """Each organisation that has begun, the furthest first: since when, and what it adapted."""
    adoption = material.ask("adoption")
    yield Heading(2, "Who has it, since when, how far")
    begun = only(records(adoption, "matrix"), lambda row: text(row, "state") not in _NOT_BEGUN)
    if not begun:
        yield Paragraph((empty_words.NO_ADOPTION,))
        return
    said = f"{spread_words.headline(adoption, material.labels)}."
    sources = ("adoption/numerator", "adoption/denominator")
    yield Paragraph(in_sentence(said, map(material.figures.number, sources)))
    furthest = sorted(begun, key=lambda row: (-rank(STATE, text(row, "state")), _since(row)))
    more = len(furthest) - _HAVE_IT
    rest = f"{formats.plural(more, 'more organisation')}. " if more > 0 else ""
    yield Table(
        "Organisations that have begun",
        (
            TableColumn("Organisation"),
            TableColumn("How far"),
            TableColumn("Live since"),
            TableColumn("Who says so"),
            TableColumn("What it adapted"),
        ),
        tuple(_has(material, row) for row in furthest[:_HAVE_IT]),
        f"{rest}Source: {source_line(material, 'adoption')}.",
    )


def _since(row: Record) -> str:
    return text(row, "live_date") or "9999"


def _has(material: Material, row: Record) -> tuple[TableCell, ...]:
    live = text(row, "live_date")
    by = "by " if text(row, "live_date_is") == "by" else ""
    shown = f"{by}{formats.month_short(Period.parse(live[:7]))}" if live else ""
    lead = " (lead)" if is_true(row, "is_lead") else ""
    return words(
        f"{material.labels.organisation(text(row, 'org_code'))}{lead}",
        word(STATE, text(row, "state")),
        shown or "not yet",
        word(SENT_AS, text(row, "sent_as")),
        text(row, "adaptation") or "nothing said",
    )


def what_they_gained(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What adopters gained per person served, as a range with how many, and who bore the cost."""
    copied = material.ask("replication_yield")
    yield Heading(2, "What they gained, and what it cost whom")
    judged = sorted(
        having(records(copied, "by_adopter"), "status", "ok"),
        key=lambda row: (amount(row, "per_person"), text(row, "org_code")),
    )
    if len(judged) < _ENDS:
        yield Paragraph((empty_words.NO_REPLICATION,))
    else:
        yield Paragraph(_range(material, judged))
    yield Paragraph(_cost(material))


def _range(material: Material, judged: Sequence[Record]) -> tuple[Run, ...]:
    def per_person(row: Record) -> Number:
        ids = key(text(row, "programme_id"), text(row, "org_code"))
        at = address("replication_yield", "by_adopter", *ids, column="per_person")
        return material.figures.number(at, lambda gbp: f"£{gbp or 0:,.2f}")

    adopters = material.figures.number("replication_yield/by_adopter/status=ok/rows")
    lead = f" {waiting_words.copied(material.ask('replication_yield'))}."
    return (
        *("From ", per_person(judged[0]), " to ", per_person(judged[-1])),
        " for each person served, to date, of all types of pound together, at ",
        adopters,
        " adopters that can be compared. The types are pooled here only to compare places.",
        lead,
    )


def _cost(material: Material) -> tuple[Run, ...]:
    """Return what the lead has spent, and of whose cost the benefit elsewhere is."""
    figures = material.figures
    paid = material.ask("payer_gainer")
    of_one = records(paid, "spend")
    spent = figures.number("payer_gainer/spend/*/spend_to_date_gbp", formats.money)
    rows = only(records(paid, "matrix_by_type"), lambda row: amount(row, "benefit_gbp") > 0)
    payers = dict.fromkeys(text(row, "payer_org_code") for row in rows)
    lead = material.labels.organisation(text(of_one[0], "lead_org_code")) if of_one else "The lead"
    is_known = spent.value is not None
    said: tuple[Run, ...] = (
        (f"{lead} has spent ", spent, " on it to date")
        if is_known
        else (f"What {lead} has spent on it is not known",)
    )
    names = formats.listed(material.labels.organisation(code) for code in payers)
    bore = f" The cost of the benefit realised so far is borne by {names}." if names else ""
    return (*said, f".{bore} What it costs a second site is not reported apart.")


def how_long_it_took(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """How many months others took, half of them and from first to last."""
    waits = material.ask("time_to_adoption")
    yield Heading(2, "How long it took others")
    (row,) = records(waits, "by_programme")[:1] or ({},)
    live = having(records(waits, "waits"), "counted_as", "live")
    if not row or not live:
        yield Paragraph((empty_words.NO_WAITS,))
        return
    numbers = [
        material.figures.number(f"time_to_adoption/by_programme/*/{name}", formats.count)
        for name in ("events", "n", "median_months")
    ]
    said = (
        f"{waiting_words.of_programme(row, material.labels.programme(text(row, 'programme_id')))}."
    )
    yield Paragraph((*in_sentence(said, numbers), *_spread(material, live)))


def _spread(material: Material, live: Sequence[Record]) -> tuple[Run, ...]:
    by_months = sorted(live, key=lambda row: (amount(row, "months"), text(row, "org_code")))

    def months(row: Record) -> Number:
        ids = key(text(row, "programme_id"), text(row, "org_code"))
        return material.figures.number(
            address("time_to_adoption", "waits", *ids, column="months"), formats.count
        )

    first, last = by_months[0], by_months[-1]
    if first is last:
        return (" It took ", months(first), " months.")
    return (" The first took ", months(first), ", the last ", months(last), " months.")


def lessons(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What those who have it say to do, and to avoid."""
    yield Heading(2, "What to do, and what to avoid")
    rows = records(material.ask("learning"), "lessons")
    if not rows:
        yield Paragraph((empty_words.NO_LESSONS,))
        return
    shown = sorted(rows, key=lambda row: (-amount(row, "organisations"), text(row, "lesson_id")))
    yield Bullets(tuple(_lesson(material, row) for row in shown[:_LESSONS_SAID]))
    more = len(rows) - _LESSONS_SAID
    if more > 0:
        yield Paragraph((f"{formats.plural(more, 'more lesson')} on the page Learning.",))


def _lesson(material: Material, row: Record) -> tuple[Run, ...]:
    role = f"{text(row, 'contact_role')}, " if text(row, "contact_role") else ""
    who = material.labels.organisation(text(row, "org_code"))
    kind = word(LESSON_KIND, text(row, "kind"))
    return (f"{kind}. {text(row, 'title')}. {text(row, 'summary')} (Ask: {role}{who}.)",)


def barriers(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What stood in the way, and whose way."""
    yield Heading(2, "What stood in the way, and whose")
    rows = only(records(material.ask("adoption"), "matrix"), lambda row: bool(text(row, "barrier")))
    if not rows:
        yield Paragraph((empty_words.NO_BARRIERS,))
        return
    items = []
    for code in BARRIER:
        met = having(rows, "barrier", code)
        if met:
            at = address("adoption", "matrix", f"barrier={code}", column="org_code")
            names = formats.listed(material.labels.organisation(text(r, "org_code")) for r in met)
            items.append((f"{BARRIER[code]}: ", material.figures.number(at), f" ({names})"))
    yield Bullets(tuple(items))


def whom_to_ask(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """Whom to talk to first and why, and what it could bring: for the organisation that the paper
    is made for, else for each that could still take it up."""
    yield Heading(2, "Whom to ask first, and what to expect")
    pairs = records(material.ask("white_space"), "pairs")
    code = material.given.for_organisation
    if code:
        pairs = having(pairs, "org_code", code)
    if not pairs:
        yield Paragraph((_nothing_open(material, code),))
        return
    if code:
        yield from _for_one(material, pairs[0])
        return
    shown = sorted(pairs, key=lambda row: (text(row, "status") != "ok", text(row, "org_code")))
    more = len(shown) - _OPEN_SAID
    rest = f" {formats.plural(more, 'more organisation')}." if more > 0 else ""
    yield Table(
        "Organisations that could still take it up",
        (
            TableColumn("Organisation"),
            TableColumn("Could expect"),
            TableColumn("Resting on"),
            TableColumn("Ask first"),
            TableColumn("Because"),
        ),
        tuple(words(*_expects(material, row)) for row in shown[:_OPEN_SAID]),
        f"{_ASSUMED}{rest} Source: {source_line(material, 'white_space')}.",
    )


_ASSUMED = (
    "A range assumes that each person it serves gains what people at adopters of its own kind have "
    "to date; population is not need."
)


def _nothing_open(material: Material, code: str) -> str:
    if not code:
        return empty_words.NO_OPENINGS
    name = material.labels.organisation(code)
    return f"{name} is not among those that could still take it up: it has it, or nobody named it."


def _for_one(material: Material, row: Record) -> Iterator[Block]:
    name, expects, rests, asked, because = _expects(material, row)
    lines: list[Field] = [
        Field("Ask first", (f"{asked} ({because})" if because else asked,)),
        Field(f"What {name} could expect", (f"{formats.sentence_case(expects)}.",)),
        Field("Resting on", (f"{formats.sentence_case(rests)}.",)),
    ]
    if text(row, "status") == "ok":
        ids = key(text(row, "programme_id"), text(row, "org_code"))
        ends = (
            material.figures.number(
                address("white_space", "pairs", *ids, column=column), formats.money
            )
            for column in ("low_gbp", "high_gbp")
        )
        lines[1] = Field(lines[1].label, in_sentence(f"{expects}.", ends))
        lines.append(Field("Assuming", (_ASSUMED,)))
    yield Fields(tuple(lines))


def _expects(material: Material, row: Record) -> tuple[str, str, str, str, str]:
    asked = text(row, "talk_to_org_code")
    return (
        material.labels.organisation(text(row, "org_code")),
        formats.lower_first(taking_up_words.worth(row)),
        taking_up_words.evidence(row),
        material.labels.organisation(asked) if asked else "nobody has it yet",
        waiting_words.why_ask(text(row, "because")) if asked else "",
    )


def not_known(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What nobody can tell yet about this programme."""
    found = gaps(material)
    numbers = gap_numbers(material)
    items = [in_sentence(f"{gap.what}.", numbers) for gap in found]
    uses = [row for row in records(material.ask("adoption"), "matrix") if _is_blind(row)]
    if uses:
        names = formats.listed(material.labels.organisation(text(r, "org_code")) for r in uses)
        items.append((f"How many people use it at {names} is not known.",))
    yield Callout("unknown", "What is not known", tuple(items) or (("Nothing is missing.",),))


def _is_blind(row: Record) -> bool:
    return text(row, "state") in IN_USE and number(row, "people_using") is None
