"""Of whom a reader sees what is kept to an organisation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """The organisations whose own rows (`visibility = own`) a reader sees; of no one, unless it
    says so. It is part of the key of every answer that is kept for readers."""

    organisations: frozenset[str] = frozenset()
    is_everything: bool = False


NOTHING_OWN = Scope()
EVERYTHING = Scope(is_everything=True)
