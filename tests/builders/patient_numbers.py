"""One made-up NHS number in every spelling that a person or a program makes of it.

The number is of the range that begins 999, which is kept for tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

NUMBER, SHOWN = "9990000018", "999 *** **18"
OTHER = "9990000026"


def grouped(mark: str, *sizes: int, number: str = NUMBER) -> str:
    """The digits in groups of these sizes, a mark between them."""
    ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
    return mark.join(number[end - size : end] for end, size in zip(ends, sizes, strict=True))


def in_script(first: str) -> str:
    """With the ten digits of another script, of which this is the nought."""
    return "".join(chr(ord(first) + int(digit)) for digit in NUMBER)


AS_BEFORE: Mapping[str, str] = {
    "plain": NUMBER,
    "grouped by blanks": grouped(" ", 3, 3, 4),
    "by hyphens": grouped("-", 3, 3, 4),
    "by non-breaking hyphens": grouped("\u2011", 3, 3, 4),
    "by en dashes": grouped("\u2013", 3, 3, 4),
    "by thin blanks": grouped("\u2009", 3, 3, 4),
    "by non-breaking blanks": grouped("\u00a0", 3, 3, 4),
    "by a blank and a hyphen": "999 000-0018",
    "in quotation marks": f'"{NUMBER}"',
    "in a link": f"https://example.org/p/{NUMBER}?view=1",
    "behind nhs and a colon": f"nhs:{NUMBER}",
    "behind a hash": f"#{NUMBER}",
    "behind an apostrophe": f"'{NUMBER}",
    "with a full stop": f"See {NUMBER}.",
    "with a semicolon": f"See {NUMBER}; then ring",
    "with a second one behind": f"{NUMBER} {OTHER}",
    "behind an underscore": f"id_{NUMBER}",
}
FORTY: Mapping[str, str] = {
    "a float": f"{NUMBER}.0",
    "two decimals": f"{NUMBER}.00",
    "a float within a text": f"Letters of {NUMBER}.0 were sent twice",
    "a power of ten": "9.990000018E9",
    "thousands commas": "9,990,000,018",
    "by points": grouped(".", 3, 3, 4),
    "by slashes": grouped("/", 3, 3, 4),
    "by underscores": grouped("_", 3, 3, 4),
    "5-5": grouped(" ", 5, 5),
    "3-7": grouped(" ", 3, 7),
    "6-4": grouped(" ", 6, 4),
    "pairs": grouped(" ", 2, 2, 2, 2, 2),
    "by tabs": grouped("\t", 3, 3, 4),
    "by line ends": grouped("\n", 3, 3, 4),
    "by two blanks": grouped("  ", 3, 3, 4),
    "Arabic digits": in_script("\N{ARABIC-INDIC DIGIT ZERO}"),
    "full width": in_script("\N{FULLWIDTH DIGIT ZERO}"),
    "a blank without width": "999\u200b000\u200b0018",
    "NHS touching it": f"NHS{NUMBER}",
    "a letter touching it behind": f"{NUMBER}a",
    "brackets round the first group": "(999) 000 0018",
    "each digit apart": " ".join(NUMBER),
    "NHS No touching it": f"NHS No{NUMBER}",
}
FORTY_MORE: Mapping[str, str] = {
    "a continental decimal": f"{NUMBER},00",
    "a signed power": "9.990000018E+09",
    "a power of ten in words": "9.990000018 x 10^9",
    "a continental power": "9,990000018e+9",
    "commas and two decimals": "9,990,000,018.00",
    "thousands by blanks": "9 990 000 018",
    "thousands by narrow blanks": "9\u202f990\u202f000\u202f018",
    "thousands by apostrophes": "9'990'000'018",
    "thousands by points": "9.990.000.018",
    "lakhs": "9,99,00,00,018",
    "by colons": grouped(":", 3, 3, 4),
    "by bars": grouped("|", 3, 3, 4),
    "by backslashes": grouped("\\", 3, 3, 4),
    "by middle dots": grouped("·", 3, 3, 4),
    "by spaced dashes": grouped(" - ", 3, 3, 4),
    "by full-width hyphens": grouped("\uff0d", 3, 3, 4),
    "by minus signs": grouped("\u2212", 3, 3, 4),
    "by three blanks": grouped("   ", 3, 3, 4),
    "by CRLF": grouped("\r\n", 3, 3, 4),
    "by line separators": grouped("\u2028", 3, 3, 4),
    "5-5 by a hyphen": grouped("-", 5, 5),
    "5-5 by a slash": grouped("/", 5, 5),
    "4-6": grouped(" ", 4, 6),
    "4-3-3": grouped(" ", 4, 3, 3),
    "2-4-4": grouped(" ", 2, 4, 4),
    "9-1": grouped(" ", 9, 1),
    "pairs by hyphens": grouped("-", 2, 2, 2, 2, 2),
    "pairs by points": grouped(".", 2, 2, 2, 2, 2),
    "each digit by hyphens": "-".join(NUMBER),
    "5-5 by two blanks": grouped("  ", 5, 5),
    "Devanagari digits": in_script("\N{DEVANAGARI DIGIT ZERO}"),
    "mathematical digits": in_script("\N{MATHEMATICAL BOLD DIGIT ZERO}"),
    "keycaps": "".join(f"{digit}\ufe0f\u20e3" for digit in NUMBER),
    "soft hyphens": "999\u00ad000\u00ad0018",
    "a word joiner at each digit": "\u2060".join(NUMBER),
    "marks of direction": f"\u200e{NUMBER}\u200f",
    "a Hangul filler": "999\u3164000\u31640018",
    "brackets, nothing behind": "(999)0000018",
    "square brackets": "[999] 000-0018",
    "brackets in the middle": "999 (000) 0018",
    "NHS number is": "NHS number is 99900 00018",
    "NHSNumber touching it": f"NHSNumber{NUMBER}",
    "nhs no. and loose groups": "nhs no. 99-900-00-018",
    "behind patient id": "patient id: 99900/00018",
    "blanks of a web page": "999&nbsp;000&nbsp;0018",
    "blanks of an address": "999%20000%200018",
    "a word touching it behind": f"{NUMBER}attended",
    "a list by commas": f"{OTHER},{NUMBER}",
}
SPELLINGS: Mapping[str, str] = {**AS_BEFORE, **FORTY, **FORTY_MORE}
# Ways in which a spelling stands in a text.
CONTEXTS: Mapping[str, str] = {
    "alone": "{}",
    "in a sentence": "Letters of {} were sent twice.",
    "in brackets": "One patient ({}) fell",
    "at the end": "We rang about {}",
    "with a comma": "{}, seen twice",
    "in guillemets": "«{}»",
    "behind a word and a colon": "Number: {}",
    "twice": "{}; {}",
}
# What the contract's page leaves out, with its reasons.
LEFT_OUT: Mapping[str, str] = {
    "an eleventh digit in front": f"1{NUMBER}",
    "an eleventh digit behind": f"{NUMBER}1",
    "an O for a nought": "999OOOOO18",
    "a letter touching it in front": f"A{NUMBER}",
    "a figure with decimals": f"{NUMBER}.5",
    "digits behind a point": f"0.{NUMBER}",
    "an amount in pounds": "£9,990,000,018",
    "an amount in words": "9 990 000 018 pounds",
    "a list by commas and blanks": "999, 000, 0018",
    "a list of one digit each": ",".join(NUMBER),
    "groups of a version": grouped(".", 2, 3, 2, 3),
    "one point": grouped(".", 5, 5),
    "two lines of figures": grouped("\n", 5, 5),
    "more figures beside": "12 99900 00018",
    "behind a country's code": "+44 999 000 0018",
    "behind ISBN": f"ISBN {NUMBER}",
    "a telephone in groups": "Tel. 99900 00018",
    "a path of an address": "https://example.org/99900/00018",
    "words between": "999 then 000 then 0018",
}
# Digits in a row by which a number is known to be kept, whatever stands between them.
_TELLING = ("9990000018", "0000018", "999000001")


def traces(content: bytes) -> list[str]:
    """Which of the spellings, or of the number without what is between its digits, is in bytes."""
    known = {spelt for form in SPELLINGS.values() for spelt in _encoded(form)}
    return [spelt.decode("utf-8", "replace") for spelt in known if spelt in content]


def _encoded(form: str) -> Iterable[bytes]:
    for each in (form, *_TELLING):
        yield each.encode()
        yield each.encode("utf-16-le")
