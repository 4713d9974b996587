"""NHS numbers in a text, in every spelling that a person or a program makes of one.

An NHS number is ten digits, the last of them right by modulus 11 (NHS Data Dictionary, NHS
NUMBER). All-same digits are left out; the range that begins 999, kept for tests, is not. One in
eleven ordinary figures of ten digits passes by chance, so that of the looser spellings those are
left out that are hardly ever a patient's; behind words that say what it is none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from portfolio.domain.as_read import as_read

NHS_NUMBER_LENGTH = 10
# What every text with an NHS number in it has, for an engine that reads a million texts at once:
# ten digits with no word between them, a digit of another script, or a way to write one that needs
# fewer or has letters between.
NHS_NUMBER_TRACE = (
    r"(?s)[0-9](?:[^0-9A-Za-z]{0,9}[0-9]){9}|[\d--[0-9]]|[0-9][.,][0-9]{6,} ?[Ee*xX×]"
    r"|[0-9](?:%[0-9A-Fa-f]{2}|&[#A-Za-z]|<[bB][rR]|_x0)"
)
# The same trace for figures, of which only the plainest spellings are taken for an NHS number.
PLAIN_TRACE = r"(?s)[0-9]{3}.?[0-9]{3}.?[0-9]{4}"

_FEWEST_DIGITS = 8  # of a number written as a power of ten, whose last noughts are left out
_ENOUGH_DIGITS = re.compile(rf"(?:\D*\d){{{_FEWEST_DIGITS}}}")
_DIGITS = re.compile(r"[0-9]+")
_GAP = re.compile(r"(?:[^\w]|_){0,4}")
_PAIRS_OF_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_BRACKETS = str.maketrans("", "", "()[]{}")
# So much of the text in front of a number and behind it says what it is.
_CONTEXT = 48

_GAP_AS_TYPED = r"[\s\-\u2010-\u2013\u2212]"
_PLAINEST = re.compile(
    rf"(?<![^\W_])(?<!\d[.,])(?:[0-9]{{10}}|[0-9]{{3}}{_GAP_AS_TYPED}[0-9]{{3}}{_GAP_AS_TYPED}[0-9]{{4}})"
    r"(?![^\W_])(?![.,]\d)"
)
_POWER = re.compile(
    r"(?<![^\W_])(?<!\d[.,])([0-9]{1,10})(?:[.,]([0-9]+))?"
    r"(?: ?[Ee]\+?| ?[x×*] ?10 ?(?:\^|\*\*)? ?)0?([0-9]|⁹)(?![^\W_])(?![.,]\d)"
)

# Words in front of a number that say it is a patient's.
_NAMED = re.compile(
    r"nhs$|(?:nhs|(?<![a-z])(?:chi|hcn|h&c|patient(?:'?s)?))[\W_]{0,3}"
    r"(?:(?:nos?|nums?|numbers?|nr|ids?|identifier)[\W_]{0,3}(?:(?:is|was|are)[\W_]{1,3})?"
    r"|[#:=] ?)$",
    re.IGNORECASE,
)
# The number of a book has the same check digit.
_OF_A_BOOK = re.compile(r"\bisbn(?:[ -]?10)?[\W_]{0,3}$", re.IGNORECASE)
# A code of a country, or the nought that is left out behind one.
_DIALLED = re.compile(r"(?:\+ ?\d{1,3}|\b00 ?\d{2}|\(0\))[ ().-]{0,3}(?:\(0\)[ .-]?)?$")
_NAMED_OTHERWISE = re.compile(
    r"\b(?:tel|phone|telephone|fax|mobile|mob|ring|call|text|helpline|switchboard|bleep|ext|utr"
    r"|isbn|issn|doi)\.?(?: (?:no|number|on|us on))?\.?[\W_]{0,3}$|\b10\.\d{4,5}/\S*$|://\S*$"
    r"|\bwww\.\S*$|\+$",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(
    r"[£$€¥] ?$|\b(?:gbp|eur|usd|cost|costs|budget|spend|spent|saved|saving|savings|worth|total"
    r"|totals|value|amount|income|price|sum)(?: (?:of|is|was|about))?[ :=]{1,3}$",
    re.IGNORECASE,
)
_AMOUNT_BEHIND = re.compile(
    r"(?:[.,]0+)? ?(?:[£$€%]|(?:pounds?|gbp|sterling|euros?|eur|dollars?|usd|pence|p|k|million|"
    r"people|patients|residents|staff|records?|rows?|items?|letters?|messages?|visits?|contacts?|"
    r"requests?|hits?|bytes|[kmg]b|kwh|hours?|minutes?|seconds?|days?|miles?|km|per|times?)\b)",
    re.IGNORECASE,
)

# Marks that part cells, lines and times rather than the digits of one number.
_PART_CELLS = frozenset("\t\n;:|=")
_AS_TYPED = (3, 3, 4)
_THOUSANDS = ((1, 3, 3, 3), (1, 2, 2, 2, 3), (2, 4, 4))
_PAIRS, _SINGLE = (2,) * 5, (1,) * 10
_LISTED = 5  # so many figures in rising or falling order are a list
_PART_OF_A_DATE = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:19|20)\d\d")
_SHORT_DAY = re.compile(
    r"[0-3]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])[0-3]\d"
)
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_BORN = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d")
_JOINING = frozenset("/.:-_")
_NOUGHTS_BEHIND = re.compile(r"\A[.,]0+(?!\d)")
_TEN_IN_A_LIST = r"\d(?:[^\w,]?\d){9}"
_FIGURE_GOES_ON = re.compile(r"\.\d|[^\W\d_]+\d")


@dataclass(frozen=True)
class NhsNumber:
    """One NHS number, and where in a text it stands with all that belongs to its spelling."""

    digits: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """As much of it as may be shown: its first three and its last two digits."""
        return f"{self.digits[:3]} *** **{self.digits[8:]}"


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits pass the check of an NHS number."""
    total = sum(
        weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9]) and len(set(digits)) > 1


def may_hold_nhs_number(text: str) -> bool:
    """Return whether there are digits enough in a text, wherever they stand: a quick look at
    one."""
    return _ENOUGH_DIGITS.match(text) is not None


def nhs_numbers(text: str) -> Iterator[NhsNumber]:
    """Every NHS number in a text, however it is spelt, in order."""
    if not may_hold_nhs_number(text):
        return
    plain, places = as_read(text)
    found = [*_in_groups(plain), *_as_powers(plain)]
    end = 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start >= end:
            end = one.end
            yield NhsNumber(one.digits, places[one.start], places[one.end - 1] + 1)


def holds_nhs_number(text: str) -> bool:
    return next(nhs_numbers(text), None) is not None


def plain_nhs_numbers(text: str) -> Iterator[NhsNumber]:
    """Yield those that nobody could take for a figure written as figures are: ten digits
    unbroken or grouped 3-3-4, with nothing behind."""
    for found in _PLAINEST.finditer(text):
        digits = "".join(_DIGITS.findall(found[0]))
        if is_nhs_number(digits):
            yield NhsNumber(digits, *found.span())


def _as_powers(text: str) -> Iterator[NhsNumber]:
    """Written as a power of ten, as programs write large figures: 9.990000018E+09."""
    for found in _POWER.finditer(text):
        whole, fraction, power = found[1], found[2] or "", int(found[3].replace("⁹", "9"))
        digits = whole + fraction.ljust(power, "0")[:power]
        is_exact = not fraction[power:].strip("0") and len(whole + fraction) >= _FEWEST_DIGITS
        if is_exact and len(digits) == NHS_NUMBER_LENGTH and is_nhs_number(digits):
            yield NhsNumber(digits, *found.span())


def _in_groups(text: str) -> Iterator[NhsNumber]:
    """Ten digits, unbroken or in groups; no digit belongs to two numbers."""
    spans = [found.span() for found in _DIGITS.finditer(text)]
    taken = 0
    for first, (start, _) in enumerate(spans):
        last = _last_of_ten(text, spans, first) if start >= taken else None
        if last is None:
            continue
        group = _Groups(text, spans, first, last)
        if is_nhs_number(group.digits) and group.is_a_patients:
            taken = group.end
            yield NhsNumber(group.digits, group.start - group.is_first_bracketed, group.end)


def _last_of_ten(text: str, spans: Sequence[tuple[int, int]], first: int) -> int | None:
    """Return the group that makes it ten digits; None where there is none, or words stand
    between."""
    count = 0
    for place in range(first, len(spans)):
        start, end = spans[place]
        if place > first and not _GAP.fullmatch(text, spans[place - 1][1], start):
            return None
        count += end - start
        if count >= NHS_NUMBER_LENGTH:
            return place if count == NHS_NUMBER_LENGTH else None
    return None


class _Groups:
    """Ten digits in one or more groups, among all the groups of a text."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> None:
        self._text, self._spans, self._first, self._last = text, spans, first, last
        self.parts = [text[start:end] for start, end in spans[first : last + 1]]
        self.digits = "".join(self.parts)
        self.start, self.end = spans[first][0], spans[last][1]
        self._before = text[max(0, self.start - _CONTEXT) : self.start]
        self._behind = text[self.end : self.end + _CONTEXT]

    @property
    def is_first_bracketed(self) -> bool:
        """Whether a bracket that closes within them opens in front."""
        inside = self._text[self.start : self.end]
        is_closed = any(inside.count(b) > inside.count(a) for a, b in _PAIRS_OF_BRACKETS)
        return is_closed and self._before[-1:] in tuple("([{")

    @property
    def is_a_patients(self) -> bool:
        """Whether ten digits that pass the check, as they stand here, are an NHS number."""
        if not self._ends_here:
            return False
        if _NAMED.search(self._before):
            return True
        if self._before[-1:].isalnum() or _OF_A_BOOK.search(self._before):
            return False
        if _DIALLED.search(self._before):
            return False
        if len(self.parts) == 1:
            return self._begins_here
        return self._is_grouped_as_typed or self._is_grouped_at_will

    @property
    def _ends_here(self) -> bool:
        """A letter may touch it behind, and noughts behind a point; not a figure that goes on."""
        behind = _NOUGHTS_BEHIND.sub("", self._behind)
        if _FIGURE_GOES_ON.match(behind):
            return False
        is_list = re.match(rf",{_TEN_IN_A_LIST}(?!\d)", behind)
        return len(self.parts) > 1 or is_list is not None or not re.match(r",\d", behind)

    @property
    def _begins_here(self) -> bool:
        """3.9434765919 is a figure of its own; ten digits in front of a comma begin a list."""
        is_list = re.search(rf"(?<!\d){_TEN_IN_A_LIST},$", self._before)
        return is_list is not None or not re.search(r"\d[.,]$", self._before)

    @cached_property
    def _gaps(self) -> list[str]:
        inner = self._spans[self._first : self._last + 1]
        return [_gap(self._text[a[1] : b[0]]) for a, b in zip(inner, inner[1:], strict=False)]

    @property
    def _layout(self) -> tuple[int, ...]:
        return tuple(map(len, self.parts))

    @property
    def _is_grouped_as_typed(self) -> bool:
        """3-3-4, by blanks, dashes, brackets or line ends, or by any one mark."""
        if self._layout != _AS_TYPED or re.search(r"\d\.$", self._before):
            return False
        if _YEAR.fullmatch(self.parts[-1]) and self._text[self._spans[self._last][0] - 1] == "(":
            return False  # 821-583 (2032)
        marks = {gap.strip(" ") if len(gap) > 1 else gap for gap in self._gaps}
        is_list = any(gap in (", ", "; ") for gap in self._gaps)
        return marks <= {"", " ", "-", "\t", "\n"} or (len(marks) == 1 and not is_list)

    @property
    def _is_grouped_at_will(self) -> bool:
        """In any other groups, by one mark, where it is nothing that is usually written so."""
        marks = set(self._gaps)
        if len(marks) > 1 or self._has_more_beside(*marks) or _NAMED_OTHERWISE.search(self._before):
            return False
        (mark,) = marks
        return self._may_part(mark) and not self._is_written_so(mark)

    def _may_part(self, mark: str) -> bool:
        if mark == ",":
            return self._layout in _THOUSANDS
        if mark == ".":
            return self._layout in (*_THOUSANDS, _PAIRS, _SINGLE)
        return mark not in _PART_CELLS and len(mark) <= 1

    def _has_more_beside(self, mark: str) -> bool:
        """Return whether more groups stand beside these as these do, or the rest of a date or
        time."""
        beside = []
        if self._first > 0:
            start, end = self._spans[self._first - 1]
            beside.append((end - start, self._text[end : self.start]))
        if self._last + 1 < len(self._spans):
            start, end = self._spans[self._last + 1]
            beside.append((end - start, self._text[self.end : start]))
        has_noughts_only = _NOUGHTS_BEHIND.match(self._behind) is not None
        return any(
            _gap(between) == mark or (length <= _PART_OF_A_DATE and between in _JOINING)
            for length, between in beside
            if not (has_noughts_only and between == self._behind[:1] != mark)
        )

    def _is_written_so(self, mark: str) -> bool:
        return (
            self._is_amount
            or self._has_year(mark)
            or self._is_time
            or self._is_list
            or self._is_other_number
        )

    @property
    def _is_amount(self) -> bool:
        return self._layout in _THOUSANDS and bool(
            self.digits.endswith("000000")
            or _AMOUNT_BEFORE.search(self._before)
            or _AMOUNT_BEHIND.match(self._behind)
        )

    def _has_year(self, mark: str) -> bool:
        """2026-000018, 000018/2026, 12-2026-3456."""
        years = [bool(_YEAR.fullmatch(part)) for part in self.parts]
        return any(years) and (years[0] or len(years) > 2 or mark != " ")  # noqa: PLR2004

    @property
    def _is_time(self) -> bool:
        """20260904-18, 202609-1234, 260904 1830."""
        first, last = self.parts[0], self.parts[-1]
        return len(self.parts) == 2 and bool(  # noqa: PLR2004
            _DAY.fullmatch(first)
            or _DAY.fullmatch(last)
            or _MONTH.fullmatch(first)
            or (_SHORT_DAY.fullmatch(first) and _TIME.fullmatch(last))
        )

    @property
    def _is_list(self) -> bool:
        """Round figures side by side, or figures in order."""
        figures = [int(part) for part in self.parts]
        if len(figures) == 2:  # noqa: PLR2004
            return all(part.endswith("00") for part in self.parts)
        return len(figures) >= _LISTED and figures in (sorted(figures), sorted(figures)[::-1])

    @property
    def _is_other_number(self) -> bool:
        """A book's, or a telephone's: no patient's begins with a nought who was not born on a day
        that it goes on to tell."""
        is_book = len(self.parts) == 4 and self._layout[0] == self._layout[-1] == 1  # noqa: PLR2004
        is_phone = self.digits.startswith("0") and not _BORN.match(self.digits)
        return is_book or is_phone


def _gap(between: str) -> str:
    """Return what parts two groups: without brackets, blanks as one, a mark that is repeated
    once."""
    bare = between.translate(_BRACKETS)
    if bare.isspace():
        return "\n" if "\n" in bare else "\t" if "\t" in bare else " "
    return re.sub(r"([^\w ]|_)\1+", r"\1", bare)
