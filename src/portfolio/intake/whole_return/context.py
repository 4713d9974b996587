"""What a submission is held against, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.contract.finding_groups import finding_of_cells, findings_of
from portfolio.contract.rules import ROWS_LISTED, finding
from portfolio.contract.runs import Runs
from portfolio.domain.finding import Finding
from portfolio.domain.organisation import Organisations
from portfolio.domain.period import Period
from portfolio.domain.system import References
from portfolio.domain.verdict import CurrentState


@dataclass(frozen=True)
class ReturnContext:
    """Who sends, for when, under which names, and what stands already.

    `files` gives the file name of each kind sent. `unread_kinds` were sent and could not be
    read: nothing is said to be missing from them, nor from `unread_columns`, each with its kind.
    """

    partner_code: str
    period: Period
    references: References
    standing: CurrentState[pl.DataFrame]
    files: Mapping[str, str] = field(default_factory=dict)
    unread_kinds: frozenset[str] = frozenset()
    unread_columns: frozenset[tuple[str | None, str | None]] = frozenset()
    _found: dict[str, pl.DataFrame | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def once(self, name: str, find: Callable[[], pl.DataFrame | None]) -> pl.DataFrame | None:
        """Return what several checks ask of what stands, whoever sends: found once."""
        if name not in self._found:
            self._found[name] = find()
        return self._found[name]

    @property
    def organisations(self) -> Organisations:
        return self.references.organisations

    @property
    def partner_name(self) -> str:
        return self.name_of(self.partner_code)

    def name_of(self, code: str) -> str:
        """Return the organisation's name in the period; an unknown code speaks for itself."""
        row = self.organisations.at(code, self.period)
        return row.org_name if row else code

    def named(self, codes: pl.Series) -> pl.Series:
        """Return the names of organisations."""
        if codes.is_empty():
            return codes.cast(pl.String)
        names = {code: self.name_of(code) for code in codes.unique().to_list() if code is not None}
        return codes.replace_strict(names, default=None, return_dtype=pl.String)

    def sends_for(self, code: str) -> bool:
        """Return whether the partner is this organisation, sends for it, or follows it once
        closed."""
        return (
            code == self.partner_code
            or self.organisations.sends_for(self.partner_code, code, self.period)
            or self.succeeds(code)
        )

    def succeeds(self, code: str) -> bool:
        """Return whether the organisation has closed and the partner is one of its successors."""
        return not self.organisations.is_open(code, self.period) and (
            self.partner_code in self.organisations.successors(code)
        )


@dataclass(frozen=True)
class CrossChecked:
    """The findings, and the tables with organisation codes as the list spells them and `sent_as`
    (null where the row is not this partner's to send)."""

    findings: tuple[Finding, ...]
    tables: Mapping[str, pl.DataFrame]


@dataclass
class FindingCollector:
    """Collects findings while the checks go through a submission."""

    context: ReturnContext
    findings: list[Finding] = field(default_factory=list)
    _runs: dict[str, Runs] = field(default_factory=dict)

    def runs(self, kind: str, table: pl.DataFrame) -> Runs:
        """Return the table of a kind by its runs of rows about the same things: worked out once,
        however many checks ask for it, since none changes an id or a code."""
        if kind not in self._runs:
            things = [one.name for one in KINDS[kind].fields if one.type in ("id", "org")]
            self._runs[kind] = Runs.of(table, things)
        return self._runs[kind]

    def forget_runs(self, kind: str) -> None:
        """For whoever does change one."""
        self._runs.pop(kind, None)

    def tell(
        self,
        rule_id: str,
        kind: str,
        column: str | None,
        cases: pl.DataFrame,
        *,
        near: Callable[[str], str | None] | None = None,
        together: bool = False,
    ) -> None:
        """Rows that break a rule: `row_number`, `found` and the words of the sentence."""
        if cases.height:
            file = self.context.files.get(kind, f"{kind}.csv")
            told = findings_of(
                rule_id,
                cases,
                file=file,
                kind=kind,
                column=column,
                near=near,
                together=together,
            )
            self.findings.extend(told)

    def tell_cells(self, rule_id: str, kind: str, cases: pl.DataFrame) -> None:
        """One finding on cells of whatever columns: as for `tell`, with `column` beside."""
        if cases.height:
            file = self.context.files.get(kind, f"{kind}.csv")
            self.findings.append(finding_of_cells(rule_id, cases, file=file, kind=kind))

    def tell_together(
        self,
        rule_id: str,
        kind: str,
        column: str,
        rows: pl.Series,
        **words: Any,
    ) -> None:
        """One finding on all these rows, whatever stands in them."""
        file = self.context.files.get(kind, f"{kind}.csv")
        listed, count = rows.head(ROWS_LISTED), rows.len()
        said = finding(
            rule_id, file=file, kind=kind, rows=listed, row_count=count, column=column, **words
        )
        self.findings.append(said)

    def say(
        self,
        rule_id: str,
        *,
        kind: str | None = None,
        column: str | None = None,
        found: str | None = None,
        **words: object,
    ) -> None:
        """One finding that is not about rows."""
        file = self.context.files.get(kind or "", "")
        self.findings.append(
            finding(
                rule_id,
                file=file,
                kind=kind,
                rows=(),
                row_count=0,
                column=column,
                found=found,
                **words,
            )
        )
