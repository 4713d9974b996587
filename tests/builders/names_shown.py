"""The names that a page shows, and which of them are links, read off what was drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

from portfolio.domain.filters import Filters
from portfolio.service import PortfolioService

# What a page says in sentences of its own, what narrows it (in bold), and what is only heard: no
# list of names.
_SAID = ("style", "h1", "h2", "caption", "asat b")
_FEWEST_LETTERS = 5


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[tuple[str, bool]] = []
        self.is_as_at = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self.is_as_at = ("class", "pf-asat") in attrs
        tag = f"asat {tag}" if self.is_as_at and tag == "b" else tag
        if tag in ("a", *_SAID):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = f"asat {tag}" if self.is_as_at and tag == "b" else tag
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() and not set(self.inside) & set(_SAID):
            self.found.append((data.strip(), "a" in self.inside))


@dataclass
class Shown:
    """How many names are shown and are links, and those that are not."""

    names: int = 0
    linked: int = 0
    plain: list[str] = field(default_factory=list)


def known_names(service: PortfolioService) -> set[str]:
    """Programmes, organisations, benefits, lessons and themes of a system, by name."""
    filters = Filters(service.latest_period())
    labels = service.labels(filters)
    benefits = service.result("benefit_over_time", filters).tables["benefits"]
    lessons = service.result("learning", filters).tables["lessons"]
    return {
        *(label.name for label in labels.organisations.values()),
        *(labels.programme(code) for code in labels.programmes),
        *labels.programmes.values(),
        *map(str, benefits.column("benefit_name")),
        *map(str, lessons.column("title")),
        *(theme.theme_name for theme in service.references.themes),
    }


def texts(page: AppTest) -> Iterator[tuple[str, bool]]:
    """Every text of a page's markup and of its pictures' axes, and whether it is in a link."""
    drawn = [element.proto.body for element in page.get("html")]
    for chart in page.get("plotly_chart"):
        axes = json.loads(chart.proto.spec)["layout"].values()
        drawn += [
            str(said) for one in axes if isinstance(one, dict) for said in one.get("ticktext", ())
        ]
    for markup in drawn:
        read = _Texts()
        read.feed(markup)
        yield from read.found


def names_shown(page: AppTest, names: set[str]) -> Shown:
    """Count each text that is a name, whole or cut short, and each that holds one."""
    shown = Shown()
    long = [name for name in names if len(name) >= _FEWEST_LETTERS]
    for text, is_linked in texts(page):
        is_name = text in names or (
            text.endswith("…") and any(name.startswith(text[:-1].rstrip()) for name in long)
        )
        if is_name or (not is_linked and any(name in text for name in long)):
            shown.names += 1
            shown.linked += is_linked
            shown.plain += [] if is_linked else [text]
    return shown
