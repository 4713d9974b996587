"""One programme in words: its purpose, its people, its plan, its money, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme, RestsOn
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks, snippets
from portfolio.views.initiatives import in_words
from portfolio.views.picture import Column, Picture, table_of_records
from portfolio.views.programmes import portfolio_cells
from portfolio.views.read_result import Record, records, text
from portfolio.views.spread.adoption_table import table as adoption_table
from portfolio.views.squares import HIGHEST_FIRST, in_use, others, strip, tally
from portfolio.views.words import empty_words, spread_words
from portfolio.views.words import programme_words as words
from portfolio.views.words.terms import APPROACH, FOR_WHOM, STAGE, STATE, word

_NAMED = 8
_THEMES, _WIDE = "Themes", ' class="pf-wide"'
_KINDS = {
    "programmes": ("programme", "programmes"),
    "adoptions": ("adoption", "adoptions"),
    "benefits": ("benefit", "benefits"),
    "benefit_values": ("month of a benefit", "months of benefits"),
    "risks": ("risk", "risks"),
    "lessons": ("lesson", "lessons"),
}


def described(one: Programme, labels: Labels, themes: Mapping[str, str]) -> str:
    """Return the purpose, then the people, the plan and the money; what is blank says so by its
    absence.

    `themes` gives the name of each `set:code`.
    """
    facts = {name: said for name, said in _facts(one, labels, themes).items() if said}
    listed = "".join(
        f"<div{_WIDE if name == _THEMES else ''}><dt>{name}</dt><dd>{said}</dd></div>"
        for name, said in facts.items()
    )
    return f'<p class="pf-purpose">{escape.html(one.purpose)}</p><dl class="pf-about">{listed}</dl>'


def told_apart(every: Sequence[Programme], labels: Labels) -> dict[str, str]:
    """For programmes that share a name, the name with who leads each."""
    times = Counter(one.name for one in every)
    return {
        one.programme_id: f"{one.name}, led by {labels.organisation(one.lead_org_code)}"
        for one in every
        if times[one.name] > 1
    }


def _facts(one: Programme, labels: Labels, themes: Mapping[str, str]) -> dict[str, str]:
    kind = marks.image(marks.org_type(labels.org_type(one.lead_org_code)))
    named = [links.link(links.to_theme(key), themes.get(key, key)) for key in one.themes]
    return {
        "Led by": f"{kind} {links.organisation(one.lead_org_code, labels)}",
        "For": word(FOR_WHOM, one.for_whom) if one.for_whom else "",
        "Owner": escape.html(one.owner_role or ""),
        "Clinically led": {True: "Yes", False: "No", None: ""}[one.clinically_led],
        "Stage": f"{portfolio_cells.stage_pips(one.stage)} {word(STAGE, one.stage)}",
        "Approach": word(APPROACH, one.approach) if one.approach else "",
        "Plan": escape.html(_plan(one)),
        "Cost": escape.html(_cost(one)),
        _THEMES: formats.listed(named, _NAMED),
        "Part of": escape.html(in_words(one.initiative_code or "")),
    }


def _plan(one: Programme) -> str:
    start = f"From {formats.day(one.start_date)}. " if one.start_date else ""
    return f"{start}{words.plan_line(one)}"


def _cost(one: Programme) -> str:
    if one.approved_cost_gbp is None:
        spent = one.spend_to_date_gbp
        return (
            f"{formats.money(spent)} spent; no approved cost given"
            if spent
            else ("No approved cost given")
        )
    parts = [f"{formats.money(one.approved_cost_gbp)} approved"]
    if one.forecast_cost_gbp is not None:
        parts.append(f"{formats.money(one.forecast_cost_gbp)} now expected")
    if one.spend_to_date_gbp is not None:
        parts.append(f"{formats.money(one.spend_to_date_gbp)} spent")
    return ", ".join(parts)


def who_uses_it(adoption: Result, labels: Labels) -> Picture:
    """Return the strip of one programme and, under it, who is where on the ladder. Reads
    `matrix`."""
    cells = records(adoption, "matrix")
    beyond = others(cells)
    title = "Who uses it, beyond its lead"
    if not cells:
        return Picture(title=title, empty=empty_words.NO_ADOPTION)
    if not beyond:
        return Picture(
            title=title, empty="Its lead says that no other organisation could take it up."
        )
    used = formats.n_of_m(in_use(beyond), len(beyond))
    return Picture(
        title=f"In routine use at {used} others that could use it",
        subtitle="One square for each organisation beyond its lead, furthest first.",
        alt=spread_words.headline(adoption, labels),
        html=f"{strip(beyond)}{_by_state(beyond, labels)}",
        note=spread_words.trust(adoption),
        table=adoption_table(cells, labels),
    )


def _by_state(beyond: Sequence[Record], labels: Labels) -> str:
    counts = tally(beyond)
    rows = "".join(_state(state, beyond, labels) for state in HIGHEST_FIRST if state in counts)
    return f'<table class="pf-table"><tbody>{rows}</tbody></table>'


def _state(state: str, beyond: Sequence[Record], labels: Labels) -> str:
    rows = [row for row in beyond if text(row, "state") == state]
    names = formats.listed(
        sorted(labels.organisation(text(row, "org_code")) for row in rows), _NAMED
    )
    mark = marks.image(marks.state(state), css="pf-mark pf-mark-large")
    reasons = sorted({text(row, "reason") for row in rows if text(row, "reason")})
    why = f"<small>{escape.html(formats.listed(reasons, 2))}</small>" if reasons else ""
    return (
        f'<tr><th scope="row" class="pf-state">{mark} {word(STATE, state)} '
        f"({len(rows)})</th><td>{links.sentence(names, labels)}{why}</td></tr>"
    )


def its_lessons(learning: Result, labels: Labels) -> Picture:
    """Return what was learned from it, newest first, and how many have used it. Reads `lessons`."""
    rows = sorted(records(learning, "lessons"), key=lambda row: text(row, "date"), reverse=True)
    if not rows:
        return Picture(title="No lesson from it has been shared", empty=empty_words.NO_LESSONS)
    columns = (
        Column("lesson_id", "Lesson"),
        Column("kind", "Kind"),
        Column("title", "What it says"),
        Column("date", "Date"),
        Column("organisations", "Used by", "right"),
    )
    body = "".join(_lesson(row, labels) for row in rows[:_NAMED])
    return Picture(
        title=f"{formats.sentence_case(formats.number_word(len(rows)))} "
        f"{'lesson' if len(rows) == 1 else 'lessons'} shared from it",
        subtitle="What to do, and what to avoid.",
        html=f'<ul class="pf-gaps">{body}</ul>',
        table=table_of_records(
            columns, rows, lambda row: tuple(text(row, column.name) for column in columns)
        ),
    )


def _lesson(row: Record, labels: Labels) -> str:
    kind = "Do this" if text(row, "kind") == "blueprint" else "Avoid this"
    used = int(row.get("organisations") or 0)  # type: ignore[arg-type]
    by = (
        "not used elsewhere yet"
        if used == 0
        else (f"used by {formats.plural(used, 'other organisation')}")
    )
    who = links.organisation(text(row, "org_code"), labels)
    to_it = links.to_lesson(text(row, "lesson_id"))
    return (
        f"<li><b>{links.link(to_it, text(row, 'title'))}</b> {escape.html(text(row, 'summary'))}"
        f"<small>{kind} · {who} · {by}</small></li>"
    )


def rests_on(every: Sequence[RestsOn], labels: Labels) -> str:
    """Return the submissions that speak of it, newest first, each a link to its receipt."""
    if not every:
        return snippets.empty("No extract that stands speaks of this programme.")
    numbers = dict.fromkeys(one.number for one in every)
    rows = "".join(_submission([one for one in every if one.number == n], labels) for n in numbers)
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("Submission", "From", "Rows that speak of it")
    )
    return f'<table class="pf-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _submission(parts: Sequence[RestsOn], labels: Labels) -> str:
    first = parts[0]
    rows = ", ".join(formats.plural(one.rows, *_KINDS[one.kind]) for one in parts)
    return (
        f"<tr><td>{links.link(links.to_submission(first.number), first.number)}"
        f"<small>for {first.sent_for.words}</small></td>"
        f"<td>{links.organisation(first.partner_code, labels)}"
        f"<small>received {formats.day(first.received_on)}</small></td><td>{rows}</td></tr>"
    )
