"""What was published, as a person reads it."""

from __future__ import annotations

from portfolio.service.publishing import Published
from portfolio.views.formats import plural


def published_text(done: Published) -> str:
    """Return where it is, how much, and what was left out."""
    rows = sum(count for _, count in done.rows)
    lines = [
        f"Published what stands at {done.filters.period} in {done.system}: "
        f"{plural(len(done.rows), 'table')}, {plural(rows, 'row')}, in {done.folder}."
    ]
    if done.risks_left_out:
        were = "was" if done.risks_left_out == 1 else "were"
        risks = plural(done.risks_left_out, "risk")
        lines.append(f"{risks} that an organisation keeps to itself {were} left out.")
    if done.scope == "public":
        lines.append("Small counts of people are left blank, others rounded.")
    return "\n".join(lines)
