"""Number formats of a sheet, taken apart: which of their sections shows a number, and of what it is
made (ECMA-376, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

# What a number means where a format has no code of its own. `[Locale]` marks what each country's
# spreadsheet shows in its own way.
BUILT_IN: Mapping[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    **dict.fromkeys(range(5, 9), "[Locale]#,##0.00"),
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    **dict.fromkeys((37, 38), "#,##0_);[Locale](#,##0)"),
    **dict.fromkeys((39, 40), "#,##0.00_);[Locale](#,##0.00)"),
    41: '_(* #,##0_);[Locale](#,##0);_(* "-"_);_(@_)',
    42: '[Locale]#,##0;[Locale]#,##0;[Locale]"-";_(@_)',
    43: '_(* #,##0.00_);[Locale](#,##0.00);_(* "-"??_);_(@_)',
    44: '[Locale]#,##0.00;[Locale]#,##0.00;[Locale]"-"??;_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 32), *range(50, 55), 36, 57, 58), "dd/mm/yyyy"),
    **dict.fromkeys(range(32, 36), "h:mm:ss"),
}  # fmt: skip
UNKNOWN = "[Unknown]General"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)'
    r"|\[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]|\[(?P<elapsed>h+|m+|s+)\]"
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<exponent>E[+-])|(?P<half>AM/PM|A/P)"
    r"|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile("[0#?@]|General", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*[0-9]{1,2}", re.IGNORECASE
)
# English of any country, no country at all, and the euro wherever it is.
_ENGLISH = re.compile(r"(1?0*[0-9a-f]{1,2}09|0*[12])?", re.IGNORECASE)
# Letters that stand for themselves without quotation marks.
_AS_WRITTEN = frozenset(" $-+()£€¥\u00a0")
# Beside a number these say nothing that the number does not.
_SILENT = frozenset("£ ()-+\u00a0")
# Where no digit stands, these alone are nothing to be seen.
NOTHING_BY_ITSELF = frozenset("£$€ ().,%\u00a0")
_MOST_SECTIONS = 4

Look = Literal["number", "percent", "padded", "day", "month", "moment", "clock", "elapsed"]
Part = Literal[
    "literal", "digit", "point", "comma", "percent", "general", "text", "local", "unsure"
]


@dataclass(frozen=True)
class Section:
    """What a format makes of some of the numbers.

    `parts` are what it writes, one after another; where one is `unsure`, programs differ or we
    cannot tell, where it is `local`, countries differ. `before` and `after` are words beside a
    number that change what it says, as in `1.2m`; `instead` are words that stand in its place.
    """

    parts: tuple[tuple[Part, str], ...] = (("general", ""),)
    look: Look = "number"
    condition: tuple[str, Decimal] | None = None
    digits: int = 0
    before: str = ""
    after: str = ""
    instead: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether all programs write the same of a number, but for what is local."""
        return not {part for part, _ in self.parts} & {"unsure", "text"}

    @property
    def is_empty(self) -> bool:
        return all(part == "literal" and not said.strip() for part, said in self.parts)

    def holds(self, value: Decimal) -> bool:
        """Return whether its condition, if it has one, is true of a number."""
        return self.condition is None or _TESTS[self.condition[0]](value, self.condition[1])


_TESTS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": Decimal.__lt__, "<=": Decimal.__le__, ">": Decimal.__gt__, ">=": Decimal.__ge__,
    "=": Decimal.__eq__, "<>": Decimal.__ne__,
}  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A number format: sections for numbers, and one for texts where it changes them.

    `may_hide` says whether there is a number, or a text, of which it shows nothing. `is_sure`: a
    format of which one section is not, one program may take and another one not at all.
    """

    numbers: tuple[Section, ...] = (Section(),)
    text: Section | None = None
    may_hide: bool = False
    is_sure: bool = True

    @property
    def is_general(self) -> bool:
        return self.numbers == (_GENERAL,)

    def of(self, value: Decimal) -> tuple[Section, bool, bool]:
        """Return the section that shows a number, whether a minus is put before it, and whether
        that is sure: of negative numbers under a condition, programs differ."""
        first, *others = self.numbers
        if any(section.condition for section in self.numbers):
            return self._under_condition(value)
        if not others or value > 0 or (value == 0 and len(others) == 1):
            return first, value < 0, True
        if value < 0:
            return others[0], False, True
        return others[1], False, True

    def _under_condition(self, value: Decimal) -> tuple[Section, bool, bool]:
        is_sure = value >= 0 and self.numbers[0].condition is not None
        for place, section in enumerate(self.numbers):
            is_last = place == len(self.numbers) - 1
            if section.condition is None and not is_last and value >= 0:
                continue  # the middle one without a condition is for negative numbers
            if section.holds(value):
                return section, value < 0, is_sure
        return self.numbers[-1], value < 0, False


_GENERAL = Section()


@lru_cache(maxsize=1024)
def format_of(code: str) -> Format:
    """Return a format by its code."""
    sections = [*_sections(code)]
    text = None
    if len(sections) == _MOST_SECTIONS or any(part == "text" for part, _ in sections[-1].parts):
        text = sections.pop() if len(sections) > 1 else sections[0]
    numbers = tuple(sections[: _MOST_SECTIONS - 1])
    is_sure = len(sections) < _MOST_SECTIONS and (text is None or _is_of_texts(text))
    if text is not None and numbers == (text,):
        # A number under words for texts: some programs write them, some do not.
        numbers = (_GENERAL if _is_as_it_stands(text) else Section((("unsure", "@"),)),)
    else:
        is_sure = is_sure and all(section.is_sure for section in numbers)
    changes = text is not None and not _is_as_it_stands(text)
    may_hide = any(map(_may_be_empty, numbers)) or (text is not None and text.is_empty)
    return Format(numbers, text if changes else None, may_hide, is_sure)


def _is_of_texts(section: Section) -> bool:
    parts = {part for part, _ in section.parts}
    return section.condition is None and parts <= {"literal", "text", "general"}


def _is_as_it_stands(text: Section) -> bool:
    """Return whether a text is shown as it is, but for blanks beside it."""
    parts = [part for part, said in text.parts if said.strip()]
    return parts in (["text"], ["general"])


def _may_be_empty(section: Section) -> bool:
    """Return whether it shows nothing of some number: without a place that is always filled, and
    without a word or mark."""
    if section.look in ("day", "month", "moment", "clock", "elapsed"):
        return False
    return all(
        (part == "digit" and said in "#?")
        or part in ("comma", "point", "percent")
        or (part == "literal" and NOTHING_BY_ITSELF.issuperset(said))
        for part, said in section.parts
    )


def _sections(code: str) -> Iterator[Section]:
    found: list[re.Match[str]] = []
    for token in _TOKEN.finditer(code):
        if token["plain"] == ";":
            yield _section(found)
            found = []
        else:
            found.append(token)
    yield _section(found)


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    plain = "".join(token["plain"] or "" for token in tokens)
    parts = tuple(_part(token) for token in tokens)
    condition = next((c for t in tokens if (c := _condition(t)) is not None), None)
    if any(token["elapsed"] for token in tokens):
        return Section(parts, "elapsed", condition)
    look = _look_of_date(plain.lower())
    if look is not None:
        return Section(parts, look, condition)
    parts = tuple((part, said) for part, said in parts if said or part != "literal")
    if "%" in plain:
        return Section(parts, "percent", condition)
    code = "".join(token.group() for token in tokens)
    if re.fullmatch("00+", code):
        return Section(parts, "padded", condition, len(code))
    if re.search(r"[0#?],+(?![0#?])", plain):  # shown in thousands or millions, held in full
        return Section(parts, condition=condition)
    return Section(parts, "number", condition, 0, *_words_beside(tokens))


def _condition(token: re.Match[str]) -> tuple[str, Decimal] | None:
    found = _CONDITION.fullmatch(token["bracket"] or "")
    return (found[1], Decimal(found[2])) if found else None


def _part(token: re.Match[str]) -> tuple[Part, str]:
    """Return what one piece of a format writes."""
    name = token.lastgroup
    if name == "plain":
        return _plain_part(token["plain"])
    said = token.group()
    if name in ("currency", "locale"):
        is_english = _ENGLISH.fullmatch(token["locale"] or "") is not None
        return ("literal" if is_english else "unsure"), token["currency"] or ""
    if name == "bracket" and (_COLOUR.fullmatch(token["bracket"]) or _condition(token)):
        return "literal", ""
    simple: Mapping[str, tuple[Part, str]] = {
        "quoted": ("literal", token["quoted"]),
        "escaped": ("literal", token["escaped"]),
        "width": ("literal", " "),
        "general": ("general", ""),
        # As often as there is room: of a blank that is nothing, in a file.
        "fill": ("literal", "") if token["fill"] == " " else ("unsure", said),
        "bracket": ("local" if token["bracket"] == "Locale" else "unsure", said),
    }
    return simple.get(name or "", ("unsure", said))


def _plain_part(letter: str) -> tuple[Part, str]:
    parts: Mapping[str, Part] = {".": "point", ",": "comma", "%": "percent", "@": "text"}
    if letter in "0#?":
        return "digit", letter
    if letter in parts:
        return parts[letter], letter
    return ("literal" if letter in _AS_WRITTEN else "unsure"), letter


def _look_of_date(bare: str) -> Look | None:
    letters = set(bare)
    has_clock = bool(letters & set("hs"))
    if not letters & set("ymdhs") or (not has_clock and letters & set("0#?")):
        return None
    if has_clock:
        return "moment" if letters & set("yd") else "clock"
    return "day" if "d" in letters else "month"


def _words_beside(tokens: Sequence[re.Match[str]]) -> tuple[str, str, str]:
    """Return the words before the first place for a digit and behind it; those without any
    place."""
    places = [n for n, token in enumerate(tokens) if _PLACE.fullmatch(token.group())]
    if not places:
        return "", "", _words(tokens)
    return _words(tokens[: places[0]]), _words(tokens[places[0] :]), ""


def _words(tokens: Sequence[re.Match[str]]) -> str:
    said = "".join(t["quoted"] or t["escaped"] or t["currency"] or "" for t in tokens)
    return "" if _SILENT.issuperset(said) else said.strip()
