"""Search that forgives: capitals, accents, the beginning of a word, and small slips in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['\u2019]")
_EXACT, _BEGINS, _HOLDS, _SLIP = range(4)
_ELSEWHERE = 2
"""What a word found beside the name counts more than one found in it; less is better."""
_SLIPS_FROM_LETTERS = ((9, 2), (4, 1))
"""From so many letters on, so many slips are forgiven: in short words each makes another word."""
_FEWEST_TO_HOLD = 3


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what kind it is, its name, what stands beside it, where it
    leads. `more` is looked through and not shown."""

    kind: str
    name: str
    about: str
    href: str
    more: str = ""


def words_of(text: str) -> list[str]:
    """Return the words of a text without capitals and accents."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _WORD.findall(plain.casefold())


def slips(asked: str, word: str, most: int) -> bool:
    """Return whether one word becomes the other by at most so many letters put in, left out,
    changed or swapped with the next (optimal string alignment)."""
    if abs(len(asked) - len(word)) > most:
        return False
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(asked, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if above and j > 1 and letter == word[j - 2] and asked[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most


class Index:
    """Entries by the words they hold."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._at: dict[str, dict[int, int]] = {}
        for place, one in enumerate(self.entries):
            for weight, text in ((_ELSEWHERE, f"{one.about} {one.more}"), (0, one.name)):
                for word in words_of(text):
                    self._at.setdefault(word, {})[place] = weight

    def found(self, asked: str) -> Sequence[Entry]:
        """Return the entries that hold every word asked for, the nearest first."""
        words = words_of(asked)
        if not words:
            return ()
        scores = [self._places(word) for word in words]
        places = set.intersection(*(set(one) for one in scores))
        nearest = sorted(places, key=lambda at: (sum(one[at] for one in scores), at))
        return [self.entries[at] for at in nearest]

    def _places(self, asked: str) -> dict[int, int]:
        """Return the entries that hold a word, with how far off; slips count where nothing is
        nearer."""
        near = self._scored((word, _nearness(asked, word)) for word in self._at)
        if near:
            return near
        most = next((n for letters, n in _SLIPS_FROM_LETTERS if len(asked) >= letters), 0)
        return self._scored(
            (word, _SLIP if most and slips(asked, word, most) else None) for word in self._at
        )

    def _scored(self, words: Iterable[tuple[str, int | None]]) -> dict[int, int]:
        found: dict[int, int] = {}
        for word, far in words:
            if far is None:
                continue
            for place, weight in self._at[word].items():
                found[place] = min(found.get(place, far + weight), far + weight)
        return found


def _nearness(asked: str, word: str) -> int | None:
    if word == asked:
        return _EXACT
    if word.startswith(asked):
        return _BEGINS
    return _HOLDS if len(asked) >= _FEWEST_TO_HOLD and asked in word else None
