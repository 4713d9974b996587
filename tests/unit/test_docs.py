"""Pages that are made from the code are those that the code makes; `make docs` writes them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).parents[2]


def docs_maker() -> ModuleType:
    path = CHECKOUT / "docs" / "make_docs.py"
    spec = importlib.util.spec_from_file_location("make_docs", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


MAKER = docs_maker()


@pytest.mark.parametrize("name", MAKER.PAGES)
def test_a_page_is_what_the_code_makes(name: str) -> None:
    page = (CHECKOUT / "docs" / name).read_text(encoding="utf-8")

    assert page == MAKER.PAGES[name](), "run make docs"


def test_a_decision_without_a_status_is_told(tmp_path: Path) -> None:
    (tmp_path / "0001-x.md").write_text("# 1. X\n\nText.\n", encoding="utf-8")

    with pytest.raises(ValueError, match="0001-x.md"):
        MAKER.decisions_markdown(tmp_path)


def test_every_picture_that_a_page_shows_is_taken_by_the_script() -> None:
    taken = (CHECKOUT / "docs" / "take_pictures.py").read_text(encoding="utf-8")
    pages = [CHECKOUT / "README.md", *(CHECKOUT / "docs").rglob("*.md")]
    shown = {
        name
        for page in pages
        for name in re.findall(r"images/([\w-]+)\.png", page.read_text(encoding="utf-8"))
    }
    there = {path.stem for path in (CHECKOUT / "docs" / "images").glob("*.png")}

    assert shown <= there
    assert all(f'"{name}"' in taken for name in there)
