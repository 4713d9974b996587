"""The one place that knows typst: pages from a template and data, and a picture of a drawing.

Its fonts are packaged, so that the same document gives the same bytes on every machine.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from portfolio.exports.papers.font_coverage import packaged, printable

_DOTS_PER_INCH = 220
"""Sharp in print at the width of a page, and some 50 kB a picture."""


def pages_of_pdf(paper: str, made_on: date) -> bytes:
    """Return the PDF of a paper given as JSON to `paper.typ`, PDF/UA-1 and PDF/A-2a at once."""
    import typst  # noqa: PLC0415 - eighty megabytes, for those who ask for this form

    return typst.compile(
        str(packaged("paper.typ")),
        format="pdf",
        sys_inputs={"paper": paper},
        font_paths=[str(packaged("fonts"))],
        ignore_system_fonts=True,
        timestamp=datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC),
        pdf_standards=["ua-1", "a-2a"],
    )


def png_of(drawing: str) -> bytes:
    """Return an SVG as a PNG, as wide as the text of an A4 page."""
    import typst  # noqa: PLC0415 - as above

    return typst.compile(
        str(packaged("drawing.typ")),
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"drawing": printable(drawing)},
        font_paths=[str(packaged("fonts"))],
        ignore_system_fonts=True,
    )
