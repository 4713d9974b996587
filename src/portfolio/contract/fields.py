"""The words in which the contract describes a kind of extract and its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FieldType = Literal[
    "id",
    "text",
    "code",
    "org",
    "date",
    "month",
    "money",
    "number",
    "whole",
    "percent",
    "yes_no",
    "theme",
    "themes",
    "link",
]
Need = Literal["R", "O", "C"]

NEED_WORDS: Mapping[Need, str] = {"R": "required", "O": "optional", "C": "conditional"}

# The words with which each type is described to the people who fill it in.
TYPE_WORDS: Mapping[FieldType, str] = {
    "id": "id: letters, digits, `-`, `_` or `.`",
    "text": "text",
    "code": "one of the codes listed",
    "org": "organisation code",
    "date": "date, `2026-04-30` or `30/04/2026`",
    "month": "month, `2026-04`",
    "money": "pounds, in full",
    "number": "number",
    "whole": "whole number",
    "percent": "percentage, 0 to 100",
    "yes_no": "`yes` or `no`",
    "theme": "theme code of the system's own set",
    "themes": "list of `set:code`, separated by `;`",
    "link": "https link",
}
ID_PATTERN = r"^[A-Za-z0-9._-]+$"
TEXT_TYPES: frozenset[FieldType] = frozenset(
    {"id", "text", "code", "org", "theme", "themes", "link"}
)
CODE_TYPES: frozenset[FieldType] = frozenset({"code", "theme", "themes"})


@dataclass(frozen=True)
class Field:
    """One column of one kind.

    `need` is R required, O optional or C conditional, with `rule` saying the condition.
    `values` pairs each allowed code with its meaning. `example` is always a value that the
    check takes; it stands in the kind's example row unless `in_example_row` is false.
    """

    name: str
    type: FieldType
    need: Need
    description: str
    example: str
    values: tuple[tuple[str, str], ...] = ()
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    rule: str = ""
    in_example_row: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.values)

    @property
    def is_required(self) -> bool:
        return self.need == "R"

    @property
    def lowest(self) -> float | None:
        return 0 if self.minimum is None and self.type in ("money", "percent") else self.minimum

    @property
    def highest(self) -> float | None:
        return 100 if self.maximum is None and self.type == "percent" else self.maximum


@dataclass(frozen=True)
class Kind:
    """One kind of extract: what a row is, which columns name it, and who may send it.

    `about` is the column with the organisation that a row concerns.
    """

    name: str
    title: str
    grain: str
    sent_by: str
    key: tuple[str, ...]
    about: str
    fields: tuple[Field, ...]
    rules: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """The kind as it stands in the middle of a sentence."""
        return self.title.lower() if self.title.endswith("s") else f"the {self.title.lower()}"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.is_required)

    @property
    def example_row(self) -> Mapping[str, str]:
        """A row that passes the check, together with the example rows of the other kinds."""
        return {f.name: f.example if f.in_example_row else "" for f in self.fields}

    def has(self, column: str) -> bool:
        return any(field.name == column for field in self.fields)

    def field(self, column: str) -> Field:
        """Return the column of this name. Raises KeyError for a name the kind does not have."""
        for field in self.fields:
            if field.name == column:
                return field
        raise KeyError(column)
