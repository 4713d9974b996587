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
    """Names by code; an unknown code speaks for itself."""

    organisations: Mapping[str, OrganisationLabel] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)

    def organisation(self, code: str) -> str:
        label = self.organisations.get(code)
        return label.name if label else code

    def org_type(self, code: str) -> str:
        label = self.organisations.get(code)
        return label.org_type if label else "other"

    def programme(self, programme_id: str) -> str:
        return self.programmes.get(programme_id, programme_id)
