"""Words reach a control through one gate, and are shown there letter by letter."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from portfolio.service import PortfolioService
from portfolio.ui import app_state, controls
from portfolio.views import escape

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "pages").glob("*.py"))
SOURCES = [*sorted((ROOT / "src/portfolio/ui").glob("*.py")), *PAGES, ROOT / "app.py"]

# What the pages may ask of Streamlit directly: places, the address, what is kept between runs,
# markup (which has its own gate in `views`), and what reads no Markdown. Anything else goes through
# `controls`; a new control is added there.
DIRECT = {
    "code",  # reads no Markdown
    "iframe",  # a paper, whose writer escapes all that is in it
    "container", "empty", "form", "grid", "html", "logo", "navigation", "plotly_chart",
    "set_page_config", "stop",
    "Page",  # our own titles, of the menu
}  # fmt: skip
# Modules of ours with a function of such a name.
OURS = {"controls", "filter_controls"}
GATED = {name for name, value in vars(controls).items() if hasattr(value, "__wrapped__")}
# Every kind of Markdown that a name can hold, and each mark on a word of its own.
MARKED = (
    "**Bold** _leaning_ ~~gone~~ `code` $x^2$ [link](https://e.example) :red[red] :heart: "
    "![seen](https://e.example/x.png) <b>tag</b> www.e.example &amp; -> {it}"
)
# Every name and description of the small system's lists and returns.
NAMES = (
    "Access to care", "Abbey Hospitals", "Brook Community", "North", "South",
    "Shared record", "Time saved", "Hours saved", "One record for all who care",
)  # fmt: skip
TELLTALES = ("**Bold**", "[link](", ":red[", "<b>", "~~gone~~", "$x^2$", "`code`")


def calls(path: Path) -> Iterator[tuple[str, str, int]]:
    """What is called of what, in a source: its owner, its name and the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield (owner.id if isinstance(owner, ast.Name) else "", node.func.attr, node.lineno)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_page_gives_words_to_streamlit_but_through_the_gate(path: Path) -> None:
    if path.name == "controls.py":
        return
    past = [
        f"{path.name}:{line} {owner}.{name}"
        for owner, name, line in calls(path)
        if (owner == "st" and name not in DIRECT) or (name in GATED and owner not in OURS)
    ]
    named = [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "streamlit"
    ]

    assert past == []
    assert named == []  # or a control could be called by another name


def test_the_gate_knows_every_control_of_the_pages() -> None:
    used = {name for path in SOURCES for owner, name, _ in calls(path) if owner == "controls"}

    assert used == GATED


@pytest.mark.parametrize(
    "text",
    [
        "Send for September 2026",
        "30 September 2026, as it is known now",
        "Extracts (one to seven CSV files, or an Excel workbook or zip of them)",
        "Why? The reason is kept with the submission.",
        "A. Words: 3 clauses",
        "St Mary's – north/south, non-acute · 25%",
    ],
)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert escape.label(text) == text


@pytest.mark.parametrize(
    "text",
    [MARKED, "1. First", "2) Second", "# Head", "- point", "a_b_c", "x -- y", "[x]", "a*b*", ":x:",
     "http://evil.example", "me@evil.example", "AT&amp;T", "a -> b", "+ plus", "> said"],
)  # fmt: skip
def test_words_that_could_be_markdown_are_escaped(text: str) -> None:
    assert escape.label(text) == escape.markdown(text) != text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("benefits.csv", "benefits.csv"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("benefits\u202evsc.exe", "benefitsvsc.exe"),
        ('a"b\r\nc.csv', "a_b c.csv"),
        ("\u202e", "file"),
    ],
)
def test_a_download_has_one_plain_name(text: str, name: str) -> None:
    assert escape.file_name(text) == name


@pytest.fixture
def marked_home(
    tmp_path: Path, write_small_system: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A system in which every name and description of every list is full of Markdown."""
    system = write_small_system(tmp_path / "fenland")
    quoted = MARKED.replace('"', '""')
    for path in system.rglob("*.csv"):
        text = path.read_text()
        for number, word in enumerate(NAMES):
            text = text.replace(f",{word}", f',"{number} {quoted}"')
        path.write_text(text)
    toml = (system / "system.toml").read_text()
    about = f"name = '''{MARKED}'''\nabout = '''{MARKED}'''"
    (system / "system.toml").write_text(toml.replace('name = "Fenland"', about))
    home = tmp_path / "home"
    with closing(PortfolioService(home)) as service:
        assert service.load(system).is_clean
    monkeypatch.setenv("PORTFOLIO_HOME", str(home))
    yield home
    app_state.close()


def read_as_markdown(node: Any) -> Iterator[str]:
    """Whatever a browser would read as Markdown of what a page has drawn."""
    proto = getattr(node, "proto", None)
    for holder in (proto, *(getattr(proto, kind, None) for kind in ("expandable", "popover"))):
        for name in ("label", "help", "body", "text"):
            said = getattr(holder, name, "")
            # What is placed as HTML has a gate of its own, and tests of its own.
            if isinstance(said, str) and getattr(node, "type", "") != "html":
                yield said
    for option in getattr(proto, "options", ()):
        yield getattr(option, "content", "")  # those of a select box are plain, and are texts
    for child in getattr(node, "children", {}).values():
        yield from read_as_markdown(child)


def test_hostile_names_of_every_list_are_seen_as_written_on_every_page(marked_home: Path) -> None:
    read: list[str] = []
    for page in PAGES:
        at = AppTest.from_file(str(page), default_timeout=120).run()
        assert not at.exception, page.name
        read += read_as_markdown(at.main)

    assert [text for text in read if any(mark in text for mark in TELLTALES)] == []
    # The theme's name is one of the words that were looked at.
    assert any(escape.markdown(f"0 {MARKED}") == text for text in read)
