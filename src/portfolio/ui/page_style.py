"""The stylesheet of a page: `page.css` after that of the pictures."""

from __future__ import annotations

from pathlib import Path

from portfolio.views.picture_style import CSS as PICTURES

_PAGE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
STYLESHEET = f"<style>{PICTURES}{_PAGE}</style>"
