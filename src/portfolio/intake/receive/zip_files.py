"""A zip of extracts: what is in it is what was sent. One level, and no more than a return is."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import PurePath
from zlib import error as zlib_error

from portfolio.contract.rules import cut
from portfolio.domain.extract import ReceivedFile
from portfolio.domain.identifiers import masked
from portfolio.domain.limits import MEGABYTE, MOST_UNPACKED_ZIP
from portfolio.intake.receive.file_fault import FileFault

Unpack = Callable[[ReceivedFile], tuple[ReceivedFile, ...] | None]

# How a zip begins, and one with nothing in it.
_ZIP, _EMPTY = b"PK\x03\x04", b"PK\x05\x06"
# Files that are zips themselves under names of their own, and none of a zip of extracts.
_OF_PROGRAMS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".ods", ".numbers", ".docx", ".pptx", ".odt"}
)
# Parts that only the files of such programs have, whatever their name.
_PARTS_OF_PROGRAMS = frozenset({"[Content_Types].xml", "content.xml", "Index/Document.iwa"})
# Other ways to pack files, by how they begin.
_PACKED = (_ZIP, _EMPTY, b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"BZh", b"\xfd7zXZ\x00")

# Seven extracts, and whatever else lay in their folder.
MOST_FILES = 100
# Text of an extract packs to a tenth; a column of noughts to a hundredth.
_MOST_RATIO = 200
_SMALL = 10 * MEGABYTE
# What a zip of macOS keeps beside each file, of the file's own look on that computer.
_BESIDE_ON_A_MAC = "__MACOSX"
_ENCRYPTED = 0x1
_ON_UNIX = 3


def may_be_packed(file: ReceivedFile) -> bool:
    """Return whether a file is worth being opened as a zip of extracts, by its first bytes and
    name."""
    is_zip = file.content.startswith((_ZIP, _EMPTY))
    return is_zip and PurePath(file.name).suffix.lower() not in _OF_PROGRAMS


def unpacked(file: ReceivedFile) -> tuple[ReceivedFile, ...] | None:
    """Return the extracts in a zip; None where the file is no zip of extracts, or one not to be
    taken: then `refuse_zip` says why."""
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as container:
            if is_of_a_program(container):
                return None
            return _files(container, file)
    except (FileFault, zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def is_of_a_program(container: zipfile.ZipFile) -> bool:
    return not _PARTS_OF_PROGRAMS.isdisjoint(container.namelist())


def refuse_zip(container: zipfile.ZipFile) -> None:
    """Raise FileFault for a zip that is not to be taken, with why."""
    _files(container, ReceivedFile("", b""))


def _files(container: zipfile.ZipFile, file: ReceivedFile) -> tuple[ReceivedFile, ...]:
    parts = [part for part in container.infolist() if not part.is_dir()]
    _refuse_too_much(parts)
    remarks = [container.comment, *(part.comment for part in container.infolist())]
    said = [file.name, file.beside, *(remark.decode("latin-1") for remark in remarks)]
    said += [part.filename for part in container.infolist()]
    kept: list[tuple[str, bytes]] = []
    for part in parts:
        name = _plain_name(part)
        content = _content(container, part)
        if _BESIDE_ON_A_MAC in part.filename.split("/"):
            said.append(content.decode("latin-1"))  # not taken, but looked through
        else:
            kept.append((name, content))
    if not kept:
        raise FileFault("zip_not_taken", why="has no files in it")
    beside = "\n".join(filter(None, said))
    return tuple(ReceivedFile(name, content, beside) for name, content in kept)


def _refuse_too_much(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Look at sizes before anything is unpacked; no part unpacks to more than it declares."""
    size = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > max(_SMALL, _MOST_RATIO * max(part.compress_size, 1)) for part in parts
    )
    if len(parts) > MOST_FILES:
        raise FileFault("zip_too_large", what=f"{len(parts):,} files")
    if size > MOST_UNPACKED_ZIP or swollen:
        raise FileFault("zip_too_large", what=f"{size / MEGABYTE:,.0f} MB")


def _plain_name(part: zipfile.ZipInfo) -> str:
    """Return the last part of a name, whose folders may be any but ways out. Raises FileFault."""
    steps = part.filename.replace("\\", "/").split("/")
    mode = part.external_attr >> 16
    if part.flag_bits & _ENCRYPTED:
        raise FileFault("zip_not_taken", why="has a password, so we cannot open it")
    if steps[0] == "" or ".." in steps or steps[0].endswith(":"):
        raise FileFault(
            "zip_not_taken", why=f"names a file outside itself, `{_said(part.filename)}`"
        )
    if part.create_system == _ON_UNIX and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise FileFault("zip_not_taken", why=f"has a link in it, `{_said(part.filename)}`")
    return steps[-1]


def _content(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    try:
        content = container.read(part)
    except (zipfile.BadZipFile, EOFError, zlib_error, OSError) as error:
        raise FileFault("zip_not_taken", why="cannot be unpacked: it is damaged") from error
    except (NotImplementedError, RuntimeError) as error:
        raise FileFault("zip_not_taken", why="is packed in a way that we cannot read") from error
    if content.startswith(_PACKED) and not _is_workbook(content):
        why = f"has another packed file in it, `{_said(part.filename)}`"
        raise FileFault("zip_not_taken", why=why)
    return content


def _is_workbook(content: bytes) -> bool:
    """Return whether this is a file of a program: a workbook is one file, though it is a zip
    too."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as inner:
            return is_of_a_program(inner)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # Cut off or damaged: what it is can be said better of it alone.
        return content.startswith(_ZIP)


def _said(name: str) -> str:
    return masked(cut(name) or "").replace("`", "'")


def all_unpacked(
    files: Sequence[ReceivedFile], unpack: Unpack = unpacked
) -> Iterator[ReceivedFile]:
    """Yield every file as it is, and in place of a zip the files in it."""
    for file in files:
        inside = unpack(file) if may_be_packed(file) else None
        yield from (file,) if inside is None else inside
