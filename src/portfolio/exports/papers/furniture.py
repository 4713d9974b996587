"""What stands around a document's texts in every form: its foot, and the depth of its headings."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.domain.document import Block, Document, Heading
from portfolio.exports.papers.plain_text import folded

FINGERPRINT_NAME = "portfolio-fingerprint"
"""Under this name each form keeps the fingerprint as JSON among what is not printed."""


def day_in_words(document: Document) -> str:
    """Return the day the paper was made on, without a nought before a digit."""
    return f"{document.made_on.day} {document.made_on:%B %Y}"


def foot(document: Document) -> str:
    """Return the line that stands at the foot of every page, beside its number."""
    return f"{document.title} · {day_in_words(document)} · {document.fingerprint.id}"


def with_depths(document: Document) -> Iterator[tuple[Block, int]]:
    """Yield each block with the depth of the heading it stands under, 0 for the paper's title.

    A heading comes with its own depth, 1 to 3: one more than that above it at most, because a
    reader by ear takes a level that is left out for a part that is missing. A heading that says
    nothing is left out.
    """
    depth = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if not folded(block.text):
                continue
            depth = min(block.level, depth + 1)
        yield block, depth
