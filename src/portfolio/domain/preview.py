"""What a submission would change against what stands, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KindChange:
    """Rows of one extract against the partner's standing extract of that kind."""

    kind: str
    added: int
    changed: int
    gone: int
    same: int


@dataclass(frozen=True)
class FieldChange:
    """One cell a reader will notice. `what` says why it matters, in the words of
    `rating_moved`, `target_cut`, `past_month_revised`, `state_moved`, `gone`, `changed`."""

    kind: str
    key: tuple[str, ...]
    column: str
    before: str | None
    after: str | None
    what: str


@dataclass(frozen=True)
class Preview:
    """The change in counts by kind, and field by field (at most the first 500; all counted)."""

    by_kind: tuple[KindChange, ...]
    fields: tuple[FieldChange, ...]
    field_count: int

    @property
    def is_empty(self) -> bool:
        return not any(k.added or k.changed or k.gone for k in self.by_kind)
