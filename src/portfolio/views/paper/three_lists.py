"""Alert, advise, assure: what a committee must act on, watch, and can rest on, three of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from portfolio.domain.document import Block, Callout, Heading, Number, Run
from portfolio.views import formats
from portfolio.views.paper.addressed import Say, in_sentence, key
from portfolio.views.paper.head import counted, lines_of, source_line
from portfolio.views.paper.material import Material
from portfolio.views.read_result import Record, number, records, text, whole
from portfolio.views.words import confidence_words, shown_words, since_words, spread_words

MOST = 3
_NAMES_SAID = 1
Item = tuple[Run, ...]
_WORSE = (
    "Adoptions moved back, stopped or gone",
    "Confidence down",
    "End dates put back",
    "Costs put up",
    "Benefits no longer expected",
    "Risks that became issues",
    "Returns missing",
)
"""The kinds of change to watch, those that weigh most first."""


def alert_advise_assure(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """Three boxes, each with at most three points: in brackets who owns it, and its source. As
    at when is said once, over all of them."""
    end = material.filters.period.end_words
    yield Heading(2, f"{options.get('heading', 'Alert, advise, assure')}, as at {end}")
    nothing: Item = ("Nothing is known to say here.",)
    alerts = tuple(_alert(material, row) for row in raised(material)[:MOST])
    yield Callout("alert", "Alert", alerts or (("No rule raises a question.",),))
    since = since_words.earlier(material.ask("changes"))
    yield Callout(
        "advise", f"Advise: changed since {since}", tuple(_advices(material))[:MOST] or (nothing,)
    )
    yield Callout("assure", "Assure", tuple(_assurances(material))[:MOST] or (nothing,))


def raised(material: Material) -> Sequence[Record]:
    """Return the questions that the rules raise, those with most at stake first."""
    return records(material.ask("questions"), "questions")


def asked(material: Material, row: Record) -> Item:
    """Return a question with what raises it, whose numbers are the rule's own. What somebody has
    said about it in their own words is left to the page that shows it."""
    number_ = text(row, "number")
    quote = f"“{text(row, 'quote')}”"
    if text(row, "quote") and quote in number_:
        before = number_[: number_.index(quote)]
        number_ = before[: before.rindex(". ") + 1] if ". " in before else before
    said = f"{text(row, 'question')} {number_}"
    return in_sentence(said, _facts(material, row))


_FACTS: Mapping[str, Say] = {
    "gbp": formats.money,
    "other_gbp": formats.money,
    "part": formats.count,
    "whole": formats.count,
    "months": formats.count,
}


def _facts(material: Material, row: Record) -> Iterator[Number]:
    """Yield the numbers behind a question; each stands in the table of all that was raised."""
    about = "+".join(
        f"{name}={key(text(row, name))[0]}"
        for name in ("rule", "programme_id", "org_code", "theme")
        if text(row, name)
    )
    for column, say in _FACTS.items():
        found = number(row, column)
        if found is not None:
            source = f"questions/questions/{about}/{column}"
            is_share = column in ("part", "whole") and text(row, "rule") == "one_has_most"
            yield Number((formats.percent if is_share else say)(found), found, source)


def _alert(material: Material, row: Record) -> Item:
    source = source_line(material, text(row, "measure"))
    programme = material.by_id.get(text(row, "programme_id"))
    role = f"{programme.owner_role}, " if programme and programme.owner_role else ""
    return (*asked(material, row), f" ({role}{_owner(material, row)}; {source}.)")


def _owner(material: Material, row: Record) -> str:
    """Return the organisation that owns it."""
    programme = material.by_id.get(text(row, "programme_id"))
    code = programme.lead_org_code if programme else text(row, "org_code")
    return material.labels.organisation(code) if code else "owner not named"


def _advices(material: Material) -> Iterator[Item]:
    by_label = {line.label: line for line in lines_of(material)}
    for label in _WORSE:
        line = by_label.get(label)
        if line is None:
            continue
        named = (formats.shortened(_named(material, row)) for row in line.rows)
        names = list(dict.fromkeys(name for name in named if name))
        which = f" ({formats.listed(names, _NAMES_SAID)})" if names else ""
        owners = dict.fromkeys(_owner(material, row) for row in line.rows)
        owned = formats.listed(owners, _NAMES_SAID)
        yield (f"{label}: ", counted(material, line), f"{which}; {owned}.")


def _named(material: Material, row: Record) -> str:
    programme = text(row, "programme_id")
    if programme:
        return material.labels.programme(programme)
    return material.labels.organisation(text(row, "org_code")) if text(row, "org_code") else ""


def _assurances(material: Material) -> Iterator[Item]:
    """Yield what is known to hold: benefit that is shown, use that lasts, ratings that agree."""
    for said, measure in (
        (_shown(material), "benefit_shown"),
        (_staying(material), "adoption"),
        (_agreed(material), "delivery_confidence"),
    ):
        if said:
            yield (*said, f" (The leads; {source_line(material, measure)}.)")


def _shown(material: Material) -> Item:
    shown = material.ask("benefit_shown")
    if not (shown.denominator and shown.numerator):
        return ()
    is_one = len(records(shown, "by_programme")) == 1
    said = shown_words.title(round(shown.denominator), round(shown.numerator), is_one=is_one)
    sources = ("benefit_shown/denominator", "benefit_shown/numerator")
    return in_sentence(f"{said}.", map(material.figures.number, sources))


def _staying(material: Material) -> Item:
    sources = ("adoption/reach/*/still_live", "adoption/reach/*/live_6_months_ago")
    if not material.figures.value(sources[1]):  # that nothing is known assures nobody
        return ()
    said = spread_words.staying(material.ask("adoption"))
    return in_sentence(said, map(material.figures.number, sources))


def _agreed(material: Material) -> Item:
    confidence = material.ask("delivery_confidence")
    if not whole(confidence_words.summary(confidence), "rated_by_both"):
        return ()
    of = "delivery_confidence/summary/*"
    sources = (
        "delivery_confidence/agreement/gap=0/programmes",
        f"{of}/rated_by_both",
        f"{of}/independent_lower",
        f"{of}/independent_higher",
    )
    said = confidence_words.agreement_title(confidence)
    return in_sentence(f"{said}.", map(material.figures.number, sources))
