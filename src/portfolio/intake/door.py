"""The door: received files in, a verdict with everything that is wrong, and the rows taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rules import finding
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.system import References
from portfolio.domain.verdict import Checked, Standing, Verdict
from portfolio.intake.crossing import CrossContext, cross_check
from portfolio.intake.followers import without_followers
from portfolio.intake.identifiers import identifier_findings, name_findings, with_masked_name
from portfolio.intake.judged import Judge, Judged
from portfolio.intake.workbook import readings_of

_NO_PERIOD_END = Period(9999, 12)


def judge_here(file: ReceivedFile, period: Period) -> tuple[Judged, ...]:
    """Judges a file by itself in this process, which a bad enough file can take down."""
    # Imported here: the engine of the checks takes two seconds to load, and where files are
    # judged apart this process has no need of it.
    from portfolio.intake.judging import judge  # noqa: PLC0415

    return judge(file, period)


def check(
    files: Sequence[ReceivedFile],
    *,
    partner_code: str,
    period: Period,
    references: References,
    standing: Standing[pl.DataFrame],
    judge: Judge = judge_here,
) -> Checked[pl.DataFrame]:
    """Holds one submission against the contract, the lists and what stands; leaves no trace.

    Everything wrong is found at once: a file that cannot be read does not keep the others from
    being judged. The tables are the rows as they would be stored; none, if anything stops.
    """
    judged = _judged(files, period, judge)
    firsts, twice = _one_of_each_kind(judged)
    crossed = cross_check(
        {kind: one.table for kind, one in firsts.items() if one.is_whole and one.table is not None},
        CrossContext(
            partner_code=partner_code,
            period=period,
            references=references,
            standing=standing,
            files={kind: one.detected.file for kind, one in firsts.items()},
            unread_kinds=frozenset(kind for kind, one in firsts.items() if not one.is_whole),
        ),
    )
    own = [found for one in judged for found in one.findings]
    verdict = _verdict(files, judged, (*twice, *without_followers(crossed.findings, own)))
    return Checked(verdict, crossed.tables if verdict.accepted else {})


def check_form(files: Sequence[ReceivedFile], period: Period | None = None) -> Verdict:
    """What files alone give to say: their form, cells and rows.

    Not held against the lists, each other or what stands; without a period, no date is too late.
    """
    judged = _judged(files, period or _NO_PERIOD_END, judge_here)
    return _verdict(files, judged, _one_of_each_kind(judged)[1])


def look_for_identifiers(files: Sequence[ReceivedFile]) -> Verdict:
    """Only what may name a patient, for whoever must know before a file is put anywhere."""

    def look(file: ReceivedFile, _period: Period) -> tuple[Judged, ...]:
        readings = readings_of(file)
        return tuple(Judged(one.detected, tuple(identifier_findings(one))) for one in readings)

    return _verdict(files, _judged(files, _NO_PERIOD_END, look), ())


def _judged(files: Sequence[ReceivedFile], period: Period, judge: Judge) -> list[Judged]:
    """Every file under a name that may be repeated, whatever becomes of it."""
    return [
        replace(one, detected=replace(one.detected, place=place))
        for place, file in enumerate(files)
        for one in judge(with_masked_name(file), period)
    ]


def _one_of_each_kind(judged: Sequence[Judged]) -> tuple[dict[str, Judged], list[Finding]]:
    """The first extract of each kind, and a word on each that is not the first."""
    firsts: dict[str, Judged] = {}
    twice = []
    for one in judged:
        kind = one.detected.kind
        if kind is not None and (first := firsts.setdefault(kind, one)) is not one:
            file, other = one.detected.file, first.detected.file
            twice.append(finding("kind_sent_twice", file=file, kind=kind, other=other))
    return firsts, twice


def _verdict(
    files: Sequence[ReceivedFile], judged: Sequence[Judged], further: Iterable[Finding]
) -> Verdict:
    found = [] if files else [finding("no_files", file="")]
    found += name_findings(files)
    found += [each for one in judged for each in one.findings]
    return Verdict(_in_order((*found, *further), judged), tuple(one.detected for one in judged))


def _in_order(findings: Iterable[Finding], judged: Sequence[Judged]) -> tuple[Finding, ...]:
    """Stops first; then by file in the order sent, by row and by column as the template has them;
    what is about no file leads."""
    places: Mapping[str, int] = {
        one.detected.file: place for place, one in reversed(list(enumerate(judged)))
    }

    def place(found: Finding) -> tuple[bool, int, int, int]:
        row = found.rows[0] if found.rows else 0
        return found.severity == "note", places.get(found.file, -1), row, _column_place(found)

    return tuple(sorted(findings, key=place))


def _column_place(found: Finding) -> int:
    columns = KINDS[found.kind].columns if found.kind else ()
    return columns.index(found.column) if found.column in columns else -1
