"""Proves a paper: its texts against those it was made with, and its numbers against the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from portfolio.domain.document import Document
from portfolio.domain.document_texts import texts
from portfolio.domain.fingerprint import Fingerprint, fingerprint_from
from portfolio.exports.papers.paper_forms import Form, NotAPaper, ReadBack, read_back, texts_held
from portfolio.service.papers.composing import composed_again
from portfolio.service.papers.making import FORMS, document_kept
from portfolio.service.requests import NotUnderstood
from portfolio.service.service import PortfolioService

MOST_LISTED = 200
_OF_THE_DAY = ("Known on", "Chosen")
"""What is another on any other day, and so no news."""


@dataclass(frozen=True)
class Difference:
    """One place where two papers do not say the same; blank: there is nothing of it."""

    place: str
    was: str
    says: str


@dataclass(frozen=True)
class Proof:
    """What became of a paper that was held against the data.

    `altered` is where the file differs from the paper as it was made; `then` where the data, as
    known on the paper's own day, now give another paper; `since` what has changed up to today.
    """

    paper_id: str
    title: str
    is_kept: bool
    altered: tuple[Difference, ...]
    then: tuple[Difference, ...]
    since: tuple[Difference, ...]

    @property
    def is_proved(self) -> bool:
        return not (self.altered or self.then)

    def to_json(self) -> Mapping[str, object]:
        """Return the same for scripts; of many differences the first ones of each sort."""
        return {
            "paper": self.paper_id,
            "title": self.title,
            "proved": self.is_proved,
            "kept": self.is_kept,
            "counts": {name: len(getattr(self, name)) for name in ("altered", "then", "since")},
            **{
                name: [asdict(one) for one in getattr(self, name)[:MOST_LISTED]]
                for name in ("altered", "then", "since")
            },
        }


def verified(service: PortfolioService, name: str, data: bytes) -> Proof:
    """Return what a file of a paper is worth. Raises NotUnderstood for one that is no paper, or
    whose fingerprint is not there or of no use."""
    form = _form_of(name)
    said = _read(name, data, form)
    fingerprint = _fingerprint(name, said)
    kept = document_kept(service, fingerprint.id)
    then, now = _again(service, fingerprint, name)
    original = kept or then
    return Proof(
        paper_id=fingerprint.id,
        title=original.title,
        is_kept=kept is not None,
        altered=tuple(_between(texts_held(original, form), _with_places(said.texts))),
        then=tuple(_differing(original, then)) if kept else _not_as_made(fingerprint, then),
        since=_since(then, now),
    )


def still_holds(service: PortfolioService, document: Document) -> Proof:
    """Return whether the data, as known on its day, still give a paper that is kept, and what has
    changed since. Raises NotUnderstood where this version cannot make it again."""
    then, now = _again(service, document.fingerprint, "This paper")
    return Proof(
        paper_id=document.fingerprint.id,
        title=document.title,
        is_kept=True,
        altered=(),
        then=tuple(_differing(document, then)),
        since=_since(then, now),
    )


def _again(
    service: PortfolioService, fingerprint: Fingerprint, name: str
) -> tuple[Document, Document]:
    """Return the paper made anew, as known on its day and as known today."""
    try:
        return (
            composed_again(service, fingerprint, known_on=fingerprint.known_on),
            composed_again(service, fingerprint, known_on=None),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NotUnderstood(
            f"{name} says that it was made from what this version cannot make a paper from."
        ) from error


def _since(then: Document, now: Document) -> tuple[Difference, ...]:
    found = _differing(then, now)
    return tuple(one for one in found if not one.place.endswith(_OF_THE_DAY))


def _form_of(name: str) -> Form:
    ending = name.lower().rpartition(".")[2]
    found = next((form for form in FORMS if form == ending), None)
    if found is None:
        raise NotUnderstood(f"{name} does not end as a paper's file does: {', '.join(FORMS)}.")
    return found


def _read(name: str, data: bytes, form: Form) -> ReadBack:
    try:
        return read_back(data, form)
    except NotAPaper as error:
        raise NotUnderstood(
            f"{name} is not a paper that was made here, or too little of it is left to be read."
        ) from error


def _fingerprint(name: str, said: ReadBack) -> Fingerprint:
    try:
        return fingerprint_from(said.fingerprint)
    except (ValueError, KeyError, TypeError) as error:
        raise NotUnderstood(
            f"{name} does not say any more what it was made from, so nothing can be proved of it."
        ) from error


def _not_as_made(fingerprint: Fingerprint, then: Document) -> tuple[Difference, ...]:
    """Return that the numbers are not those of the fingerprint, where the paper itself is not
    kept: which they are cannot be said."""
    if fingerprint.numbers == then.fingerprint.numbers:
        return ()
    return (
        Difference(
            "All numbers together",
            f"sum {fingerprint.numbers[:16]}",
            f"sum {then.fingerprint.numbers[:16]}",
        ),
    )


def _with_places(said: Sequence[str]) -> list[tuple[str, str]]:
    return [("", text) for text in said]


def _differing(was: Document, now: Document) -> Iterator[Difference]:
    return _between(list(texts(was)), list(texts(now)))


def _between(
    was: Sequence[tuple[str, str]], says: Sequence[tuple[str, str]]
) -> Iterator[Difference]:
    """Yield where two lists of texts differ: texts that stand in for each other as one, those that
    are gone or new by themselves."""
    same, ends = _ends_alike(was, says)
    before, after = was[same : len(was) - ends], says[same : len(says) - ends]
    for one, other in _paired(before, after):
        if one[1] != other[1]:
            at = min(same, len(was) - 1)
            yield Difference(one[0] or other[0] or f"after {was[at][0]}", one[1], other[1])


def _ends_alike(was: Sequence[tuple[str, str]], says: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Return how many texts are the same at the beginning, and how many more at the end."""
    shorter = min(len(was), len(says))
    same = next((at for at in range(shorter) if was[at][1] != says[at][1]), shorter)
    left = shorter - same
    ends = next((at for at in range(left) if was[-1 - at][1] != says[-1 - at][1]), left)
    return same, ends


_NOTHING = ("", "")


def _paired(
    was: Sequence[tuple[str, str]], says: Sequence[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield what stands where something else stood; as many texts as before stand in order."""
    if len(was) == len(says):
        yield from zip(was, says, strict=True)
        return
    before, after = ([text for _, text in said] for said in (was, says))
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for _, first, last, begin, end in matched.get_opcodes():
        yield from zip_longest(was[first:last], says[begin:end], fillvalue=_NOTHING)
