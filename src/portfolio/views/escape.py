"""Text that partners wrote, made safe for the place where it is shown."""

from __future__ import annotations

import html as _html
import re
from functools import lru_cache

_MOST_KEPT = 8192  # the same names stand in each picture of a page

_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_SPACE = re.compile(r"\s+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$^=&:\"'@/])")
# Letters, figures, and marks where they mean nothing in Markdown; no number of a list in front.
_INERT = re.compile(
    r"(?!\d+[.)])[^\W_](?:[^\W_]|[ ,()'\u2019%\u2013\u2014\u2026\u00b7?;\u00a3]|[.:](?=\s|$)"
    r"|(?<=[^\W_])[-/](?=[^\W_]))*"
)
_WEB = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*", re.IGNORECASE)
_JOINER = "\u2060"
_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
_SHORTCODE = re.compile(r"(?<=:)(?=[A-Za-z0-9_+\-/]+:)")


def plain(text: str) -> str:
    """Return one line of visible text: no control characters, nothing that turns its reading
    order."""
    without = _REORDERING.sub("", _CONTROL.sub("", text))
    return _SPACE.sub(" ", without).strip()


@lru_cache(_MOST_KEPT)
def html(text: str) -> str:
    """For HTML, in an element or in a quoted attribute."""
    return _html.escape(plain(text), quote=True)


def spaced(text: str) -> str:
    """For HTML, with the spaces at its ends kept: a part of a sentence."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{html(text)}{end}"


def address(href: str) -> str:
    """For an attribute that holds an address we made ourselves, every character of it kept."""
    return _html.escape(href, quote=True)


def web_address(link: str) -> str:
    """For an attribute: a link that somebody gave, if it leads to a page of the web; else blank."""
    shown = plain(link)
    return _html.escape(shown, quote=True) if _WEB.fullmatch(shown) else ""


@lru_cache(_MOST_KEPT)
def markdown(text: str) -> str:
    """For Markdown as Streamlit reads it: shown letter by letter, with no link, image, colour,
    icon, formula or emoji made of it.

    Bare addresses and `:shortcodes:` are found after backslashes are gone, so an invisible
    word joiner parts them.
    """
    parted = _SHORTCODE.sub(_JOINER, _LINK.sub(_JOINER, plain(text)))
    return _MARKDOWN.sub(r"\\\1", parted)


class Spoken(str):
    """A short label of a control with what it is about, for those who hear it and do not see where
    it stands: "Download", of which picture."""

    about: str

    def __new__(cls, seen: str, about: str) -> Spoken:
        made = super().__new__(cls, seen)
        made.about = about
        return made


def label(text: str) -> str:
    """For the words of a control, which are Markdown of one line: as they are where nothing in
    them could be taken for any, so that whoever reads them aloud hears no backslash. What a label
    is about is leaning, which the stylesheet keeps from sight."""
    if isinstance(text, Spoken):
        about = label(text.about)
        return f"{label(str(text))} *{about}*" if about else label(str(text))
    shown = plain(text)
    return shown if _INERT.fullmatch(shown) else markdown(shown)


def file_name(text: str) -> str:
    """For the name of a download: one name, in no folder, read from left to right."""
    return re.sub(r'[/\\:*?"<>|]', "_", plain(text)) or "file"


def plotly(text: str) -> str:
    """For Plotly's labels and hover text, which read a little HTML and, between `$`, formulas."""
    safe = _html.escape(plain(text), quote=False)
    return safe.replace("$", "&#36;").replace("%{", "%&#123;")
