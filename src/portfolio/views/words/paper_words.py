"""What is said about papers: the page that makes them, and what became of one that is proved."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portfolio.views import formats

AUDIENCE: Mapping[str, str] = MappingProxyType(
    {
        "board": "The board",
        "public": "The public: small numbers are hidden",
    }
)
ANNEX: Mapping[str, str] = MappingProxyType(
    {
        "benefit_card": "How the charted benefit is counted",
        "data_tables": "Data tables",
        "methods": "How each number is made",
        "themes": "Each theme",
        "pages": "Each page of the app",
    }
)
FORM: Mapping[str, str] = MappingProxyType(
    {
        "docx": "Word",
        "pdf": "PDF",
        "pptx": "Slides",
        "xlsx": "Workbook",
        "html": "Web page",
    }
)
"""The forms in the order in which a secretary asks for them."""
MEETING, AUTHOR, ASKED = "Meeting", "Author", "What the meeting is asked to do"
FOR_ORGANISATION, ANY_ORGANISATION = "For which organisation", "Any that could take it up"
ABOUT = (
    "Each form says the same words and numbers. A paper that is taken away is kept here as it was "
    "made, and can be proved against the data years later."
)
PROVE = "Is a paper what it was?"
PROVE_HOW = (
    "Choose a paper that was made here, in any of its forms, also one that somebody has changed. "
    "Its words are held against the paper as it was made, and the paper against the data, as known "
    "then and today. The file is not kept."
)
NONE_MADE = (
    "No paper has been taken away yet. When one is, this lists it with its meeting, its author and "
    "the day it was made."
)


def headline(layout: str, end: str) -> str:
    """`Board paper as at 30 September 2026, ready to take away`."""
    return f"{layout} as at {end}, ready to take away"


def headline_of_kept(title: str, end: str) -> str:
    """Return whose paper is looked at again."""
    return f"{title}, as at {end}, as it was made"


def proved(*, altered: int, then: int, since: int, is_kept: bool) -> tuple[str, str, str]:
    """Return what became of a paper: how it is shown, the sentence, and the line under it."""
    of = "" if is_kept else " It is not kept here, and was made again from what it says of itself."
    changed = (
        f"{formats.plural(since, 'place')} would say something else as known today."
        if since
        else "Nothing in it has changed since."
    )
    if altered:
        said = f"This file differs from the paper as it was made in {_places(altered)}."
        return "stop", said, f"{changed}{of}"
    if then:
        said = f"The data, as known on its day, now give another paper in {_places(then)}."
        return "note", said, f"The file itself says what it was made with. {changed}{of}"
    return (
        "taken",
        "Every word and number is as it was made, and as the data give it.",
        (f"{changed}{of}"),
    )


def _places(number: int) -> str:
    return "one place" if number == 1 else f"{formats.count(number)} places"
