"""Write every page of docs that is made from the code: `make docs`.

The seven pictures are taken by take_pictures.py beside this file.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Mapping
from pathlib import Path

from portfolio.contract.clauses import clauses_markdown
from portfolio.contract.dictionary import dictionary_markdown
from portfolio.measures.card_catalogue import catalogue_markdown
from portfolio.views.glossary import glossary_markdown

DOCS = Path(__file__).parent
_TITLE = re.compile(r"^# (\d+)\. (.+)$", re.MULTILINE)
_STATUS = re.compile(r"^\*\*Status:\*\* (.+)$", re.MULTILINE)
_INDEX_HEAD = """# Decisions

Why it is built as it is: one page a decision, with the figures it was made on. A decision that no
longer holds is not rewritten: a later one says so, and its status names that one. Made from the
pages by `make docs`.

| | decision | status |
|---|---|---|
"""


def decisions_markdown(folder: Path = DOCS / "adr") -> str:
    """Return the index of the decisions. Raises ValueError for one without title or status."""
    return _INDEX_HEAD + "".join(_decision(page) for page in sorted(folder.glob("[0-9]*.md")))


def _decision(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    title, status = _TITLE.search(text), _STATUS.search(text)
    if title is None or status is None:
        raise ValueError(f"{page.name} needs a title `# N. …` and a line `**Status:** …`")
    return f"| {title[1]} | [{title[2]}]({page.name}) | {status[1]} |\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "data-dictionary.md": dictionary_markdown,
    "contract-rules.md": clauses_markdown,
    "measures.md": catalogue_markdown,
    "glossary.md": glossary_markdown,
    "adr/README.md": decisions_markdown,
}
"""By page, what makes it. docs/checks.md is written with the sentences of the examples."""


def write_pages() -> None:
    """Write all pages, the examples' sentences first: other pages quote them."""
    runpy.run_path(str(DOCS.parent / "tests" / "examples" / "write_said.py"), run_name="__main__")
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    write_pages()
