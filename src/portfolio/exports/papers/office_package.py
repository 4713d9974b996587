"""The zip that Word, PowerPoint and Excel files are: sealed so that it is the same each time, and
read without trust in whoever sent it.

The fingerprint is kept as custom properties, which those programs keep when they save; each holds
255 characters at most, so that it is cut in pieces.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import escape
from xml.etree import ElementTree

from portfolio.domain.limits import MOST_UNPACKED_WORKBOOK
from portfolio.exports.papers.furniture import FINGERPRINT_NAME
from portfolio.exports.papers.paper_forms import NotAPaper

_CUSTOM = "docProps/custom.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_PIECE = 240
_DATES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DAY_OF_ALL_ZIPS = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_KIND_OF_PROPERTY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_BROKEN = (
    KeyError,
    ElementTree.ParseError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # packed in a way that Python does not know
    RuntimeError,  # has a password
)


class Package:
    """The parts of a file that somebody may have changed, or made to do harm."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise NotAPaper("This file cannot be opened.") from error
        if sum(part.file_size for part in self._zip.infolist()) > MOST_UNPACKED_WORKBOOK:
            raise NotAPaper("This file is larger than any paper.")

    def has(self, name: str) -> bool:
        return name in self._zip.namelist()

    def xml(self, name: str) -> ElementTree.Element:
        """Return a part; `NotAPaper` where it is not there or not well formed."""
        try:
            return ElementTree.fromstring(self._zip.read(name))
        except (
            KeyError,
            ElementTree.ParseError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
        ) as error:
            raise NotAPaper(f"A part of this file is missing or broken: {name}.") from error
        except (NotImplementedError, RuntimeError) as error:  # packed otherwise, or with a password
            raise NotAPaper("This file cannot be unpacked.") from error

    def targets(self, of: str) -> dict[str, str]:
        """Return the parts that a part refers to, by relation id, as paths in the file."""
        folder, _, name = of.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if not self.has(relations):
            return {}
        return {
            one.get("Id", ""): _path(folder, one.get("Target", "")) for one in self.xml(relations)
        }

    @property
    def fingerprint(self) -> str:
        """Return what `sealed` has put in, empty where it is gone."""
        if not self.has(_CUSTOM):
            return ""
        pieces = {one.get("name", ""): "".join(one.itertext()) for one in self.xml(_CUSTOM)}
        ours = sorted(name for name in pieces if name.startswith(FINGERPRINT_NAME))
        return "".join(pieces[name] for name in ours)


def sealed(data: bytes, fingerprint: str) -> bytes:
    """Return the file with the fingerprint in it, and no trace of when it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as kept:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == _TYPES:
                content = _before(
                    content,
                    b"</Types>",
                    f'<Override PartName="/{_CUSTOM}" ContentType="{_MEDIA_TYPE}"/>',
                )
            elif part.filename == _RELATIONS:
                content = _before(
                    content,
                    b"</Relationships>",
                    f'<Relationship Id="rIdFingerprint" Type="{_RELATION}" Target="{_CUSTOM}"/>',
                )
            elif part.filename.endswith(".xlsx"):  # the values of a chart
                content = _without_dates(content)
            _keep(kept, part.filename, content)
        _keep(kept, _CUSTOM, _custom(fingerprint))
    return out.getvalue()


def _without_dates(workbook: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(out, "w") as kept:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "docProps/core.xml":
                content = _DATES.sub(b"1980-01-01T00:00:00Z", content)
            _keep(kept, part.filename, content)
    return out.getvalue()


def _keep(kept: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, _DAY_OF_ALL_ZIPS)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o600 << 16
    kept.writestr(part, content)


def _before(content: bytes, end: bytes, more: str) -> bytes:
    head, _, tail = content.rpartition(end)
    return head + more.encode() + end + tail


def _custom(fingerprint: str) -> bytes:
    pieces = [fingerprint[at : at + _PIECE] for at in range(0, len(fingerprint), _PIECE)]
    properties = "".join(
        f'<property fmtid="{_KIND_OF_PROPERTY}" pid="{number + 1}" '
        f'name="{FINGERPRINT_NAME}-{number:03}"><vt:lpwstr>{escape(piece)}</vt:lpwstr></property>'
        for number, piece in enumerate(pieces, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{properties}</Properties>'
    ).encode()


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        else:
            steps.append(step)
    return "/".join(steps)
