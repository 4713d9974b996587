"""Names for codes, so that what is drawn and written speaks in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal


@dataclass(frozen=True)
class OrganisationLabel:
    name: str
    org_type: str
    place: str | None = None


@dataclass(frozen=True)
class Named:
    """What a name stands for."""

    kind: Literal["organisation", "programme"]
    code: str


@dataclass(frozen=True)
class Labels:
    """Names by code; an unknown code speaks for itself. `apart` says of programmes that share a
    name whose each is."""

    organisations: Mapping[str, OrganisationLabel] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)

    def organisation(self, code: str) -> str:
        label = self.organisations.get(code)
        return label.name if label else code

    def org_type(self, code: str) -> str:
        label = self.organisations.get(code)
        return label.org_type if label else "other"

    def place(self, code: str) -> str:
        label = self.organisations.get(code)
        return (label.place if label else None) or ""

    def programme(self, programme_id: str) -> str:
        """Return the name, told apart from others of the same name: `Shared record (Fenbridge)`."""
        name, whose = self.programme_name(programme_id), self.apart.get(programme_id)
        return f"{name} ({whose})" if whose else name

    def programme_name(self, programme_id: str) -> str:
        """As its lead wrote it, for where the lead stands beside it."""
        return self.programmes.get(programme_id, programme_id)

    def named_in(self, words: str) -> Iterator[tuple[str, Named | None]]:
        """Yield the parts of a sentence in order, those that are names with what they stand for;
        of two names that begin alike the longer one counts."""
        present = sorted((name for name in self._by_name if name in words), key=len, reverse=True)
        if not present:
            yield words, None
            return
        names = "|".join(map(re.escape, present))
        for part in re.split(rf"(?<!\w)({names})(?!\w)", words):
            if part:
                yield part, self._by_name.get(part)

    @cached_property
    def _by_name(self) -> Mapping[str, Named]:
        """Names that stand for one thing only: one that two share does not say which is meant."""
        stands_for: dict[str, set[Named]] = {}
        for code in self.programmes:
            for name in (self.programme(code), self.programme_name(code)):
                stands_for.setdefault(name, set()).add(Named("programme", code))
        for code, label in self.organisations.items():
            stands_for.setdefault(label.name, set()).add(Named("organisation", code))
        return {name: found.pop() for name, found in stands_for.items() if len(found) == 1}
