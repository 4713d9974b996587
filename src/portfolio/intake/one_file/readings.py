"""What a received file holds: one extract, or of a workbook each sheet that is one."""

from __future__ import annotations

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.decode.decode_file import decode_file
from portfolio.intake.receive.file_type import is_workbook
from portfolio.intake.tabulate.parse_file import Reading, read_extract
from portfolio.intake.tabulate.read_workbook import read_workbook


def readings_of(file: ReceivedFile) -> tuple[Reading, ...]:
    """Return the readings of a file, at least one; a sheet is read as a file of its own would
    be. Where there is no extract, there is one stop that says so."""
    if is_workbook(file.content):
        return read_workbook(file)
    return (read_extract(decode_file(file)),)
