"""The workbook to fill in, one click away wherever the contract is read or kept."""

from __future__ import annotations

from typing import Literal

from portfolio.exports.template_workbook import FILE_NAME, XLSX, template_workbook
from portfolio.ui import controls


def template_button(label: str, kind: Literal["secondary", "tertiary"] = "secondary") -> None:
    """Show every kind's template as one Excel workbook."""
    controls.download_button(
        label,
        data=template_workbook(),
        file_name=FILE_NAME,
        mime=XLSX,
        type=kind,
        icon=":material/table_view:",
        on_click="ignore",
        key="template_workbook",
    )
