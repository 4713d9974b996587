"""The parts of a workbook as XML: gone through once, element by element, and nothing more of XML
than a workbook has."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import IO, Any, TypeAlias
from xml.parsers import expat

from portfolio.intake.receive.file_fault import FileFault

Attributes: TypeAlias = Mapping[str, str]
Start: TypeAlias = Callable[[str, Attributes], None]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def walk(
    container: zipfile.ZipFile,
    path: str,
    start: Start,
    *,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Go through a part once, element by element, names without their prefix.

    Raises FileFault for what is not well-formed, and for entities of its own, which a workbook
    never has.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, of: start(
        _bare(name), {_bare(key): value for key, value in of.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(_bare(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        with closing(_opened(container, path)) as part:
            parser.ParseFile(part)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise FileFault("workbook_damaged") from error


def plain_text(text: str) -> str:
    """Return a text with the characters that XML cannot hold, which Excel writes as `_x000D_`."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def is_on(said: str | None) -> bool:
    """Return whether an attribute says yes."""
    return said in ("1", "true")


def _unescaped(escaped: re.Match[str]) -> str:
    letter = chr(int(escaped.group(1), 16))
    return escaped.group() if "\ud800" <= letter <= "\udfff" else letter


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_entities(*_declared: Any) -> None:
    raise FileFault("workbook_damaged")


def _opened(container: zipfile.ZipFile, path: str) -> IO[bytes]:
    try:
        return container.open(path)
    except (KeyError, RuntimeError, NotImplementedError) as error:
        raise FileFault("workbook_damaged") from error
