"""The texts of a tagged PDF, element by element, in the order that a reader by ear is given."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from portfolio.exports.papers.furniture import FINGERPRINT_NAME
from portfolio.exports.papers.paper_forms import NotAPaper
from portfolio.exports.papers.plain_text import folded, is_right_to_left

_HOLDS_A_TEXT = re.compile(r"/(P|H\d?|Title|TH|TD|LBody|Caption)")
_NOT_SAID = {"/Lbl", "/Figure", "/Artifact"}
_KEPT_TOGETHER = re.compile(r"[0-9A-Za-z]+(?:[.,][0-9]+)*|\S")
_MIRRORED = str.maketrans("([{<«‹≤", ")]}>»›≥")

_Marked = tuple[int | None, str | None]


def in_any_order(text: str) -> str:
    """Return a text as it can be compared with that of a PDF, which is kept as it is drawn.

    Where any of it is read from right to left, parts change places and brackets are mirrored: such
    a text is compared by its numbers, its Latin words and which other letters are in it, whatever
    their order.
    """
    if not is_right_to_left(text):
        return text
    parts = _KEPT_TOGETHER.findall(text.translate(_MIRRORED))
    words = [part for part in parts if part.isascii() and part.isalnum() or len(part) > 1]
    return " ".join([*sorted(words), *sorted(set(parts) - set(words))])


def texts_of_pdf(data: bytes) -> tuple[list[str], str]:
    """Return the texts in their order, and the fingerprint among the keywords."""
    from pypdf import PdfReader  # noqa: PLC0415 - a quarter of a second, for those who ask
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        root = reader.root_object.get("/StructTreeRoot")
        if root is None:
            raise NotAPaper("This PDF does not say which of its texts is which.")
        pages = {
            page.indirect_reference.idnum: _Page(page)
            for page in reader.pages
            if page.indirect_reference
        }
        texts = [in_any_order(folded(text)) for text in _texts(root.get_object(), pages)]
        about = reader.metadata.get("/Keywords", "") if reader.metadata else ""
    except (PyPdfError, KeyError, TypeError, ValueError, RecursionError, AttributeError) as error:
        raise NotAPaper("This PDF cannot be read.") from error
    return texts, str(about).partition(f"{FINGERPRINT_NAME} ")[2]


class _Page:
    """The marked pieces of text of one page, by their numbers."""

    def __init__(self, page: Any) -> None:
        self._page = page

    @cached_property
    def pieces(self) -> Mapping[int, str]:
        from pypdf.generic import ContentStream  # noqa: PLC0415

        fonts = {
            name: _Font(font.get_object())
            for name, font in (self._page["/Resources"].get("/Font") or {}).items()
        }
        stream = ContentStream(self._page.get_contents(), self._page.pdf)
        found: dict[int, str] = {}
        inside: list[_Marked] = []
        font: _Font | None = None
        for operands, operator in stream.operations:
            if operator in {b"BDC", b"BMC"}:
                inside.append(_opened(operands, inside))
                mcid, instead = inside[-1]
                if instead is not None and mcid is not None:
                    found[mcid] = found.get(mcid, "") + instead
            elif operator == b"EMC" and inside:
                inside.pop()
            elif operator == b"Tf":
                font = fonts.get(operands[0])
            elif operator in {b"Tj", b"TJ"} and inside and font is not None:
                mcid, instead = inside[-1]
                if mcid is not None and all(said is None for _, said in inside):
                    found[mcid] = found.get(mcid, "") + font.read(operands[0])
        return found


def _opened(operands: Any, outer: list[_Marked]) -> _Marked:
    """Return the number that marked text belongs to, and what is to be read instead of it."""
    properties = operands[1] if len(operands) > 1 else None
    mcid = outer[-1][0] if outer else None
    if not isinstance(properties, dict):
        return mcid, None
    instead = properties.get("/ActualText")
    return properties.get("/MCID", mcid), None if instead is None else str(instead)


class _Font:
    """What the codes of one font stand for (ToUnicode)."""

    def __init__(self, font: Any) -> None:
        listed = font.get("/ToUnicode")
        said = listed.get_object().get_data().decode("latin-1") if listed is not None else ""
        widths = re.findall(r"begincodespacerange\s*<([0-9a-fA-F]+)>", said)
        self._bytes = len(widths[0]) // 2 if widths else 1
        self._said = dict(_codes(said))

    def read(self, operand: Any) -> str:
        parts = operand if isinstance(operand, list) else [operand]
        return "".join(
            self._decoded(_raw(part)) for part in parts if not isinstance(part, int | float)
        )

    def _decoded(self, raw: bytes) -> str:
        wide = self._bytes
        codes = (raw[at : at + wide] for at in range(0, len(raw), wide))
        return "".join(self._said.get(int.from_bytes(code), "") for code in codes)


def _raw(part: Any) -> bytes:
    raw: bytes = part if isinstance(part, bytes) else part.original_bytes
    return raw


def _codes(listed: str) -> Iterator[tuple[int, str]]:
    """Yield code and text of a ToUnicode table (ISO 32000-1, 9.10.3)."""
    for part in re.findall(r"beginbfchar(.*?)endbfchar", listed, re.DOTALL):
        for code, said in re.findall(r"<(\w+)>\s*<(\w*)>", part):
            yield int(code, 16), _utf16(said)
    for part in re.findall(r"beginbfrange(.*?)endbfrange", listed, re.DOTALL):
        for first, last, said, each in re.findall(
            r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[([^\]]*)\])", part
        ):
            codes = range(int(first, 16), int(last, 16) + 1)
            if each:
                yield from zip(codes, map(_utf16, re.findall(r"<(\w*)>", each)), strict=False)
            else:
                start = _utf16(said)
                yield from ((c, start[:-1] + chr(ord(start[-1]) + n)) for n, c in enumerate(codes))


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", errors="replace")


def _texts(element: Any, pages: Mapping[int, _Page], on: Any = None) -> Iterator[str]:
    """Yield a text for each innermost element that holds one."""
    kind = str(element.get("/S", ""))
    if kind in _NOT_SAID:
        return
    nested = _nested(element)
    if _HOLDS_A_TEXT.fullmatch(kind) and not any(map(_holds_a_text, nested)):
        yield _said(element, pages, on)
        return
    for child in nested:
        yield from _texts(child, pages, _page_of(element, on))


def _holds_a_text(element: Any) -> bool:
    if _HOLDS_A_TEXT.fullmatch(str(element.get("/S", ""))):
        return True
    return any(map(_holds_a_text, _nested(element)))


def _nested(element: Any) -> list[Any]:
    return [one for one in _children(element) if isinstance(one, dict) and "/S" in one]


def _said(element: Any, pages: Mapping[int, _Page], on: Any) -> str:
    on = _page_of(element, on)
    text = ""
    for child in _children(element):
        if isinstance(child, int):
            text += pages[on.idnum].pieces.get(child, "")
        elif "/MCID" in child:
            text += pages[child.raw_get("/Pg").idnum if "/Pg" in child else on.idnum].pieces.get(
                child["/MCID"], ""
            )
        elif str(child.get("/S", "")) not in _NOT_SAID:
            text += _said(child, pages, on)
    return text


def _page_of(element: Any, on: Any) -> Any:
    return element.raw_get("/Pg") if "/Pg" in element else on


def _children(element: Any) -> Iterator[Any]:
    listed = element.get("/K")
    if listed is None:
        return
    listed = listed.get_object()
    for child in listed if isinstance(listed, list) else [listed]:
        yield child.get_object()
