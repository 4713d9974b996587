"""A workbook becomes one extract for each of its sheets that is one; the others are named."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from portfolio.contract.fields import Kind
from portfolio.contract.rules import cut, finding
from portfolio.contract.templates import DICTIONARY_COLUMNS, DICTIONARY_SHEET
from portfolio.domain.extract import Detected, ReceivedFile
from portfolio.domain.finding import Finding
from portfolio.domain.identifiers import masked
from portfolio.domain.nhs_numbers import may_hold_nhs_number
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.decode.workbook.hidden_content import unseen
from portfolio.intake.decode.workbook.hidden_text import NO_DELIMITER, as_lines, words_beside
from portfolio.intake.decode.workbook.oddities import oddities
from portfolio.intake.decode.workbook.parts import Book, SheetPart, read_book
from portfolio.intake.decode.workbook.sheet import Sheet, read_sheet
from portfolio.intake.decode.workbook.sheet_text import as_csv
from portfolio.intake.receive.file_fault import FileFault
from portfolio.intake.receive.file_type import opened
from portfolio.intake.tabulate.match_columns import leaning_kind
from portfolio.intake.tabulate.parse_file import Reading, read_extract
from portfolio.intake.tabulate.unparsed import UnparsedContent

ENCODING = "Excel workbook"
_ROWS_SEARCHED = 25
_SHEETS_NAMED = 10


@dataclass
class _Tabs:
    """A workbook's sheets, sorted into those read and those passed over, which are looked at for
    identifiers all the same: the workbook is kept as it came."""

    file: ReceivedFile
    readings: list[Reading] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # extracts that are hidden, by name
    beside: list[Reading] = field(default_factory=list)
    unshown: set[str] = field(default_factory=set)  # shared texts that no cell has shown so far


def read_workbook(file: ReceivedFile) -> tuple[Reading, ...]:
    """Return each sheet that is an extract, read as a file of its own would be. Where there is
    none, there is one stop that says so."""
    tabs = _Tabs(file)
    try:
        with opened(file.content) as container:
            _read(container, tabs)
    except FileFault as fault:
        said = finding(fault.rule, file=file.name, **fault.words)
        nothing = Detected(file.name, None, None, None, 0)
        findings = (said, *_hidden(tabs))
        return (Reading(nothing, findings=findings, beside=tuple(tabs.beside)),)
    first, *others = tabs.readings
    noted = [_passed_over(file, tabs.passed_over)] if tabs.passed_over else []
    findings = (*noted, *_hidden(tabs), *first.findings)
    first = replace(first, findings=findings, beside=tuple(tabs.beside))
    return (first, *others)


def _read(container: zipfile.ZipFile, tabs: _Tabs) -> None:
    book = read_book(container)
    beside = words_beside(container, tabs.file.content, book)
    tabs.beside.append(_for_a_look(tabs.file, beside, "notes and names"))
    tabs.beside.extend(_unseen(container, tabs.file))
    tabs.unshown = {text for text in (*book.texts, *book.aids) if may_hold_nhs_number(text)}
    for part in book.sheets:
        why = _tried(container, book, part, tabs)
        if why is not None:
            tabs.passed_over.append(f"{_name(part)}{f' ({why})' if why else ''}")
    unshown = as_lines(sorted(tabs.unshown))
    tabs.beside.append(_for_a_look(tabs.file, unshown, "texts that no cell shows"))
    if not tabs.readings:
        names = [*tabs.passed_over, *(f"{name} (hidden)" for name in tabs.hidden)]
        raise FileFault("no_sheet_to_read", what=_listed(names) if names else "none")


def _unseen(container: zipfile.ZipFile, file: ReceivedFile) -> Iterator[Reading]:
    """Yield what nobody can look into stops; what is kept and not read is said, and looked
    through."""
    here = unseen(container)
    told = []
    if here.in_words:
        told.append(finding("pictures_or_files_inside", file=file.name, what=here.in_words))
    if here.commented:
        cells = "1 cell has" if here.commented == 1 else f"{here.commented:,} cells have"
        told.append(finding("comments_not_read", file=file.name, cells_have=cells))
    yield replace(_for_a_look(file, b"", "inside it"), findings=tuple(told))
    label = _for_a_look(file, b"", "comments and properties")
    yield replace(label, aside=UnparsedContent(said=here.said, has_rows=False))


def _tried(container: zipfile.ZipFile, book: Book, part: SheetPart, tabs: _Tabs) -> str | None:
    """Read a sheet, or say in a word why it is none to be read."""
    sheet = read_sheet(container, book, part)
    _look_beside(sheet, part, tabs)
    kind, why = _kind_of(sheet, book, part, tabs.file)
    if kind is not None and not part.is_hidden:
        tabs.readings.append(_reading(tabs.file, part, sheet, kind))
        return None
    tabs.beside.append(
        _for_a_look(tabs.file, as_csv(sheet), f"sheet {masked(part.name)}", has_rows=True)
    )
    if kind is not None:
        tabs.hidden.append(_name(part))
        return None
    return None if _is_dictionary(part, sheet) else why


def _is_dictionary(part: SheetPart, sheet: Sheet) -> bool:
    """Return whether this is the template's own, which is known by its columns too."""
    header = tuple(sheet.rows[min(sheet.rows)].values()) if sheet.rows else ()
    return part.name == DICTIONARY_SHEET or header == DICTIONARY_COLUMNS


def _look_beside(sheet: Sheet, part: SheetPart, tabs: _Tabs) -> None:
    """What a sheet says beside its cells, and which of the shared texts it shows."""
    if sheet.words:
        where = f"sheet {masked(part.name)}, beside its cells"
        tabs.beside.append(_for_a_look(tabs.file, as_lines(sheet.words), where))
    if tabs.unshown:
        tabs.unshown.difference_update(*(row.values() for row in sheet.rows.values()))


def _kind_of(
    sheet: Sheet, book: Book, part: SheetPart, file: ReceivedFile
) -> tuple[Kind | None, str]:
    """Return the kind of extract that a sheet is; of a hidden one, that it would be."""
    if not sheet.rows:
        return None, "hidden" if part.is_hidden else "nothing in it"
    is_only_one = sum(not each.is_hidden for each in book.sheets) == 1
    names = (part.name, file.name) if is_only_one else (part.name,)
    first_rows = [list(sheet.rows[row].values()) for row in sorted(sheet.rows)[:_ROWS_SEARCHED]]
    kind = leaning_kind(names, first_rows)
    if kind is not None and len(sheet.rows) == 1:
        return None, "hidden" if part.is_hidden else "no rows under its header"
    return kind, "hidden" if part.is_hidden else ""


def _reading(file: ReceivedFile, part: SheetPart, sheet: Sheet, kind: Kind) -> Reading:
    label = f"{file.name}, sheet {masked(cut(part.name) or '')}"
    read = read_extract(decode_file(ReceivedFile(label, as_csv(sheet))), kind)
    odd = oddities(sheet, file=label, kind=kind)
    detected = replace(read.detected, encoding=ENCODING, delimiter=None)
    return replace(
        read,
        detected=detected,
        findings=(*odd.findings, *read.findings),
        unread={**read.unread, **odd.unread},
    )


def _for_a_look(file: ReceivedFile, text: bytes, where: str, *, has_rows: bool = False) -> Reading:
    """Return rows of cells, or a text in each line."""
    detected = Detected(f"{file.name}, {where}", None, ENCODING, None, 0)
    delimiter = "," if has_rows else NO_DELIMITER
    return Reading(
        detected, aside=UnparsedContent(delimiter=delimiter, text=text, has_rows=has_rows)
    )


def _passed_over(file: ReceivedFile, names: Sequence[str]) -> Finding:
    were = "1 sheet was" if len(names) == 1 else f"{len(names):,} sheets were"
    return finding("sheets_passed_over", file=file.name, sheets_were=were, sheets=_listed(names))


def _hidden(tabs: _Tabs) -> Iterator[Finding]:
    """Yield extracts that are not read because nobody who opens the workbook sees them."""
    if tabs.hidden:
        is_one = len(tabs.hidden) == 1
        yield finding(
            "sheet_hidden",
            file=tabs.file.name,
            sheets=_listed(tabs.hidden),
            are_hidden="is hidden, and was" if is_one else "are hidden, and were",
            they_are="it is" if is_one else "they are",
            them="it" if is_one else "them",
        )


def _name(part: SheetPart) -> str:
    return f"`{masked(cut(part.name) or '')}`"


def _listed(names: Sequence[str]) -> str:
    named = ", ".join(names[:_SHEETS_NAMED])
    more = len(names) - _SHEETS_NAMED
    return f"{named} and {more:,} more" if more > 0 else named
