"""The whole journey of a return: files in, a verdict with everything wrong and the rows out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.finding_groups import gathered
from portfolio.contract.rules import finding, listed
from portfolio.contract.sentences.patient_id_sentences import IDENTIFIER_RULES
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.system import References
from portfolio.domain.verdict import Checked, CurrentState, Verdict
from portfolio.intake.one_file.file_result import FileResult, FileValidator, columns_unread
from portfolio.intake.one_file.readings import readings_of
from portfolio.intake.patient_ids import identifier_findings
from portfolio.intake.receive.file_names import name_findings, with_masked_name
from portfolio.intake.receive.select_files import SelectedFiles, select_files
from portfolio.intake.receive.unwrap import unwrapped
from portfolio.intake.report.consequential import drop_consequential_findings
from portfolio.intake.whole_return import ReturnContext, check_whole_return

_NO_PERIOD_END = Period(9999, 12)
# So many files are named in one sentence.
_NAMED = 10
_OF_PATIENTS = frozenset(rule.rule_id for rule in IDENTIFIER_RULES)


def validate_here(file: ReceivedFile, period: Period) -> tuple[FileResult, ...]:
    """Judge a file by itself in this process, which a bad enough file can take down."""
    # Imported here: the engine of the checks takes two seconds to load, and where files are
    # judged apart this process has no need of it.
    from portfolio.intake.one_file.validate_file import validate_file  # noqa: PLC0415

    return validate_file(file, period)


def validate_submission(
    files: Sequence[ReceivedFile],
    *,
    partner_code: str,
    period: Period,
    references: References,
    standing: CurrentState[pl.DataFrame],
    validate_file: FileValidator = validate_here,
) -> Checked[pl.DataFrame]:
    """Return the verdict on one return and its rows as they would be stored; leave no trace.

    The road of a file, a folder a stage: `receive` (which files there are), then for each by itself
    `one_file`, in a worker process where the app does it: `decode` (bytes to text), `tabulate`
    (text to rows and columns), `patient_ids`, `cells` (text to typed values), row rules of the
    contract. Then all together `whole_return` (across files, lists, partners, the last return) and
    `report` (what is said of it, each cause once).

    `files` are those that make it, without what carried them (see `unwrapped`). Everything wrong
    is found at once: a file that cannot be read does not keep the others from being checked. There
    are no rows where anything stops.
    """
    in_names = name_findings(files)
    sorted_out = select_files(files)
    judged, twice = _without_repeats(_judged(sorted_out, period, validate_file))
    firsts = _by_kind(judged)
    own = [found for one in judged for found in one.findings]
    unread = {(one.detected.kind, column) for one in judged for column in one.unread}
    crossed = check_whole_return(
        {kind: one.table for kind, one in firsts.items() if one.is_whole and one.table is not None},
        ReturnContext(
            partner_code=partner_code,
            period=period,
            references=references,
            standing=standing,
            files={kind: one.detected.file for kind, one in firsts.items()},
            unread_kinds=frozenset(kind for kind, one in firsts.items() if not one.is_whole),
            unread_columns=frozenset(columns_unread(own) | unread),
        ),
    )
    further = (
        *_passed_over(sorted_out),
        *twice,
        *drop_consequential_findings(crossed.findings, own, unread),
    )
    verdict = _verdict(files, in_names, judged, further)
    return Checked(verdict, crossed.tables if verdict.accepted else {})


def check_form(files: Sequence[ReceivedFile], period: Period | None = None) -> Verdict:
    """Return what files alone give to say: their form, cells and rows.

    Not held against the lists, each other or what stands; without a period, no date is too late.
    """
    files = unwrapped(files)
    sorted_out = select_files(files)
    judged, twice = _without_repeats(_judged(sorted_out, period or _NO_PERIOD_END, validate_here))
    return _verdict(files, name_findings(files), judged, (*_passed_over(sorted_out), *twice))


def look_for_identifiers(files: Sequence[ReceivedFile]) -> Verdict:
    """Only what may name a patient, for whoever must know before a file is put anywhere."""

    def look(file: ReceivedFile, _period: Period) -> tuple[FileResult, ...]:
        readings = readings_of(file)
        return tuple(FileResult(one.detected, tuple(identifier_findings(one))) for one in readings)

    files = unwrapped(files)
    every = SelectedFiles(tuple(enumerate(files)))
    return _verdict(files, name_findings(files), _judged(every, _NO_PERIOD_END, look), ())


def _judged(
    sorted_out: SelectedFiles, period: Period, validate_file: FileValidator
) -> list[FileResult]:
    """Return every file under a name that may be repeated, whatever becomes of it."""
    return [
        replace(one, detected=replace(one.detected, place=place))
        for place, file in sorted_out.extracts
        for one in validate_file(with_masked_name(file), period)
    ]


def _passed_over(sorted_out: SelectedFiles) -> Iterator[Finding]:
    """Yield one word on all the files that were not read, and on those that were."""
    copies = [*dict.fromkeys(sorted_out.copies)]
    why = [
        f"`{copy}` is a copy of `{first}`" if copy != first else f"another `{copy}` is a copy"
        for copy, first in copies[:_NAMED]
    ]
    if more := len(copies[_NAMED:]):
        why.append(f"{more:,} more are copies")
    if dictionaries := sorted_out.dictionaries:
        the = "is the dictionary" if len(dictionaries) == 1 else "are copies of the dictionary"
        why.append(f"{listed(dictionaries, _NAMED)} {the} of our template")
    if sorted_out.strange:
        are = "is no extract" if len(sorted_out.strange) == 1 else "are no extracts"
        why.append(f"{listed(sorted_out.strange, _NAMED)} {are}")
    if why:
        taken = listed([*dict.fromkeys(f.name for _, f in sorted_out.extracts)], _NAMED)
        yield finding("files_passed_over", file="", why="; ".join(why), taken=taken)


def _by_kind(judged: Iterable[FileResult]) -> dict[str, FileResult]:
    return {one.detected.kind: one for one in judged if one.detected.kind is not None}


def _without_repeats(judged: Sequence[FileResult]) -> tuple[list[FileResult], list[Finding]]:
    """Where a kind was sent more than once, nobody can say which file is meant: that is told of
    all such files together, and of each only what may name a patient."""
    detected = [one.detected for one in judged]
    times = Counter(one.kind for one in detected if one.kind is not None)
    repeated = [kind for kind, count in times.items() if count > 1]
    if not repeated:
        return list(judged), []
    files = {kind: [d.file for d in detected if d.kind == kind] for kind in repeated}
    sent = "; ".join(_counted(kind, names) for kind, names in files.items())
    kept = [_put_aside(one) if one.detected.kind in repeated else one for one in judged]
    return kept, [finding("kind_sent_twice", file="", sent=sent)]


def _counted(kind: str, names: Sequence[str]) -> str:
    """Return how many files of a kind, and their names where these tell them apart."""
    different = list(dict.fromkeys(names))
    said = f"{len(names)} of {KINDS[kind].in_words}"
    return f"{said} ({listed(different, _NAMED)})" if different[1:] else said


def _put_aside(one: FileResult) -> FileResult:
    patients = tuple(found for found in one.findings if found.rule in _OF_PATIENTS)
    return replace(one, findings=patients, is_whole=False)


def _verdict(
    files: Sequence[ReceivedFile],
    in_names: Iterable[Finding],
    judged: Sequence[FileResult],
    further: Iterable[Finding],
) -> Verdict:
    found = [*in_names] if files else [finding("no_files", file="")]
    found += [each for one in judged for each in one.findings]
    told = gathered((*found, *further))
    return Verdict(_in_order(told, judged), tuple(one.detected for one in judged))


def _in_order(findings: Iterable[Finding], judged: Sequence[FileResult]) -> tuple[Finding, ...]:
    """Stop first; then by file in the order sent, by row and by column as the template has them;
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
