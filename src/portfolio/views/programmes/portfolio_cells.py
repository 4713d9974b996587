"""The cells of the portfolio table, each a small picture with its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from portfolio.domain.codes import STAGES
from portfolio.domain.period import Period
from portfolio.views import escape, formats, links, marks, squares
from portfolio.views.initiatives import led_by
from portfolio.views.programmes.portfolio_lines import Line, share_beyond
from portfolio.views.read_result import amount, number, text
from portfolio.views.words import pounds_words
from portfolio.views.words import programme_words as words
from portfolio.views.words.terms import CONFIDENCE, STAGE, word

_REACH_YEARS = 6


@dataclass(frozen=True)
class Scale:
    """The days that plan bars run over, and the day the picture is as at."""

    first: date
    last: date
    now: date

    def at(self, day: date) -> float:
        """Return a day as a share of the bar, in percent, kept inside it."""
        whole = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days / whole, 0.0), 1.0) * 100


def scale(span: tuple[date, date] | None, as_at: Period) -> Scale | None:
    """Return the scale of all plans, at most six years either side of now: a plan of forty years
    would leave no room for the others."""
    if span is None:
        return None
    reach = timedelta(days=round(365.25 * _REACH_YEARS))
    first, last = max(span[0], as_at.end - reach), min(span[1], as_at.end + reach)
    return Scale(min(first, as_at.end), max(last, as_at.end), as_at.end)


def name(line: Line) -> str:
    """Return the programme as a link to its own page, and who leads it; of an initiative its
    name, and its programmes as links."""
    one = line.programme
    if line.initiative is not None:
        below = led_by(line.initiative, line.labels)
        return f"{escape.html(one.name)}<small>{below}</small>"
    lead = links.link(links.to_organisation(one.lead_org_code), line.lead)
    return (
        f"{links.link(links.to_programme(one.programme_id), one.name)}<small>Led by {lead}</small>"
    )


def spread(line: Line) -> str:
    """Return how many of those beyond the lead are where on the ladder, furthest first."""
    if not line.beyond:
        return '<small class="pf-none-said">Nobody else is named for it</small>'
    used = formats.n_of_m(line.in_use, len(line.beyond))
    bar = squares.proportions(squares.tally(line.beyond))
    return f"{bar}<small><b>{used}</b> in routine use</small>"


def benefit(line: Line) -> str:
    """Return how the pound of one type splits, over what is realised of what was planned by now."""
    if line.realised <= 0:
        planned = amount(line.to_date, "planned_gbp")
        said = (
            f"None of {formats.money(planned)} {pounds_words.name(line.kind)} planned"
            if planned
            else "None in pounds"
        )
        return f'<small class="pf-none-said">{said}</small>'
    share = share_beyond(line)
    landed = f"{formats.pence(share)} beyond" if share is not None else "no lead to compare"
    bar = _split(share) if share is not None else ""
    realised = f"<b>{formats.money(line.realised)}</b> {pounds_words.name(line.kind)}"
    return f"{bar}<small>{realised}, {landed}</small>"


def _split(share: float) -> str:
    return (
        f'<span class="pf-mini" aria-hidden="true"><i class="pf-lead" '
        f'style="width:{(1 - share) * 100:.1f}%"></i><i class="pf-beyond" '
        f'style="width:{share * 100:.1f}%"></i></span>'
    )


def confidence(line: Line) -> str:
    """Return the rating shown as shape and word, and whose it is; of an initiative how many of
    its programmes have each, never one for all."""
    if line.parts:
        return _ratings(line)
    if not line.rated:
        return '<small class="pf-none-said">Ended</small>'
    said = escape.html(words.rating_line(line.rated))
    if not line.rating:
        return f'<small class="pf-none-said">{said}</small>'
    return f"{rating(line.rating)}<small>{said}</small>"


def _ratings(line: Line) -> str:
    codes = [text(one.rated, "shown") for one in line.parts]
    said = "".join(
        f"{rating(code)}<small>{formats.n_of_m(codes.count(code), len(codes))}</small>"
        for code in CONFIDENCE
        if code in codes
    )
    return said or '<small class="pf-none-said">Not rated</small>'


def rating(code: str) -> str:
    """`▲ Amber`: never the colour alone."""
    mark = marks.image(marks.confidence(code), css="pf-mark pf-mark-large")
    return f'<span class="pf-rating">{mark} {word(CONFIDENCE, code)}</span>'


def plan(line: Line, days: Scale | None) -> str:
    """Return the stage, the plan against now, and how far it has slipped."""
    one = line.programme
    stages = {part.programme.stage for part in line.each}
    on = " or further" if len(stages) > 1 else ""
    return (
        f'<span class="pf-stage">{stage_pips(one.stage)} {word(STAGE, one.stage)}{on}</span>'
        f"{_bar(line, days)}<small>{escape.html(words.plan_line(one))}</small>"
    )


def stage_pips(stage: str) -> str:
    """Return five dots, filled up to the stage; none for what has ended."""
    if stage not in STAGES:
        return ""
    at = STAGES.index(stage)
    dots = "".join(f'<i class="{"pf-on" if i <= at else ""}"></i>' for i in range(len(STAGES)))
    return f'<span class="pf-pips" aria-hidden="true">{dots}</span>'


def _bar(line: Line, days: Scale | None) -> str:
    one = line.programme
    end = one.planned_end_date or one.forecast_end_date
    if days is None or one.start_date is None or end is None:
        return ""
    start, planned = days.at(one.start_date), days.at(end)
    forecast = days.at(one.forecast_end_date) if one.forecast_end_date else planned
    over = (
        f'<i class="pf-over" style="left:{planned:.1f}%;width:{forecast - planned:.1f}%"></i>'
        if forecast > planned
        else ""
    )
    return (
        f'<span class="pf-plan" aria-hidden="true"><i style="left:{start:.1f}%;'
        f'width:{max(planned - start, 0):.1f}%"></i>{over}'
        f'<em style="left:{days.at(days.now):.1f}%"></em></span>'
    )


def values(line: Line) -> tuple[str | int | float | date | None, ...]:
    """Return the same numbers, unrounded, for the download."""
    one = line.programme
    return (
        one.programme_id,
        one.name,
        one.lead_org_code,
        one.stage,
        line.in_use,
        len(line.beyond),
        line.kind or None,
        number(line.to_date, "planned_gbp"),
        number(line.to_date, "realised_gbp"),
        share_beyond(line),
        line.rating or None,
        one.start_date,
        one.planned_end_date,
        one.forecast_end_date,
        line.slip_days,
        one.approved_cost_gbp,
        one.forecast_cost_gbp,
        one.initiative_code,
    )
