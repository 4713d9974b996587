"""The door: received files in, a verdict with everything that is wrong, and the rows taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.row_findings import row_findings
from portfolio.contract.rules import finding
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.system import References
from portfolio.domain.verdict import Checked, Standing, Verdict
from portfolio.intake.crossing import CrossContext, cross_check
from portfolio.intake.reading import Reading, read_extract
from portfolio.intake.typed import Typed, typed_table

_NO_PERIOD_END = Period(9999, 12)


def check(
    files: Sequence[ReceivedFile],
    *,
    partner_code: str,
    period: Period,
    references: References,
    standing: Standing[pl.DataFrame],
) -> Checked[pl.DataFrame]:
    """Holds one submission against the contract, the lists and what stands; leaves no trace.

    Everything wrong is found at once: a file that cannot be read does not keep the others from
    being judged. The tables are the rows as they would be stored; none, if anything stops.
    """
    form = _form(files, period)
    crossed = cross_check(
        {kind: one.table for kind, one in form.typed.items() if form.firsts[kind].is_whole},
        CrossContext(
            partner_code=partner_code,
            period=period,
            references=references,
            standing=standing,
            files={kind: reading.detected.file for kind, reading in form.firsts.items()},
            unread_kinds=frozenset(k for k, reading in form.firsts.items() if not reading.is_whole),
        ),
    )
    found = [*form.findings, *crossed.findings]
    verdict = Verdict(_in_order(found, files), tuple(r.detected for r in form.readings))
    return Checked(verdict, crossed.tables if verdict.accepted else {})


def check_form(files: Sequence[ReceivedFile], period: Period | None = None) -> Verdict:
    """What files alone give to say: their form, cells and rows.

    Not held against the lists, each other or what stands; without a period, no date is too late.
    """
    form = _form(files, period or _NO_PERIOD_END)
    return Verdict(_in_order(form.findings, files), tuple(r.detected for r in form.readings))


@dataclass(frozen=True)
class _Form:
    """Files as read and typed, with what was found in each by itself."""

    readings: Sequence[Reading]
    firsts: Mapping[str, Reading]
    typed: Mapping[str, Typed]
    findings: Sequence[Finding]


def _form(files: Sequence[ReceivedFile], period: Period) -> _Form:
    readings = [read_extract(file) for file in files]
    firsts, findings = _one_of_each_kind(readings)
    typed = _typed(firsts)
    for kind, one in typed.items():
        file = firsts[kind].detected.file
        findings.extend(one.findings)
        findings.extend(
            row_findings(
                kind, one.table, file=file, period=period, unread=one.unread, as_sent=one.as_sent
            )
        )
    return _Form(readings, firsts, typed, findings)


def _one_of_each_kind(readings: Sequence[Reading]) -> tuple[dict[str, Reading], list[Finding]]:
    """The first file of each kind, and what the form of all files gives to say."""
    firsts: dict[str, Reading] = {}
    findings = [] if readings else [finding("no_files", file="")]
    for reading in readings:
        findings.extend(reading.findings)
        if reading.kind is None:
            continue
        name, file = reading.kind.name, reading.detected.file
        first = firsts.setdefault(name, reading)
        if first is not reading:
            other = first.detected.file
            findings.append(finding("kind_sent_twice", file=file, kind=name, other=other))
    return firsts, findings


def _typed(firsts: Mapping[str, Reading]) -> dict[str, Typed]:
    return {
        name: typed_table(reading.extract, reading.kind)
        for name, reading in sorted(firsts.items(), key=lambda item: list(KINDS).index(item[0]))
        if reading.extract is not None and reading.kind is not None
    }


def _in_order(findings: Sequence[Finding], files: Sequence[ReceivedFile]) -> tuple[Finding, ...]:
    """Stops first; then by file in the order sent, then by row; what is about no file leads."""
    places = {file.name: place for place, file in reversed(list(enumerate(files)))}

    def place(found: Finding) -> tuple[bool, int, int]:
        row = found.rows[0] if found.rows else 0
        return found.severity == "note", places.get(found.file, -1), row

    return tuple(sorted(findings, key=place))
