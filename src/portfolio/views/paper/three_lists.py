"""Alert, advise, assure: what a committee must act on, watch, and can rest on, three of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from portfolio.domain.document import Block, Callout, Heading, Number, Run
from portfolio.views import formats
from portfolio.views.paper.addressed import Say, in_sentence
from portfolio.views.paper.head import source_line
from portfolio.views.paper.material import Material
from portfolio.views.read_result import Record, number, records, text, whole
from portfolio.views.words import confidence_words, shown_words, since_words, spread_words

MOST = 3
_NAMES_SAID = 2
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
    """Three boxes, each with at most three points and who owns them."""
    yield Heading(2, str(options.get("heading", "Alert, advise, assure")))
    nothing: Item = ("Nothing is known to say here.",)
    alerts = tuple(_alert(material, row) for row in raised(material, MOST))
    yield Callout("alert", "Alert", alerts or (("No rule raises a question.",),))
    yield Callout("advise", "Advise", tuple(_advices(material))[:MOST] or (nothing,))
    yield Callout("assure", "Assure", tuple(_assurances(material))[:MOST] or (nothing,))


def raised(material: Material, most: int) -> Sequence[Record]:
    """Return the first questions that the rules raise, those with most at stake first."""
    return records(material.ask("questions"), "questions")[:most]


def asked(material: Material, row: Record) -> Item:
    """Return a question with what raises it, whose numbers are the rule's own."""
    said = f"{text(row, 'question')} {text(row, 'number')}"
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
        f"{name}={text(row, name)}"
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
    return (*asked(material, row), " ", _owned(material, row, f"the rule “{text(row, 'because')}”"))


def _owned(material: Material, row: Record, source: str) -> str:
    """Return who owns it, as at when, and where it is from."""
    programme = material.by_id.get(text(row, "programme_id"))
    code = programme.lead_org_code if programme else text(row, "org_code")
    who = material.labels.organisation(code) if code else "not named"
    role = f"{programme.owner_role}, " if programme and programme.owner_role else ""
    return f"Owner: {role}{who}. Date: {material.filters.period.end_words}. Source: {source}."


def _advices(material: Material) -> Iterator[Item]:
    changes = material.ask("changes")
    by_label = {line.label: line for line in since_words.lines(changes)}
    since = since_words.earlier(changes)
    for label in _WORSE:
        line = by_label.get(label)
        if line is None:
            continue
        names = list(
            dict.fromkeys(_named(material, row) for row in line.rows if _named(material, row))
        )
        which = f" ({formats.listed(names, _NAMES_SAID)})" if names else ""
        ids = "|".join(dict.fromkeys(text(row, "id") for row in line.rows))
        whats = "|".join(dict.fromkeys(text(row, "what") for row in line.rows))
        kind = text(line.rows[0], "kind")
        column = "benefit_id" if kind == "benefits" else "id"
        count = Number(
            line.figure,
            float(line.figure.replace(",", "")),
            f"changes/changes/{whats}+{kind}+{ids}/{column}",
        )
        source = source_line(material, "changes")
        owned = _owned(material, line.rows[0], f"{source}, since {since}")
        yield (f"{label}: ", count, f"{which}. {owned}")


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
            end = material.filters.period.end_words
            source = source_line(material, measure)
            yield (
                *said,
                f" Owner: the leads of the programmes. Date: {end}. Source: {source}.",
            )


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
    said = spread_words.staying(material.ask("adoption"))
    return in_sentence(said, map(material.figures.number, sources)) if said else ()


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
