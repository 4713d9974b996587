"""What was sent, without what it was carried in: the same whichever way a return comes.

A zip stands for the files in it. A mailbox's data file (`….dat`) is known by the true name that
the control file beside it (`….ctl`) gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath
from xml.parsers import expat

from portfolio.domain.extract import ReceivedFile
from portfolio.intake.receive.zip_files import Unpack, all_unpacked, unpacked

CONTROL, DATA = ".ctl", ".dat"
# A control file says a few lines. What is longer is none.
_LONGEST_CONTROL = 64 * 1024
# Where a control file may name the data, the best first; the last two only if it reads as a name.
_NAMED_IN = ("FileName", "Subject", "LocalId")
_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".zip"})


class _NotControl(Exception):
    """It cannot be read as a mailbox's control file."""


def unwrapped(files: Sequence[ReceivedFile], unpack: Unpack = unpacked) -> tuple[ReceivedFile, ...]:
    """Return the files that make the return. What cannot be unwrapped stays as it is, and is
    told of as any other file is."""
    return tuple(all_unpacked(tuple(_named(files)), unpack))


def control_of(name: str) -> str | None:
    """Return the data file's name, in small letters, of which a file is by its name the control
    file."""
    path = PurePath(name)
    return path.stem.lower() + DATA if path.suffix.lower() == CONTROL else None


def _named(files: Sequence[ReceivedFile]) -> Iterator[ReceivedFile]:
    controls = {of: file for file in files if (of := control_of(file.name))}
    under, read = {}, set()
    for file in files:
        control = controls.get(file.name.lower())
        if control is not None:
            with suppress(_NotControl):  # then both are told of as they are
                under[file.name] = _under_true_name(file, control)
                read.add(control.name)
    yield from (under.get(file.name, file) for file in files if file.name not in read)


def _under_true_name(file: ReceivedFile, control: ReceivedFile) -> ReceivedFile:
    words = _words(control.content)
    said = "\n".join([control.name, file.name, *(text for _, text in words)])
    return replace(file, name=_true_name(dict(reversed(words))) or file.name, beside=said)


def _true_name(words: dict[str, str]) -> str | None:
    for tag in _NAMED_IN:
        name = words.get(tag, "").replace("\\", "/").split("/")[-1].strip()
        if name and (tag == "FileName" or PurePath(name).suffix.lower() in _SUFFIXES):
            return name
    return None


def _words(content: bytes) -> list[tuple[str, str]]:
    """Return each element's text. Raises _NotControl for what is no XML, or declares anything of
    its own: a control file has no need of it, and entities can be made to grow or to reach
    elsewhere."""
    if len(content) > _LONGEST_CONTROL:
        raise _NotControl
    parser = expat.ParserCreate()
    words: list[tuple[str, str]] = []
    open_tags: list[tuple[str, list[str]]] = []

    def declared(*_: object) -> None:
        raise _NotControl

    def text(letters: str) -> None:
        open_tags[-1][1].append(letters)

    def end(_name: str) -> None:
        tag, texts = open_tags.pop()
        words.append((tag, "".join(texts).strip()))

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = lambda name, of: open_tags.append(
        (name.rpartition(":")[2], list(of.values()))
    )
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _NotControl from error
    return words
