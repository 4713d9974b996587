"""The head of a paper, as board papers have it, what is asked, and its three sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from portfolio.domain.document import Block, Callout, Field, Fields, Heading, Number, Paragraph, Run
from portfolio.domain.filters import Filters
from portfolio.domain.result import Result
from portfolio.views import formats
from portfolio.views.counts_of_people import NOTE
from portfolio.views.paper.addressed import ROWS, address, in_sentence, key
from portfolio.views.paper.material import Material
from portfolio.views.read_result import text
from portfolio.views.words import coverage_words, empty_words, overview_words, since_words

_LINES_SAID = 3
_GAPS_SAID = 2
_NOT_GIVEN = "Not given"


def head_matter(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """The meeting, what the paper is, as at and known on which day, and who wrote it."""
    filters, given = material.filters, material.given
    is_whole = filters == replace(Filters(filters.period), known_on=filters.known_on)
    of = coverage_words.as_at_words(filters, material.chosen).partition(" · ")[2]
    said = (
        ("Meeting", given.meeting or ("" if options.get("no_meeting") else _NOT_GIVEN)),
        ("Paper type", given.paper_type or str(options.get("paper_type", "For information"))),
        ("Author", given.author or _NOT_GIVEN),
        ("As at", f"{filters.period.end_words}, known on {formats.day(material.known_on)}"),
        ("About", "" if is_whole else of),
        ("Rests on", coverage_words.coverage(material.coverage, material.labels, filters.period)),
        ("These data", material.references.settings.about),
        ("Small numbers", NOTE if material.is_public else ""),
    )
    yield Fields(tuple(Field(label, (words,)) for label, words in said if words))


def asked(material: Material, options: Mapping[str, object]) -> Iterator[Block]:
    """What the meeting is asked to do, in one sentence."""
    said = material.given.asked or str(options.get("asked", ""))
    if said:
        yield Callout("plain", str(options.get("title", "The board is asked to")), ((said,),))


def three_sentences(material: Material, _options: Mapping[str, object]) -> Iterator[Block]:
    """What changed, what it means, and what is not known."""
    yield Heading(2, "In three sentences")
    yield Fields(
        (
            Field("What changed", what_changed(material)),
            Field("What it means", (*what_it_means(material), ".")),
            Field("What we do not know", what_we_do_not_know(material)),
        )
    )


def what_changed(material: Material) -> tuple[Run, ...]:
    """Return the first kinds of change since the earlier point, in counts."""
    changes = material.ask("changes")
    lines = lines_of(material)[:_LINES_SAID]
    title = since_words.title(changes)
    if not lines:
        return (f"{title}.",)
    runs: list[Run] = [f"{title}: "]
    for at, line in enumerate(lines):
        joined = "" if at == 0 else " and " if at == len(lines) - 1 else ", "
        runs += [f"{joined}{formats.lower_first(line.label)} (", counted(material, line), ")"]
    return (*runs, ".")


def lines_of(material: Material) -> tuple[since_words.Line, ...]:
    """Return what changed; for the public without risks, some of which are not for it to count."""
    return tuple(
        line
        for line in since_words.lines(material.ask("changes"))
        if not (material.is_public and text(line.rows[0], "kind") == "risks")
    )


def counted(material: Material, line: since_words.Line) -> Number:
    """Return how many changes a line counts, each of which stands in the table by its id."""
    names = ("what", "kind", "id")
    parts = ("|".join(dict.fromkeys(key(*(row[name] for row in line.rows)))) for name in names)
    is_of_benefits = any(row["kind"] == "benefits" for row in line.rows)
    column = "benefit_id" if is_of_benefits else ROWS
    return material.figures.number(address("changes", "changes", *parts, column=column))


def what_it_means(material: Material) -> tuple[Run, ...]:
    """Return the headline of the Overview, with the number it speaks of."""
    beyond = material.ask("beyond_lead_share")
    said = overview_words.headline(
        beyond,
        material.ask("adoption"),
        material.ask("plan_forecast_realised"),
        material.ask("delivery_confidence"),
    )
    return in_sentence(said, _spoken_of(material, beyond))


def _spoken_of(material: Material, beyond: Result) -> Sequence[Number]:
    figures = material.figures
    shares = overview_words.shares(beyond)
    if shares:
        kind = text(shares[0], "benefit_type")
        at = address("beyond_lead_share", "by_type", kind, column="share")
        return (figures.number(at, formats.pence),)
    return (
        figures.number("adoption/numerator"),
        figures.number("adoption/denominator"),
        figures.number("delivery_confidence/counts/shown+red/programmes"),
        figures.number("delivery_confidence/summary/*/rated"),
    )


def what_we_do_not_know(material: Material) -> tuple[Run, ...]:
    """Return the first things that are missing from the picture."""
    found = gaps(material)
    if not found:
        return (empty_words.NO_GAPS,)
    more = len(found) - _GAPS_SAID
    said = "; ".join(formats.lower_first(gap.what) for gap in found[:_GAPS_SAID])
    rest = f"; {formats.count(more)} more" if more > 0 else ""
    return in_sentence(f"{formats.sentence_case(said)}{rest}.", gap_numbers(material))


def gaps(material: Material) -> tuple[empty_words.Gap, ...]:
    """Return what is missing, as the Overview lists it."""
    return empty_words.gaps(
        material.coverage,
        material.labels,
        material.filters.period,
        material.ask("adoption"),
        counted=material.ask("counted_benefit"),
    )


def gap_numbers(material: Material) -> tuple[Number, ...]:
    """Return the counts that a gap may speak of."""
    figures = material.figures
    states = "state!=not_applicable"
    return (
        figures.number(f"adoption/matrix/sent_as=claimed+{states}/rows"),
        figures.number(f"adoption/matrix/{states}/rows"),
        figures.number("adoption/by_programme/adopters>0+people_using=/rows"),
        figures.number("adoption/by_programme/adopters>0/rows"),
    )


def source_line(material: Material, measure: str) -> str:
    """Return the measure a part rests on, as a reader finds it again; the end of the paper has
    its version."""
    return material.methods[measure].title


def paragraph(*runs: Run) -> Paragraph:
    return Paragraph(tuple(run for run in runs if run != ""))
