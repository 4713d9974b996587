"""Excel workbooks: each sheet that is an extract becomes text, and goes the way of all text."""

from portfolio.intake.decode.workbook.read_workbook import readings_of

__all__ = ["readings_of"]
