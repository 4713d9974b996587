"""The softer signs that a text may name a patient, and how all that may name one is masked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from portfolio.domain.nhs_numbers import nhs_numbers


def _letters_masked(found: str) -> str:
    """Return first and last character kept, every other letter and digit a star."""
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
    """Return a whole date as people write it."""
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
        # Bounds of ASCII words: of others the engine that takes a million texts makes slow work.
        rf"(?i)[0-9].*(?-u:\b){_POSTCODE}(?-u:\b)",
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
# The stops after which nothing of a submission may be kept anywhere.
PATIENT_RULES = frozenset(
    {"nhs_number", "nhs_numbers_in_amounts", "nhs_number_in_file_name", "patient_column"}
)


def masked(text: str, *, is_free_text: bool = False) -> str:
    """Return a text in which everything that may name a patient is masked; anything else as it
    is.

    A date of the last century is taken for one of birth only in free text.
    """
    if not any(letter.isdigit() or letter == "@" for letter in text):
        return text
    for number in reversed([*nhs_numbers(text)]):
        text = f"{text[: number.start]}{number.shown}{text[number.end :]}"
    for sign in SIGNS:
        if sign.is_sure or is_free_text:
            text = sign.hide(text)
    return text
