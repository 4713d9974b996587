"""The papers made here, for one person: each verb asks first, and what is not theirs is hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from portfolio.access import Verb
from portfolio.domain.scope import Scope
from portfolio.store.kept_papers import KeptPaper, KeptPapers


class Papers:
    """What was made, for one person. See `KeptPapers` for what each does.

    A paper with something in it that is kept to an organisation is there for those who see that
    organisation's own rows, whoever made it.
    """

    def __init__(
        self, papers: KeptPapers, ask: Callable[[Verb], None], scope: Callable[[], Scope]
    ) -> None:
        self._papers = papers
        self._ask = ask
        self._scope = scope

    def keep(self, paper: KeptPaper, document: str, *, has_own_rows: bool) -> KeptPaper:
        """Return a paper as it is kept from now on. `has_own_rows` says whether what is in it
        depends on whose own rows its maker sees."""
        self._ask(Verb.MAKE_PAPER)
        needs = self._scope().text if has_own_rows else ""
        return self._papers.keep(replace(paper, needs_scope=needs), document)

    def every(self) -> tuple[KeptPaper, ...]:
        """Return what was made and may be seen, the latest first."""
        self._ask(Verb.PAPERS)
        scope = self._scope()
        return tuple(one for one in self._papers.every() if scope.holds(one.needs_scope))

    def document(self, paper_id: str) -> str | None:
        """Return the document of a paper as JSON; None where there is none to be seen."""
        seen = {one.id for one in self.every()}
        return self._papers.document(paper_id) if paper_id in seen else None
