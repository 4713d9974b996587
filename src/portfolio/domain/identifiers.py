"""What in a text may name a patient: NHS numbers, and the softer signs; and how they are masked.

An NHS number is ten digits, unbroken or grouped 3-3-4 by single spaces or hyphens, standing
alone, the last of them right by modulus 11 (NHS Data Dictionary, NHS NUMBER). All-same digits
are left out; the range that begins 999, kept for tests, is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_GAP = r"[\s\-\u2010-\u2013\u2212]"
# Nothing of a longer number or word may touch it: 3.9434765919 is a number of its own.
_ALONE_BEFORE = r"(?<![^\W_])(?<!\d[.,])"
_ALONE_AFTER = r"(?![^\W_])(?![.,]\d)"
_TEN_DIGITS = re.compile(
    rf"{_ALONE_BEFORE}(?:[0-9]{{10}}|[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}){_ALONE_AFTER}"
)
NHS_NUMBER_LENGTH = 10
_NOT_DIGITS = re.compile(r"[^0-9]")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the check of an NHS number."""
    total = sum(
        weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9]) and len(set(digits)) > 1


def nhs_numbers(text: str) -> Iterator[re.Match[str]]:
    """Every NHS number in a text, where it stands."""
    for found in _TEN_DIGITS.finditer(text):
        if is_nhs_number(_NOT_DIGITS.sub("", found[0])):
            yield found


def holds_nhs_number(text: str) -> bool:
    return next(nhs_numbers(text), None) is not None


def _letters_masked(found: str) -> str:
    """First and last character kept, every other letter and digit a star."""
    middle = re.sub(r"[^\W_]", "*", found[1:-1])
    return f"{found[0]}{middle}{found[-1]}"


def _digits_masked(found: str) -> str:
    return re.sub(r"\d", "*", found)


@dataclass(frozen=True)
class Sign:
    """One kind of thing that may tell who somebody is, and the rule that says so.

    `trace` finds, in a faster engine without look-around, all cells worth a closer look. One that
    is not `sure` means something only in a text, where nobody asked for it.
    """

    rule_id: str
    trace: str
    pattern: re.Pattern[str]
    mask: Callable[[str], str] = _letters_masked
    is_sure: bool = True

    def hide(self, text: str) -> str:
        return self.pattern.sub(lambda found: self.mask(found[0]), text)


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_BORN = r"\b(?:date\s+of\s+birth|birth\s?da(?:y|te)|born|d\.?\s?o\.?\s?b\b\.?)"


def _day(year: str, short_year: str = "") -> str:
    """A whole date as people write it."""
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return (
        rf"(?<![\d/.\-])(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:{year}{short_year})"
        rf"|{year}-\d\d-\d\d|{day}\s+{_MONTH}[\s,]+{year})(?!\d)"
    )


_POSTCODE = r"[a-z]{1,2}[0-9][0-9a-z]?\s?[0-9][a-z]{2}"

SIGNS = (
    Sign(
        "date_of_birth",
        r"(?i)birth|born|d\.?\s?o\.?\s?b",
        re.compile(
            rf"{_BORN}[\s:=(,\-]*(?:(?:is|was|on|in)\s+)?" + _day(r"(?:19|20)\d\d", r"|\d\d"),
            re.IGNORECASE,
        ),
        _digits_masked,
    ),
    Sign(
        # A day of the last century is hardly one in the life of a programme.
        "date_of_birth",
        r"19[0-9]{2}",
        re.compile(_day(r"19\d\d"), re.IGNORECASE),
        _digits_masked,
        is_sure=False,
    ),
    Sign(
        "home_address",
        rf"(?i)[0-9].*\b{_POSTCODE}\b",
        re.compile(
            r"(?<![\w£.,/-])\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][A-Za-z'’.\-]*,?\s+){1,8}"
            rf"(?i:{_POSTCODE})\b"
        ),
    ),
    Sign(
        "national_insurance_number",
        r"(?i)[a-z]{2}[\s-]?[0-9]{2}[\s-]?[0-9]{2}[\s-]?[0-9]{2}[\s-]?[a-d]",
        re.compile(
            r"(?<![^\W_])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
            r"[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D](?![^\W_])",
            re.IGNORECASE,
        ),
    ),
    Sign(
        "personal_email",
        r"@[^\s@]+\.[A-Za-z]",
        re.compile(r"[^\s@<>()\[\],;:\"'`]+@(?:[\w-]+\.)+[A-Za-z]{2,}"),
    ),
    Sign(
        "mobile_number",
        r"7(?:[\s.()-]{0,2}[0-9]){9}",
        re.compile(
            r"(?<![^\W_])(?:(?:\+|00)44[\s-]?(?:\(0\)[\s-]?)?|\(?0)7(?:[\s.)-]{0,2}\d){9}(?![^\W_])"
        ),
    ),
)
# What every text with an NHS number in it has, for an engine that reads a million texts at once.
NHS_NUMBER_TRACE = r"(?s)[0-9]{3}.?[0-9]{3}.?[0-9]{4}"

# The stops after which nothing of a submission may be kept anywhere.
PATIENT_RULES = frozenset(
    {"nhs_number", "nhs_numbers_in_amounts", "nhs_number_in_file_name", "patient_column"}
)


def masked(text: str, *, is_free_text: bool = False) -> str:
    """A text in which everything that may name a patient is masked; anything else as it is.

    A date of the last century is taken for one of birth only in free text.
    """
    if not any(letter.isdigit() or letter == "@" for letter in text):
        return text
    text = _TEN_DIGITS.sub(_hidden_if_valid, text)
    for sign in SIGNS:
        if sign.is_sure or is_free_text:
            text = sign.hide(text)
    return text


def _hidden_if_valid(found: re.Match[str]) -> str:
    digits = _NOT_DIGITS.sub("", found[0])
    return f"{digits[:3]} *** **{digits[8:]}" if is_nhs_number(digits) else found[0]
