"""What a submission would change, as a person reads it in a terminal."""

from __future__ import annotations

from portfolio.domain.preview import FieldChange, KindChange, Preview
from portfolio.office.prose.columns import aligned, indented, printable
from portfolio.views.formats import plural

_FIELDS_SHOWN = 20


def preview_text(preview: Preview) -> str:
    """Rows by extract, then the cells a reader will notice."""
    if preview.is_empty:
        return "WHAT WOULD CHANGE\n\n  Nothing: the rows are those that stand already."
    rows = [_kind_row(change) for change in preview.by_kind]
    table = aligned(("", "new", "changed", "gone", "the same"), rows, (False, *[True] * 4))
    parts = [f"WHAT WOULD CHANGE\n\n{indented(table)}"]
    if preview.fields:
        parts.append(_fields_text(preview))
    return "\n\n".join(parts)


def _kind_row(change: KindChange) -> tuple[str, ...]:
    counts = (change.added, change.changed, change.gone, change.same)
    return change.kind, *(f"{count:,}" for count in counts)


def _fields_text(preview: Preview) -> str:
    lines = [_field_line(change) for change in preview.fields[:_FIELDS_SHOWN]]
    more = preview.field_count - len(lines)
    if more > 0:
        lines.append(f"… and {plural(more, 'change')} more, all with --json" if more else "")
    return indented("\n".join(lines))


def _field_line(change: FieldChange) -> str:
    key = " ".join(change.key)
    if change.what == "gone":
        name = "" if change.before in change.key else f" ({change.before})"
        return printable(f"{change.kind} {key}{name}: gone")
    what = "" if change.what == "changed" else f" ({change.what.replace('_', ' ')})"
    moved = f"{change.before or 'blank'} → {change.after or 'blank'}"
    return printable(f"{change.kind} {key}, {change.column}: {moved}{what}")
