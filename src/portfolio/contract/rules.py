"""Every rule by its name, and the one way to make a finding of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from portfolio.contract.catalogue import KINDS
from portfolio.contract.fields import Field
from portfolio.contract.id_spellings import how, meant
from portfolio.contract.sentences.cell_sentences import CELL_RULES
from portfolio.contract.sentences.file_sentences import FILE_RULES
from portfolio.contract.sentences.patient_id_sentences import IDENTIFIER_RULES
from portfolio.contract.sentences.return_sentences import ACROSS_RULES
from portfolio.contract.sentences.row_sentences import ROW_RULES
from portfolio.contract.sentences.rule import Rule
from portfolio.domain.finding import Case, Finding
from portfolio.domain.identifiers import masked

ROWS_LISTED = 1_000
FOUND_LENGTH = 40
_NEAR_ENOUGH = 0.7
_COLUMNS_NAMED = 4

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.rule_id: rule
        for rule in (*IDENTIFIER_RULES, *FILE_RULES, *CELL_RULES, *ROW_RULES, *ACROSS_RULES)
    }
)

# What a column of each type waits for, where something else stands in it.
_A_VALUE: Mapping[str, str] = {
    "date": "a date",
    "month": "a month",
    "money": "an amount in pounds",
    "number": "a number",
    "whole": "a whole number",
    "percent": "a percentage",
    "yes_no": "yes or no",
    "id": "an id",
    "code": "a code",
    "org": "an organisation code",
    "text": "a text",
    "link": "a link",
    "theme": "a theme",
    "themes": "a list of themes",
}


def finding(
    rule_id: str,
    *,
    file: str,
    kind: str | None = None,
    rows: Iterable[int] = (),
    row_count: int | None = None,
    column: str | None = None,
    found: str | None = None,
    **words: object,
) -> Finding:
    """Return the finding of one rule, its sentences filled in.

    Words known from the contract (`title`, `example`, `allowed`, `max_length`, `lowest`,
    `highest`) need not be given. `nearest` is a near miss to suggest; `others` counts further
    values that break the rule in the same way, `also_in` names further columns in which they do.
    What may name a patient is masked in all of them.
    Raises KeyError where a sentence lacks a word.
    """
    rule = RULES[rule_id]
    listed = tuple(islice(rows, ROWS_LISTED))
    shown = _hidden(found, kind, column)
    quoted = cut(shown)
    filled = _words(kind, column, quoted, _hidden_words(words, is_hidden=shown != found))
    return Finding(
        severity=rule.severity,
        rule=rule_id,
        file=file,
        says=rule.says.format_map(filled)
        + others_like_it(words.get("others"))
        + columns_like_it(words.get("also_in")),
        do=rule.do.format_map(filled),
        kind=kind,
        rows=listed,
        row_count=len(listed) if row_count is None else row_count,
        column=column,
        found=quoted,
    )


def case(
    rule_id: str,
    row: int,
    /,
    *,
    kind: str | None = None,
    column: str | None = None,
    found: str | None = None,
    **words: object,
) -> Case:
    """Return one row that breaks a rule, told by itself; words as for a finding."""
    shown = _hidden(found, kind, column)
    quoted = cut(shown)
    filled = _words(kind, column, quoted, _hidden_words(words, is_hidden=shown != found))
    return Case(row, quoted, RULES[rule_id].says.format_map(filled))


def _hidden(found: str | None, kind: str | None, column: str | None) -> str | None:
    """Return a cell as it may be repeated: masked before it is cut, or half a number would stay."""
    return None if found is None else masked(found, is_free_text=_is_text(kind, column))


@lru_cache(maxsize=512)
def _is_text(kind: str | None, column: str | None) -> bool:
    field = _field(kind, column)
    return field is not None and field.type == "text"


def _field(kind: str | None, column: str | None) -> Field | None:
    described = KINDS.get(kind or "")
    return described.field(column) if described and column and described.has(column) else None


def _hidden_words(words: Mapping[str, object], *, is_hidden: bool) -> dict[str, object]:
    """Masked like the cell; what a hidden cell was read as is its number without its zeros."""
    hidden = {name: masked(word) if isinstance(word, str) else word for name, word in words.items()}
    if is_hidden and "read_as" in words:
        hidden["read_as"] = "an amount"
    return hidden


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a spreadsheet may have turned into a word, else the one closest to
    it, without regard to case; None if none is close."""
    by_folded = {choice.casefold(): choice for choice in choices}
    rewritten = meant(word, by_folded.values())
    if rewritten is not None:
        return rewritten
    return by_folded.get(closest(word.casefold(), by_folded) or "")


def closest(word: str, choices: Iterable[str]) -> str | None:
    """As difflib's get_close_matches, which compares every choice that is near at all: asking
    first whether it can be nearer than the best so far spares most of thousands of ids the slow
    comparison. One that the word holds, or that holds it, comes first, since most are then further.
    """
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    is_in_word = frozenset(word).__contains__
    best: tuple[float, str | None] = (_NEAR_ENOUGH, None)
    for choice in sorted(choices, key=lambda one: not (one in word or word in one)):
        length = len(choice) + len(word)
        in_common = min(sum(map(is_in_word, choice)), len(word))
        if length and 2.0 * in_common / length < best[0]:
            continue
        matcher.set_seq1(choice)
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), choice), key=lambda near: (near[0], near[1] or ""))
    return best[1]


def cut(found: str | None) -> str | None:
    """Return a cell as it is quoted: at most 40 characters, the rest shown as an ellipsis."""
    if found is None or len(found) <= FOUND_LENGTH:
        return found
    return found[: FOUND_LENGTH - 1] + "…"


def code_list(codes: Iterable[str], joint: str = "and") -> str:
    """Return codes as one says them: `a`, `b` and `c`."""
    *first, last = (f"`{_quotable(code)}`" for code in codes)
    return f"{', '.join(first)} {joint} {last}" if first else last


def listed(names: Sequence[str], most: int) -> str:
    """Return names as one says them, the first `most` of them: `a`, `b` and 3 more."""
    more = len(names) - most
    if more <= 0:
        return code_list(names)
    return f"{', '.join(f'`{_quotable(name)}`' for name in names[:most])} and {more:,} more"


def others_like_it(others: object) -> str:
    if not isinstance(others, int) or others < 1:
        return ""
    return " One other value is like it." if others == 1 else f" {others:,} others are like it."


def columns_like_it(columns: object) -> str:
    if not isinstance(columns, Sequence) or not columns:
        return ""
    return f" {listed(columns, _COLUMNS_NAMED)} {'has' if len(columns) == 1 else 'have'} the same."


def _words(
    kind: str | None, column: str | None, found: str | None, given: Mapping[str, object]
) -> dict[str, object]:
    near = given.get("nearest")
    return {
        **_known_words(kind, column),
        "found": _quotable(found),
        **given,
        "nearest": _near_words(found, str(near)) if near else "",
    }


@lru_cache(maxsize=512)
def _known_words(kind: str | None, column: str | None) -> Mapping[str, object]:
    """Return the words that the contract has for a column: of a thousand cells they are the
    same."""
    described, field = KINDS.get(kind or ""), _field(kind, column)
    return {
        "column": column,
        "title": described.in_words if described else "this extract",
        "yours": f"your {described.title.lower()}" if described else "what stands",
        "kinds": code_list(KINDS),
        **(_field_words(field) if field else {}),
    }


def _near_words(found: str | None, near: str) -> str:
    rewritten = how(found or "", near)
    return f" It may be `{near}`, {rewritten}." if rewritten else f" The nearest is `{near}`."


def _field_words(field: Field) -> dict[str, object]:
    return {
        "example": field.example.rstrip("."),
        "allowed": code_list(field.codes, "or") if field.codes else "",
        "max_length": f"{field.max_length:,}" if field.max_length else "",
        "lowest": f"{field.lowest:g}" if field.lowest is not None else "",
        "highest": f"{field.highest:g}" if field.highest is not None else "",
        "a_value": _A_VALUE.get(field.type, "a value"),
        "or_blank": "" if field.is_required else ", or leave the cell blank if it is not known",
    }


def _quotable(found: str | None) -> str:
    """Return a cell that stands safely between the quoting marks of a sentence; a letter that
    cannot be seen is made visible, or the cell would look right."""
    words = " ".join((found or "").replace("`", "'").split())
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
