"""Papers from outside: a request in, an answer out."""

from __future__ import annotations

from portfolio.domain.filters import Filters
from portfolio.service.papers.composing import Wanted
from portfolio.service.papers.making import made, made_document
from portfolio.service.papers.verifying import verified
from portfolio.service.requests import Answer, Code, NotUnderstood, Request
from portfolio.service.service import PortfolioService
from portfolio.service.text.paper_text import made_text, verified_text
from portfolio.views.paper.layout import DEFAULT
from portfolio.views.paper.material import BOARD, Given

GIVEN_OPTIONS = ("meeting", "author", "title", "paper_type", "asked", "for_organisation")
"""What the maker of a paper may write on it."""


def export(service: PortfolioService, request: Request, filters: Filters) -> Answer:
    """Make a paper under filters, and keep it; the document goes with the answer."""
    annexes = request.text("annexes")
    given = Given(
        **{name: request.text(name) or "" for name in GIVEN_OPTIONS},
        audience=request.text("audience") or BOARD,
        annexes=None if annexes is None else tuple(filter(None, annexes.strip("-").split(","))),
    )
    one = made(service, Wanted(request.text("layout") or DEFAULT, filters, given))
    return Answer(Code.DONE, made_text(one.paper), made_document(one))


def verify(service: PortfolioService, request: Request) -> Answer:
    """Hold a paper against the data. Raises NotUnderstood for no file or several."""
    if len(request.files) != 1:
        raise NotUnderstood("`verify` needs one file.")
    (file,) = request.files
    verdict = verified(service, file.name, file.content)
    code = Code.DONE if verdict.is_proved else Code.FINDINGS
    return Answer(code, verified_text(file.name, verdict), verdict.to_json())
