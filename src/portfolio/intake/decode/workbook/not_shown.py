"""Looks that a condition puts on cells so that they show nothing: a format without sections, or
letters in the colour of the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portfolio.intake.decode.workbook.number_format import is_hidden
from portfolio.intake.decode.workbook.styles import Style
from portfolio.intake.decode.workbook.xml_parts import Attributes

Area = tuple[int, int, int, int]
# `A2=0`, of the first cell of the area.
_IS_NOUGHT = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+\s*=\s*0")


_TESTS: Mapping[str, Callable[..., bool]] = {
    "equal": float.__eq__, "notEqual": float.__ne__,
    "lessThan": float.__lt__, "lessThanOrEqual": float.__le__,
    "greaterThan": float.__gt__, "greaterThanOrEqual": float.__ge__,
    "between": lambda value, low, high: low <= value <= high,
    "notBetween": lambda value, low, high: not low <= value <= high,
}  # fmt: skip


@dataclass
class _Rule:
    areas: Sequence[Area]
    style: Style
    kind: str
    operator: str
    formulas: list[list[str]] = field(default_factory=list)

    def holds(self, value: float) -> bool:
        """Return whether the condition is true of a number. Conditions that ask other cells are
        not worked out."""
        said = ["".join(pieces).strip().lstrip("=") for pieces in self.formulas]
        if self.kind == "expression":
            return value == 0 and any(_IS_NOUGHT.fullmatch(one) for one in said)
        try:
            return _TESTS[self.operator](value, *(float(one) for one in said))
        except (KeyError, TypeError, ValueError):
            return False


class Veil:
    """The rules of one sheet, taken as they come, that may leave nothing to be seen of a number."""

    def __init__(self, styles: Sequence[Style]) -> None:
        self._styles = styles
        self._areas: Sequence[Area] = ()
        self._rules: list[_Rule] = []
        self._is_taken = False

    def begin(self, areas: Sequence[Area]) -> None:
        self._areas = areas

    def rule(self, of: Attributes) -> None:
        number = of.get("dxfId", "")
        style = (
            self._styles[int(number)]
            if number.isdecimal() and int(number) < len(self._styles)
            else Style()
        )
        self._is_taken = style.is_unseen or style.shape.may_hide
        if self._is_taken:
            kind, operator = of.get("type", ""), of.get("operator", "")
            self._rules.append(_Rule(self._areas, style, kind, operator))

    def formula(self) -> list[str] | None:
        """Where the letters of a condition go, if it is one of these rules."""
        if not self._is_taken:
            return None
        self._rules[-1].formulas.append([])
        return self._rules[-1].formulas[-1]

    def cells(self, rows: Mapping[int, Mapping[int, str]]) -> Iterator[tuple[int, int, bool]]:
        """Yield row and column of each number that shows nothing, and whether it is nought."""
        for rule in self._rules:
            for top, left, bottom, right in rule.areas:
                for row in (row for row in rows if top <= row <= bottom):
                    for column, cell in rows[row].items():
                        if left <= column <= right and self._hides(rule, cell):
                            yield row, column, float(cell.rstrip("%")) == 0

    def _hides(self, rule: _Rule, cell: str) -> bool:
        try:
            value = float(cell.rstrip("%")) / (100 if cell.endswith("%") else 1)
        except ValueError:
            return False
        is_nothing = rule.style.is_unseen or is_hidden(repr(value), rule.style.shape)
        return is_nothing and rule.holds(value)
