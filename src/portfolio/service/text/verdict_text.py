"""A verdict as a person reads it in a terminal: by file, what stops first, then the notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portfolio.domain.delimiters import DELIMITER_ONE
from portfolio.domain.extract import Detected
from portfolio.domain.finding import Finding
from portfolio.domain.verdict import Verdict
from portfolio.service.text.aligned_columns import printable
from portfolio.views.formats import plural


def verdict_text(verdict: Verdict) -> str:
    """Return everything found, and how many of each."""
    blocks = [_detected_text(verdict.detected)] if verdict.detected else []
    if verdict.stops:
        blocks.append(f"TO PUT RIGHT\n\n{findings_text(verdict.stops)}")
    if verdict.notes:
        blocks.append(f"PLEASE LOOK\n\n{findings_text(verdict.notes)}")
    return "\n\n".join([*blocks, counts_text(verdict)])


def since_text(since: Sequence[Finding]) -> tuple[str, ...]:
    """Return what others have sent since the last return: a paragraph, or none where there is
    nothing."""
    if not since:
        return ()
    head = "SINCE YOUR LAST RETURN, others have sent what concerns it (rows are those of your last)"
    return (f"{head}\n\n{findings_text(since)}",)


def findings_text(findings: Iterable[Finding]) -> str:
    """Return findings by file: where, what was found, what is needed, what to do next."""
    blocks = []
    by_file: dict[str, list[Finding]] = {}
    for one in findings:
        by_file.setdefault(one.file, []).append(one)
    for file, group in by_file.items():
        lines = [f"  {_where(one)}{printable(one.sentence)}" for one in group]
        blocks.append("\n".join([printable(file) or "The submission", *lines]))
    return "\n\n".join(blocks)


def counts_text(verdict: Verdict) -> str:
    """Return one line: nothing wrong, or how much."""
    stops, notes = len(verdict.stops), len(verdict.notes)
    if not stops and not notes:
        return "Nothing to put right."
    right = plural(stops, "thing") + " to put right" if stops else "Nothing to put right"
    return f"{right}, {notes} to look at." if notes else f"{right}."


def _where(finding: Finding) -> str:
    rows = finding.rows_words
    parts = [part for part in (rows[:1].upper() + rows[1:], finding.column) if part]
    return f"{', '.join(parts)}: " if parts else ""


def _detected_text(detected: Iterable[Detected]) -> str:
    return "\n".join(
        f"{printable(one.file)}: {one.kind or 'kind not known'}, {plural(one.rows, 'row')}"
        + (f", {one.encoding}" if one.encoding else "")
        + (f", {DELIMITER_ONE.get(one.delimiter, one.delimiter)}" if one.delimiter else "")
        for one in detected
    )
