"""Names for codes, so that what is drawn and written speaks in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class OrganisationLabel:
    name: str
    org_type: str
    place: str | None = None


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

    def programme(self, programme_id: str) -> str:
        """The name, told apart from others of the same name: `Shared record (Fenbridge)`."""
        name, whose = self.programme_name(programme_id), self.apart.get(programme_id)
        return f"{name} ({whose})" if whose else name

    def programme_name(self, programme_id: str) -> str:
        """As its lead wrote it, for where the lead stands beside it."""
        return self.programmes.get(programme_id, programme_id)
