"""A received file as text, or the fault that keeps it from being text throughout."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.decode.encoding import Decoded, decode
from portfolio.intake.receive.file_fault import FileFault

# Faults of files that hold text all the same, if not throughout.
_STILL_TEXT = ("unreadable_encoding", "saved_on_older_mac", "control_character")


@dataclass(frozen=True)
class DecodedFile:
    """A file with its text, or with the fault that says why it has none: one of the two.

    `to_look_through` is what of it can be searched for identifiers of patients in either case.
    """

    file: ReceivedFile
    decoded: Decoded | FileFault
    to_look_through: bytes


def decode_file(file: ReceivedFile) -> DecodedFile:
    try:
        decoded = decode(file.content)
    except FileFault as fault:
        return DecodedFile(file, fault, file.content if fault.rule in _STILL_TEXT else b"")
    return DecodedFile(file, decoded, decoded.content)
