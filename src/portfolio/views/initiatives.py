"""Programmes of several leads that are one initiative, shown as one with its leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portfolio.domain.labels import Labels
from portfolio.domain.programme import Programme
from portfolio.domain.result import Cell
from portfolio.views import formats, links, squares
from portfolio.views.read_result import Record, amount, is_true, text

_LEADS_NAMED = 6


@dataclass(frozen=True)
class Initiative:
    """Two programmes or more that carry one code, in the order of their leads."""

    code: str
    name: str
    programmes: tuple[Programme, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.programme_id for one in self.programmes)


def in_words(code: str) -> str:
    """Return the code that joins programmes as words: `Online consultation`."""
    return formats.sentence_case(code.replace("-", " ").replace("_", " "))


def initiatives(programmes: Iterable[Programme]) -> dict[str, Initiative]:
    """Return, by programme id, what each is part of; one that stands alone is part of nothing.
    It is called by the name its programmes share, else by its code."""
    by_code: dict[str, list[Programme]] = {}
    for one in programmes:
        if one.initiative_code:
            by_code.setdefault(one.initiative_code.casefold(), []).append(one)
    found: dict[str, Initiative] = {}
    for several in by_code.values():
        if len(several) > 1:
            whole = _initiative(several)
            found |= dict.fromkeys(whole.ids, whole)
    return found


def _initiative(several: Sequence[Programme]) -> Initiative:
    first = several[0]
    shared = len({one.name.casefold() for one in several}) == 1
    code = str(first.initiative_code)
    return Initiative(code, first.name if shared else in_words(code), tuple(several))


def led_by(one: Initiative, labels: Labels) -> str:
    """Return the leads as markup, each a link to its own programme; the programmes by name where
    they are called differently."""
    named = len({part.name for part in one.programmes}) > 1
    every = [
        links.link(
            links.to_programme(part.programme_id),
            part.name if named else labels.organisation(part.lead_org_code),
        )
        for part in one.programmes
    ]
    what = f"{formats.sentence_case(formats.number_word(len(every)))} programmes"
    return f"{what}{':' if named else ', led by'} {formats.listed(every, _LEADS_NAMED)}"


def once_each(rows: Iterable[Record]) -> list[Record]:
    """Return of the adoption rows of one initiative one for each organisation, where it has got
    furthest; those that lead a part of it are left out."""
    every = list(rows)
    leads = {text(row, "org_code") for row in every if is_true(row, "is_lead")}
    furthest: dict[str, Record] = {}
    for row in sorted(squares.others(every), key=squares.rank):
        furthest.setdefault(text(row, "org_code"), row)
    return [row for code, row in furthest.items() if code not in leads]


def heads(whole: Mapping[str, Initiative]) -> dict[str, str]:
    """Return, by programme id, the id of the programme whose line an initiative takes."""
    return {code: one.ids[0] for code, one in whole.items()}


def added_up(
    rows: Iterable[Record], head: Mapping[str, str], *amounts: str
) -> list[dict[str, Cell]]:
    """Return rows by programme and type of pound with those of one initiative as one, under its
    head: pounds of one type are added, of two never."""
    found: dict[tuple[str, str], dict[str, Cell]] = {}
    for row in rows:
        code = text(row, "programme_id")
        key = head.get(code, code), text(row, "benefit_type")
        one = found.setdefault(key, {**row, "programme_id": key[0], **dict.fromkeys(amounts, 0.0)})
        for name in amounts:
            one[name] = amount(one, name) + amount(row, name)
    return list(found.values())
