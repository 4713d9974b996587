"""A text that means trouble, in a column of text of any kind, beside rows that are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from known_rows import Row, known_rows, lines, plain_csv

from portfolio.contract.catalogue import KINDS
from portfolio.domain.extract import ReceivedFile

_MONTHS = [f"{year}-{month:02d}" for year in range(1960, 2026) for month in range(1, 13)]
_KEYS: Mapping[str, str] = {
    "programmes": "programme_id",
    "adoptions": "programme_id",
    "benefits": "benefit_id",
    "risks": "risk_id",
    "lessons": "lesson_id",
}


def text_columns() -> list[tuple[str, str]]:
    return [(k.name, f.name) for k in KINDS.values() for f in k.fields if f.type == "text"]


def files(kind: str, column: str, texts: Sequence[str]) -> list[ReceivedFile]:
    """A return in which the column says each of the texts in turn, a row for each; the rows that
    other kinds refer to come after."""
    example = known_rows(kind)[0]
    rows = [
        {**example, **_key(kind, place), **_alone(column), column: text}
        for place, text in enumerate(texts)
    ]
    sent = [ReceivedFile(f"{kind}.csv", plain_csv(lines(kind, [*rows, *known_rows(kind)])))]
    if kind == "adoptions":
        programme = known_rows("programmes")[0]
        taken_up = [{**programme, **_key("programmes", at)} for at in range(len(texts))]
        programmes = [*taken_up, *known_rows("programmes")]
        sent.append(ReceivedFile("programmes.csv", plain_csv(lines("programmes", programmes))))
    return sent


def _key(kind: str, place: int) -> Row:
    if kind == "benefit_values":
        return {"period": _MONTHS[place]}
    return {_KEYS[kind]: f"N{place:04d}"} | ({"outcome_code": None} if kind == "benefits" else {})


def _alone(column: str) -> Row:
    """What other cells have to say for this column to be of use."""
    return {"old_service_cost_gbp_per_year": None} if column == "old_service" else {}
