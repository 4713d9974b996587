"""Excel workbooks: each sheet that is an extract becomes text, and goes the way of all text."""

from portfolio.intake.workbook.reading import readings_of

__all__ = ["readings_of"]
