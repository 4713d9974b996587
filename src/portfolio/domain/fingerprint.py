"""What a paper was made from, so that it can be made again and its numbers proved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date

_DIGITS_OF_AN_ID = 16


@dataclass(frozen=True)
class Fingerprint:
    """What a paper was made from, so that it can be made again and its numbers proved.

    `numbers` is the SHA-256 of the document's texts and values in order; `measures` names each
    measure used with its version; `submissions` are those that stood at the point; `given` is what
    its maker wrote and chose: the meeting, the author, the annexes.
    """

    layout: str
    layout_version: str
    contract_version: str
    filters: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, str], ...]
    as_at: str
    known_on: date
    audience: str
    measures: tuple[tuple[str, str], ...]
    submissions: tuple[str, ...]
    numbers: str

    @property
    def as_json(self) -> str:
        """Return it as one line of JSON, the same for the same fingerprint."""
        return json.dumps(asdict(self), default=str, sort_keys=True)

    @property
    def id(self) -> str:
        """Return the short name by which a paper can be found again."""
        return hashlib.sha256(self.as_json.encode()).hexdigest()[:_DIGITS_OF_AN_ID]


def fingerprint_from(as_json: str) -> Fingerprint:
    """Return the fingerprint that a form carries. Raises KeyError, TypeError or ValueError for
    what is none."""
    said = json.loads(as_json)
    pairs = ("filters", "given", "measures")
    return Fingerprint(
        **{
            **said,
            "known_on": date.fromisoformat(said["known_on"]),
            "submissions": tuple(said["submissions"]),
            **{name: tuple((key, value) for key, value in said[name]) for name in pairs},
        }
    )
