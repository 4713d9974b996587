"""A paper held against the data on the page: a file is chosen, and each difference is listed."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.service import NotUnderstood, PortfolioService
from portfolio.service.papers.verifying import Difference, Proof, verified
from portfolio.ui import controls, frame, upload_permits
from portfolio.ui.markup import write_html
from portfolio.views import escape, formats, snippets
from portfolio.views.words import paper_words as words

_SHOWN = 30
_ENDINGS = list(words.FORM)


def prove(service: PortfolioService) -> None:
    """Show a place for a file of a paper, and what it is worth."""
    frame.section(words.PROVE, words.PROVE_HOW)
    file = controls.file_uploader(
        "A paper to prove",
        type=_ENDINGS,
        key="paper_to_prove",
        on_change=upload_permits.begin_again,
    )
    upload_permits.open_here()
    for why in upload_permits.not_taken():
        write_html(snippets.verdict("stop", "The file was not taken.", why))
    if file is None:
        return
    try:
        with controls.spinner("Holding it against the data"):
            proof = verified(service, file.name, file.getvalue())
    except NotUnderstood as error:
        write_html(snippets.verdict("stop", str(error)))
        return
    show(proof)


def show(proof: Proof) -> None:
    """Show what became of a paper, and every place that differs."""
    kind, said, below = words.proved(
        altered=len(proof.altered),
        then=len(proof.then),
        since=len(proof.since),
        is_kept=proof.is_kept,
    )
    write_html(snippets.verdict(kind, said, below))
    for title, was, says, found in (
        ("Where the file says something else", "Made with", "The file says", proof.altered),
        ("Where the data now give something else", "Made with", "The data give", proof.then),
        ("What has changed since", "As known then", "As known today", proof.since),
    ):
        if found:
            write_html(_list(title, was, says, found))


def _list(title: str, was: str, says: str, found: Sequence[Difference]) -> str:
    """Return a table of places that opens when it is asked for."""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Where", was, says))
    body = "".join(
        f"<tr><td>{escape.html(one.place)}</td><td>{escape.html(one.was or 'nothing')}</td>"
        f"<td>{escape.html(one.says or 'nothing')}</td></tr>"
        for one in found[:_SHOWN]
    )
    more = len(found) - _SHOWN
    rest = snippets.foot(f"{formats.count(more)} more.") if more > 0 else ""
    counted = formats.plural(len(found), "place")
    return (
        f'<details class="pf-more"><summary>{escape.html(f"{title} ({counted})")}</summary>'
        f'<div class="pf-scroll" tabindex="0"><table class="pf-table"><thead><tr>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>{rest}</details>"
    )
