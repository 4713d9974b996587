"""Composes a paper from one home folder: gathers the answers, and says what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from portfolio.contract.catalogue import CONTRACT_VERSION
from portfolio.domain.document import Document
from portfolio.domain.document_texts import numbers_of
from portfolio.domain.filters import NARROWING, Filters
from portfolio.domain.fingerprint import Fingerprint
from portfolio.domain.period import Period
from portfolio.domain.result import Result
from portfolio.measures.card_catalogue import CARDS
from portfolio.service.requests import NotUnderstood
from portfolio.service.service import PortfolioService
from portfolio.views import formats
from portfolio.views.paper import compose
from portfolio.views.paper.layout import Layout, layouts
from portfolio.views.paper.material import AUDIENCES, Given, Material


@dataclass(frozen=True)
class Wanted:
    """A paper that somebody asks for: its layout, what it shows, and what they write on it."""

    layout: str
    filters: Filters
    given: Given = field(default_factory=Given)


def composed(service: PortfolioService, wanted: Wanted) -> Document:
    """Return a paper as at its filters' period, as known by today unless they say when.

    Raises NotUnderstood for a layout, an audience or an annex that is not there, and for a layout
    that lacks the filter it needs.
    """
    layout = _layout(service, wanted)
    known_on = wanted.filters.known_on or service.today().date()
    filters = replace(wanted.filters, known_on=known_on)
    used: dict[str, Result] = {}

    def ask(measure_id: str) -> Result:
        used[measure_id] = service.result(measure_id, filters)
        return used[measure_id]

    as_at = Filters(filters.period, known_on)
    material = Material(
        ask=ask,
        filters=filters,
        known_on=known_on,
        labels=service.labels(as_at),
        coverage=service.coverage(as_at),
        references=service.references,
        programmes=service.programmes(filters),
        methods=CARDS,
        given=wanted.given,
        used=used,
    )
    title = compose.title(layout, material)
    blocks = tuple(compose.compose(layout, material))
    return Document(
        title=title,
        subject=layout.subject,
        author=wanted.given.author or service.references.settings.name or "Portfolio",
        made_on=known_on,
        blocks=blocks,
        fingerprint=_fingerprint(layout, material, numbers_of(title, blocks)),
    )


def _fingerprint(layout: Layout, material: Material, numbers: str) -> Fingerprint:
    """Return what a paper was made from: `used` has by now every answer that was asked for."""
    used, given, filters = material.used, material.given, material.filters
    return Fingerprint(
        layout=layout.id,
        layout_version=layout.version,
        contract_version=CONTRACT_VERSION,
        filters=tuple(sorted(_chosen(filters).items())),
        given=tuple(sorted(_written(given).items())),
        as_at=str(filters.period),
        known_on=material.known_on,
        audience=given.audience,
        measures=tuple(sorted((one, used[one].provenance.version) for one in used)),
        submissions=_submissions(used),
        numbers=numbers,
    )


def composed_again(
    service: PortfolioService, fingerprint: Fingerprint, *, known_on: date | None
) -> Document:
    """Return the paper of a fingerprint composed anew, as known on a day (None: as known now).

    Raises NotUnderstood where this version has no such layout any more.
    """
    chosen, written = dict(fingerprint.filters), dict(fingerprint.given)
    annexes = written.pop("annexes", None)
    # What `Filters` is made with is typed field by field: hence Any.
    narrowed: dict[str, Any] = {name: chosen.get(name) for name in NARROWING}
    filters = Filters(
        period=Period.parse(fingerprint.as_at),
        known_on=known_on,
        is_as_now=chosen.get("organisations") == "as_now",
        **narrowed,
    )
    given = Given(
        **written,
        audience=fingerprint.audience,
        annexes=None if annexes is None else tuple(filter(None, annexes.split(","))),
    )
    return composed(service, Wanted(fingerprint.layout, filters, given))


def _layout(service: PortfolioService, wanted: Wanted) -> Layout:
    layout = layouts().get(wanted.layout)
    if layout is None:
        names = formats.listed((f"`{name}`" for name in layouts()), len(layouts()))
        raise NotUnderstood(f"`{wanted.layout}` is not a layout. There are {names}.")
    if layout.needs and getattr(wanted.filters, layout.needs) is None:
        raise NotUnderstood(
            f"{layout.name} (`{layout.id}`) is of one {layout.needs}: choose the {layout.needs}."
        )
    if wanted.given.audience not in AUDIENCES:
        raise NotUnderstood(f"`{wanted.given.audience}` is neither `board` nor `public`.")
    code = wanted.given.for_organisation
    if code and not service.references.organisations.knows(code):
        raise NotUnderstood(f"`{code}` is not an organisation of this system.")
    for annex in wanted.given.annexes or ():
        if annex not in layout.offers:
            names = formats.listed((f"`{name}`" for name in layout.offers), len(layout.offers))
            raise NotUnderstood(f"`{annex}` is not an annex of `{layout.id}`. It has {names}.")
    return layout


def _chosen(filters: Filters) -> Mapping[str, str]:
    """Return the filters that are set, as scripts write them; the points have their own place."""
    return {name: value for name, value in filters.to_json().items() if value is not None}


def _written(given: Given) -> Mapping[str, str]:
    """Return what the maker wrote and chose, where it is not left to the layout."""
    said = asdict(given)
    annexes = said.pop("annexes")
    said.pop("audience")
    chosen = {} if annexes is None else {"annexes": ",".join(annexes)}
    return {name: text for name, text in said.items() if text} | chosen


def _submissions(used: Mapping[str, Result]) -> tuple[str, ...]:
    every = {number for result in used.values() for number in result.provenance.submissions}
    return tuple(sorted(every))
