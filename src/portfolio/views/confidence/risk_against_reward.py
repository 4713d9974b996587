"""Each risk beside what taking it gains, where it is to be brought, and what not acting costs."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.domain.labels import Labels
from portfolio.domain.result import Result
from portfolio.views import escape, formats, links, marks
from portfolio.views.palette import BEYOND, CONCERN
from portfolio.views.picture import Column, DisplayTable, KeyItem, Picture, table_of_records
from portfolio.views.read_result import Record, amount, is_true, number, only, records, text, whole
from portfolio.views.words import risk_words as words
from portfolio.views.words.terms import RAISED_BY, RISK_STATUS, word

_SHOWN = 5
_MOST_SCORE, _MOST_REWARD = 25, 5
_COLUMNS = (
    Column("risk_id", "Id"),
    Column("title", "Risk"),
    Column("org_code", "Held by"),
    Column("programme_name", "Programme"),
    Column("status", "Status"),
    Column("likelihood", "Likelihood", "right"),
    Column("consequence", "Consequence", "right"),
    Column("score", "Score", "right"),
    Column("target_score", "Target", "right"),
    Column("reward_score", "Reward", "right"),
    Column("reward", "What it gains"),
    Column("not_acting", "If nothing is done"),
    Column("raised_by", "Raised by"),
    Column("raised_date", "Raised"),
    Column("visibility", "Who may see it"),
)


def risk_against_reward(risk: Result, labels: Labels) -> Picture:
    """Return the risks that say most of why they are taken, the highest first. Reads `risks`."""
    rows = records(risk, "risks")
    held = only(rows, lambda row: is_true(row, "is_held"))
    title = words.reward_title(risk)
    if not rows:
        return Picture(title=title, empty=words.kept_back_line(risk) or words.NO_RISKS)
    if not held:
        return Picture(
            title=title,
            table=_table(rows, labels),
            empty="Every risk that is on record has been closed or has become an issue.",
        )
    ranked = sorted(held, key=_rank)
    return Picture(
        title=title,
        subtitle="Risk is likelihood times consequence, up to 25; reward is up to 5. Risks that "
        "say what not acting would cost come first.",
        alt=f"{title}. {words.target_line(risk)}",
        html=_html(ranked[:_SHOWN], labels),
        key=(
            KeyItem(marks.swatch(CONCERN), "Risk now"),
            KeyItem(marks.hollow("tick"), "Where it is to be brought"),
            KeyItem(marks.swatch(BEYOND), "Reward for taking it"),
        ),
        note=_note(ranked, risk),
        table=_table([*ranked, *only(rows, lambda row: not is_true(row, "is_held"))], labels),
    )


def _rank(row: Record) -> tuple[int, float, str]:
    says = bool(text(row, "not_acting")) + (number(row, "reward_score") is not None)
    return -says, -amount(row, "score"), text(row, "risk_id")


def _note(ranked: Sequence[Record], risk: Result) -> str:
    parts = [words.target_line(risk), words.kept_back_line(risk)]
    if len(ranked) > _SHOWN:
        every = formats.count(len(ranked))
        parts.append(f"{_SHOWN} of {every} risks held; all are in the table.")
    return " ".join(part for part in parts if part)


def _html(rows: Sequence[Record], labels: Labels) -> str:
    heads = "".join(
        f'<th scope="col" role="columnheader">{name}</th>'
        for name in ("Risk", "How large", "What it gains", "If nothing is done")
    )
    is_of_one = len({text(row, "programme_id") for row in rows}) == 1
    body = "".join(_row(row, labels, is_of_one) for row in rows)
    return (
        '<table class="pf-weigh" role="table"><thead role="rowgroup"><tr role="row">'
        f'{heads}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(row: Record, labels: Labels, is_of_one: bool) -> str:
    holder = links.organisation(text(row, "org_code"), labels)
    name = "" if is_of_one else text(row, "programme_name")
    about = links.link(links.to_programme(text(row, "programme_id")), name) if name else ""
    below = f"{holder} · {about}" if about else holder
    cells = {
        "How large": _risk(row),
        "What it gains": _reward(row),
        "If nothing is done": escape.html(text(row, "not_acting"))
        or '<small class="pf-none-said">Not said</small>',
    }
    said = "".join(
        f'<td role="cell" data-label="{name}"><div>{cell}</div></td>'
        for name, cell in cells.items()
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><b>{escape.html(text(row, "title"))}</b>'
        f"<small>{below}</small></th>{said}</tr>"
    )


def _risk(row: Record) -> str:
    score, target = whole(row, "score"), number(row, "target_score")
    bar = f'<i style="width:{score / _MOST_SCORE * 100:.0f}%"></i>'
    mark = f'<em style="left:{target / _MOST_SCORE * 100:.0f}%"></em>' if target else ""
    to = f", to be brought to {formats.count(target)}" if target else ""
    return (
        f'<span class="pf-score" aria-hidden="true">{bar}{mark}</span>'
        f"<b>{score}</b> of {_MOST_SCORE}{to}"
    )


def _reward(row: Record) -> str:
    reward = number(row, "reward_score")
    words_ = escape.html(text(row, "reward"))
    if reward is None:
        return words_ or '<small class="pf-none-said">Not said</small>'
    return (
        f'<span class="pf-score" aria-hidden="true"><i class="pf-gain" '
        f'style="width:{reward / _MOST_REWARD * 100:.0f}%"></i></span>'
        f"<b>{formats.count(reward)}</b> of {_MOST_REWARD}<small>{words_}</small>"
    )


def _table(rows: Sequence[Record], labels: Labels) -> DisplayTable:
    return table_of_records(
        _COLUMNS, rows, lambda row: tuple(_said(row, column.name, labels) for column in _COLUMNS)
    )


def _said(row: Record, column: str, labels: Labels) -> str:
    said = text(row, column)
    if column == "org_code":
        return labels.organisation(said)
    if column == "visibility":
        return "Its organisation only" if said == "own" else "Everyone"
    words_of = {"status": RISK_STATUS, "raised_by": RAISED_BY}.get(column)
    return word(words_of, said) if words_of else said or "\u2013"
