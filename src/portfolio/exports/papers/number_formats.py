"""Numbers in a spreadsheet that stay numbers and are shown as the paper prints them.

A cell gets one of a few formats, and only where that format shows exactly what is printed; where
none does, the cell holds the text. So a figure that somebody changes is shown changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

MINUS = "−"


@dataclass(frozen=True)
class Format:
    """How a number is shown: divided by `scale`, rounded, with words before and after it."""

    before: str
    scale: str
    places: int
    after: str
    grouped: bool = True

    def shown(self, value: float) -> str:
        """Return the number as a spreadsheet shows it, rounded half away from nought."""
        number = Decimal(repr(value)) / Decimal(self.scale)
        digits = number.copy_abs().quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        said = f"{digits:,}" if self.grouped else f"{digits}"
        return f"{MINUS if number < 0 and digits else ''}{self.before}{said}{self.after}"

    @property
    def code(self) -> str:
        """Return it in the language of spreadsheets, with a true minus."""
        digits = ("#,##0" if self.grouped else "0") + (
            "." + "0" * self.places if self.places else ""
        )
        thousands = "," * self.scale.count("000")
        after = "%" if self.scale == "0.01" else f'"{self.after}"' if self.after else ""
        shown = f"{self.before}{digits}{thousands}{after}"
        return f"{shown};{MINUS}{shown}"


def _formats() -> Iterator[Format]:
    for places in range(3):
        yield Format("", "1", places, "")
        yield Format("£", "1", places, "")
        yield Format("", "0.01", places, "%")
        yield Format("", "1", places, "%")
        yield Format("", "1", places, "p")
        for scale, letter in (("1000", "k"), ("1000000", "m"), ("1000000000", "bn")):
            yield Format("£", scale, places, letter)
    yield Format("", "1", 0, "", grouped=False)


@cache
def format_for(value: float, text: str) -> Format | None:
    """Return the format that shows the value as the text, if there is one."""
    return next((one for one in _formats() if one.shown(value) == text), None)


def shown_by(code: str, value: float) -> str:
    """Return what a cell shows whose format has this code, also as Excel writes it again."""
    found = _by_code().get(_bare(code))
    if found is not None:
        return found.shown(value)
    return f"{value:.15g}"


@cache
def _by_code() -> dict[str, Format]:
    return {_bare(one.code): one for one in _formats()}


def _bare(code: str) -> str:
    """Return a code without the marks that programs put around letters and currencies; a per cent
    sign in quotes is a letter, one without multiplies."""
    code = re.sub(r'"%"|\\%', "(%)", code)
    return re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", code).replace('"', "").replace("\\", "")
