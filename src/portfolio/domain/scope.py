"""Of whom a reader sees what is kept to an organisation."""

from __future__ import annotations

from dataclasses import dataclass

_EVERY_ONE = "*"


@dataclass(frozen=True)
class Scope:
    """The organisations whose own rows (`visibility = own`) a reader sees; of no one, unless it
    says so. It is part of the key of every answer that is kept for readers."""

    organisations: frozenset[str] = frozenset()
    is_everything: bool = False

    @property
    def text(self) -> str:
        """The scope as it is written down: `*`, or codes with a `;` between them."""
        return _EVERY_ONE if self.is_everything else ";".join(sorted(self.organisations))

    def holds(self, text: str) -> bool:
        """Return whether all that a scope written down sees is seen in this one."""
        return self.is_everything or set(filter(None, text.split(";"))) <= self.organisations


NOTHING_OWN = Scope()
EVERYTHING = Scope(is_everything=True)
