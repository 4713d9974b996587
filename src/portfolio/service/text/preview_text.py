"""What a submission would change, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from portfolio.domain.labels import Labels
from portfolio.domain.preview import FieldChange, KindChange, Preview
from portfolio.service.text.aligned_columns import aligned, indented, printable
from portfolio.views import formats
from portfolio.views.words import preview_words as words

_SHOWN_OF_A_SORT = 5
_REVISIONS_SHOWN = 10


def preview_text(preview: Preview, labels: Labels | None = None) -> str:
    """Return the change in a sentence, rows by extract, then what a reader will notice, by sort."""
    names = labels or Labels()
    parts = [f"WHAT WOULD CHANGE\n\n{indented(words.sentence(preview))}"]
    if preview.is_empty:
        return parts[0]
    rows = [_kind_row(change) for change in preview.by_kind]
    table = aligned(("", "new", "changed", "gone", "the same"), rows, (False, *[True] * 4))
    parts.append(indented(table))
    for what, sort in groupby(preview.fields, key=lambda change: change.what):
        if what == "past_month_revised" and len(preview.revisions) > 1:
            parts.append(_revisions_text(preview, names))
        elif what != "new":
            parts.append(_sort_text(what, tuple(sort), preview, names))
    parts.append("  Every change one by one: --json, or the download in the app.")
    return "\n\n".join(parts)


def _kind_row(change: KindChange) -> tuple[str, ...]:
    counts = (change.added, change.changed, change.gone, change.same)
    return change.kind, *(f"{count:,}" for count in counts)


def _sort_text(what: str, changes: Sequence[FieldChange], preview: Preview, names: Labels) -> str:
    lines = [_field_line(change, names) for change in changes[:_SHOWN_OF_A_SORT]]
    more = preview.cells(what) - len(lines)
    if more > 0:
        lines.append(f"… and {formats.count(more)} more like these")
    return indented("\n".join(lines))


def _field_line(change: FieldChange, names: Labels) -> str:
    why = words.why(change)
    moved = f"was {words.before(change, names)}, now {words.after(change, names)}"
    if words.after(change, names) == words.GONE:
        moved = f"was {words.before(change, names)}, no longer there"
    return printable(f"{words.item(change, names)}: {moved}{f' ({why})' if why else ''}")


def _revisions_text(preview: Preview, names: Labels) -> str:
    lines = []
    for one in preview.revisions[:_REVISIONS_SHOWN]:
        name, months, before, after = words.revised(one, names)
        pounds = f"; realised in them was {before}, now {after}" if before else ""
        lines.append(printable(f"{name}: past months revised: {months}{pounds}"))
    more = preview.revised_benefits - len(lines)
    if more > 0:
        lines.append(f"… and {formats.plural(more, 'benefit')} more with past months revised")
    return indented("\n".join(lines))
