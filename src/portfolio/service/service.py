"""One home folder, opened: the store and all that stands around it, behind a few verbs."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from portfolio import measures
from portfolio.access import LOCAL, Decision, Person, Role, Verb, may, scope_of
from portfolio.domain.coverage import Coverage
from portfolio.domain.filters import Filters, Point
from portfolio.domain.finding import Finding
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.programme import Programme, RestsOn
from portfolio.domain.refusal import RefusedReturn
from portfolio.domain.result import Result, ResultTable
from portfolio.domain.scope import EVERYTHING, Scope
from portfolio.domain.submission import Submission
from portfolio.domain.system import References
from portfolio.intake.one_file.file_result import FileValidator
from portfolio.intake.receive.zip_files import Unpack, unpacked
from portfolio.logbook import FaultNoted
from portfolio.measures import RowsBehind
from portfolio.service import load_system
from portfolio.service.load_system import Loaded, Progress, unseen
from portfolio.service.memo import Memo
from portfolio.service.papers.for_person import Papers
from portfolio.service.people_list import PeopleList
from portfolio.service.people_verbs import People
from portfolio.service.privacy import make_home
from portfolio.service.requests import NotAllowed
from portfolio.service.returns import Returns, seen_in
from portfolio.store.archive import Archive
from portfolio.store.audit import Audit
from portfolio.store.engine import AsAt, Store, StoreFault
from portfolio.store.errors import JournalLost
from portfolio.store.home_paths import HomePaths
from portfolio.store.journal import Journal
from portfolio.store.journal_events import history
from portfolio.store.kept_papers import KeptPapers
from portfolio.store.reference_lists import ReferenceLists
from portfolio.store.standing_tables import standing_tables
from portfolio.submissions import Submissions
from portfolio.views.words.question_words import worded

Found = TypeVar("Found")
# Answers of every kind; rows behind them are many each.
_MOST_ANSWERS = 512
_MOST_ROWS = 8


def has_store(home: Path) -> bool:
    """Return whether anything was ever kept in a home folder.

    Raises JournalLost where it was, and neither database nor journal is left of it: to begin anew
    would give numbers twice, and forget what is in the archive.
    """
    places = HomePaths(home)
    if places.database.is_file():
        return True
    journal = Journal(places.journal)
    if history(journal.entries()):
        return True
    if journal.unread() or (places.archive.is_dir() and any(places.archive.iterdir())):
        raise JournalLost("Neither database nor journal is there, but something was kept.")
    return False


class EmptyHome(Exception):
    """The home folder holds nothing yet; the message says what to do first."""


class PortfolioService:
    """The verbs of one system's portfolio. One process opens a home folder at a time.

    Each verb asks first whether the person it is done for may do it. Opened, it is there for
    whoever can read the home folder's files; `acting_for` gives it to somebody who signed in.
    """

    def __init__(
        self,
        home: Path,
        *,
        clock: Callable[[], datetime] = datetime.now,
        read_only: bool = False,
        validate_file: FileValidator | None = None,
        unpack: Unpack = unpacked,
    ) -> None:
        """Open a home folder, and make it where it is not there (unless only to be read).

        Files are judged by `judge` and zips opened by `unpack`; without, in this process. Raises
        StoreBusy when another process has it open, EmptyHome where there is nothing to read,
        StoreDamaged where `repair` must make the database again first, JournalLost where it cannot,
        NotAllowed where others can read the folder and that cannot be changed.
        """
        is_begun = has_store(home)
        if not read_only:
            make_home(home)
        elif not is_begun:
            raise EmptyHome(
                f"There is nothing in {home} yet. Load a system first: portfolio load SYSTEM_DIR."
            )
        store = Store(HomePaths(home).database, read_only=read_only)
        self._furnish(home, store, clock, validate_file=validate_file, unpack=unpack)
        if not read_only:
            self._in_step()

    @classmethod
    def on_trial(
        cls, system: Path, *, clock: Callable[[], datetime] = datetime.now
    ) -> PortfolioService:
        """Return an office in memory that knows a system's reference lists and has received
        nothing.

        For checking only. Raises BadReference.
        """
        service = cls._over(Store(None), clock=clock)
        service._lists.load(system)
        return service

    @classmethod
    def _over(
        cls, store: Store, *, clock: Callable[[], datetime] = datetime.now
    ) -> PortfolioService:
        """Return an office over a store in memory: nothing is kept beside it."""
        service = cls.__new__(cls)
        service._furnish(None, store, clock)
        return service

    def _furnish(
        self,
        home: Path | None,
        store: Store,
        clock: Callable[[], datetime],
        *,
        validate_file: FileValidator | None = None,
        unpack: Unpack = unpacked,
    ) -> None:
        self.home = home or Path(os.devnull)  # a place where nothing is and nothing can be put
        self._clock = clock
        self._store = store
        places = HomePaths(self.home)
        archive, journal = Archive(places.archive), Journal(places.journal)
        self._papers = KeptPapers(places.papers)
        self._lists = (
            ReferenceLists(
                store, copies=places.references, archive=archive, journal=journal, clock=clock
            )
            if home
            else ReferenceLists(store)
        )
        try:
            self._returns = Submissions(
                store, archive, journal, clock, validate_file=validate_file, unpack=unpack
            )
        except StoreFault:
            store.close()
            raise
        self.opened = object()
        self._audit, self._people = Audit(self.home), PeopleList(self.home)
        self._act_for(lambda: LOCAL)
        self._answers: Memo[Any] = Memo(_MOST_ANSWERS)
        self._rows: Memo[RowsBehind] = Memo(_MOST_ROWS)

    def _in_step(self) -> None:
        try:
            with suppress(OSError):  # a full disk: the next opening makes up for it
                self._lists.catch_up()
        except StoreFault:
            self.close()
            raise

    def acting_for(self, person: Callable[[], Person]) -> PortfolioService:
        """Return the same, opened once for all, with each verb done for one person.

        Who it is, is asked anew at every verb: a role that was taken away while a page is open is
        gone at its next step. `opened` is the same object for all of them.
        """
        theirs = copy(self)
        theirs._act_for(person)
        return theirs

    def _act_for(self, person: Callable[[], Person]) -> None:
        self._person = person
        self.returns = Returns(self._returns, self.ask, self._note)
        self.people = People(self._people, self._audit, self.ask, self._note)
        self.papers = Papers(self._papers, self.ask, lambda: scope_of(self.person))

    @property
    def person(self) -> Person:
        """Return who the verbs are done for, with the organisations a sender covers as of now."""
        person = self._person()
        if Role.SENDER not in person.roles or not person.organisation:
            return person
        return replace(person, covers=self._covered_by(person.organisation))

    def _covered_by(self, org_code: str) -> frozenset[str]:
        """Return the organisations that report through one this month."""
        month = Period.of(self.today().date())
        organisations = self._lists.current().organisations
        return self._kept(
            ("covered by", org_code, month),
            self.revision,
            lambda: frozenset(
                code
                for code in organisations.codes
                if organisations.sends_for(org_code, code, month)
            ),
        )

    def may(self, verb: Verb | str, of_organisation: str | None = None) -> Decision:
        """Return whether the person may do a thing, for a page to offer it or not."""
        return may(self.person, verb, of_organisation, on=self.today().date())

    def ask(self, verb: Verb, of_organisation: str | None = None) -> None:
        """Raise NotAllowed where the person may not do a thing."""
        decision = self.may(verb, of_organisation)
        if not decision.is_allowed:
            raise NotAllowed(decision.why)

    def _note(self, what: str, about: Mapping[str, str]) -> None:
        """Note in the audit what was done. It begins with the first person: while nobody signs in
        there is nobody to tell apart."""
        person = self.person
        if person is LOCAL and not (self._people.is_there or self._audit.is_begun):
            return
        who = person.email or person.name
        with FaultNoted("writing the audit"):
            self._audit.note(what, who=who, at=self.today(), session=person.session, about=about)

    def _kept(self, question: Hashable, while_it_is: Hashable, ask: Callable[[], Found]) -> Found:
        """Return an answer kept until it is asked for while something else is the case."""
        found: Found = self._answers.answer(question, ask, while_it_is=while_it_is)
        return found

    def _kept_at(self, question: Hashable, filters: Filters, ask: Callable[[], Found]) -> Found:
        """Return an answer kept until a change touches the filters' point."""
        return self._kept((question, filters), self.touched_at(filters), ask)

    def _scope(self, is_scoped: bool) -> Scope:
        """Return whose own rows the person sees; the same for all where none are shown."""
        return scope_of(self.person) if is_scoped else EVERYTHING

    @property
    def references(self) -> References:
        """The reference lists; nameless and empty before any were loaded."""
        self.ask(Verb.REFERENCES)
        return self._lists.current()

    def name_of(self, org_code: str) -> str:
        """Return the name of an organisation today; an unknown code speaks for itself."""
        self.ask(Verb.REFERENCES)
        row = self.references.organisations.at(org_code, Period.of(self.today().date()))
        return row.org_name if row else org_code

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self._store.revision

    def touched_at(self, filters: Filters) -> tuple[int, date]:
        """Return what an answer under filters is kept for: until a change touches a point that it
        reads, and for the day, since lateness and who has closed are told as of today."""
        points = [Point(filters.period, filters.known_on), filters.since]
        as_at = [AsAt(str(point.period), point.known_on) for point in points if point]
        return max(map(self._store.touched_at, as_at)), date.today()

    def load(self, system: Path, progress: Progress = unseen) -> Loaded:
        """Take a system folder's reference lists, then its extracts in the order they came.

        Raises BadReference and NotUnderstood, before anything is changed.
        """
        self.ask(Verb.LOAD)
        loaded = load_system.load(self._lists, self._returns, system, progress)
        self._note("lists_loaded", {"system": self._lists.current().settings.name})
        return loaded

    def submissions(self) -> tuple[Submission, ...]:
        """Return all submissions there ever were, oldest first. Notes on risks are their
        sender's and the portfolio office's: they may quote what is kept to an organisation."""
        self.ask(Verb.LEDGER)
        scope = scope_of(self.person)
        return self._kept(
            ("submissions", scope),
            self.revision,
            lambda: seen_in(self._returns.submissions(), scope),
        )

    def refusals(self) -> tuple[RefusedReturn, ...]:
        """Return all returns that were ever refused, in counts, oldest first."""
        self.ask(Verb.REFUSALS)
        return self._kept("refusals", self.revision, self._returns.refusals)

    def since_last_return(self, partner_code: str, period: Period) -> tuple[Finding, ...]:
        """Return what other partners have sent since a partner's last return that concerns it."""
        self.ask(Verb.SINCE, partner_code)
        return self._kept(
            ("since", partner_code, period),
            self.revision,
            lambda: self._returns.since_last_return(partner_code=partner_code, period=period),
        )

    def latest_period(self) -> Period | None:
        """Return the latest period anything stands for, else the latest reporting period."""
        self.ask(Verb.LATEST)
        standing = [s.period for s in self.submissions() if s.withdrawn_at is None]
        planned = [p.period for p in self.references.settings.reporting_periods]
        return max(standing or planned, default=None)

    def result(self, measure_id: str, filters: Filters) -> Result:
        """Return the answer of a measure, kept until something changes. Raises UnknownMeasure."""
        if measure_id not in measures.COMPARING:
            filters = replace(filters, since=None)
        self.ask(Verb.RESULT)
        scope = self._scope(measure_id in measures.SCOPED)
        return self._kept_at(
            (measure_id, scope), filters, lambda: self._answered(measure_id, filters, scope)
        )

    def _answered(self, measure_id: str, filters: Filters, scope: Scope) -> Result:
        """Return a measure's answer; what it asks of other measures is kept, and questions are
        worded."""
        found = measures.answer(measure_id, self._store, filters, self.result, scope=scope)
        if measure_id != "questions":
            return found
        return worded(found, self.labels(Filters(filters.period, filters.known_on)))

    def rows_behind(
        self,
        filters: Filters,
        kinds: tuple[str, ...],
        *,
        programme_id: str | None = None,
        org_code: str | None = None,
    ) -> RowsBehind:
        """Return the partners' rows that answers under these filters were counted from."""
        self.ask(Verb.ROWS)
        scope = self._scope("risks" in kinds)
        return self._rows.answer(
            (filters, kinds, programme_id, org_code, scope),
            lambda: measures.rows_behind(
                self._store,
                filters,
                kinds,
                programme_id=programme_id,
                org_code=org_code,
                scope=scope,
            ),
            while_it_is=self.touched_at(filters),
        )

    def labels(self, filters: Filters) -> Labels:
        """Return the names of organisations and programmes as at the filters' period."""
        self.ask(Verb.LABELS)
        return self._kept_at("labels", filters, lambda: measures.labels(self._store, filters))

    def benefit_names(self, filters: Filters) -> ResultTable:
        """Return the names of every benefit, at each organisation it lands at, without any figure:
        for what only looks for names."""
        self.ask(Verb.LABELS)
        return measures.benefit_names(self._store, filters)

    def coverage(self, filters: Filters) -> Coverage:
        """Return which partners' figures a view rests on, and which are missing."""
        self.ask(Verb.COVERAGE)
        return self._kept_at("coverage", filters, lambda: measures.coverage(self._store, filters))

    def revisions(self, filters: Filters, benefit_id: str, org_code: str) -> ResultTable:
        """Return past months of one benefit at one organisation that were later reported
        differently."""
        self.ask(Verb.REVISIONS)
        return self._kept_at(
            ("revisions", benefit_id, org_code),
            filters,
            lambda: measures.revisions(self._store, filters, benefit_id, org_code),
        )

    def programmes(self, filters: Filters) -> tuple[Programme, ...]:
        """Return the current programmes under the filters, as their leads describe them."""
        self.ask(Verb.PROGRAMMES)
        return self._kept_at(
            "programmes", filters, lambda: measures.programmes(self._store, filters)
        )

    def standing_tables(self, filters: Filters) -> dict[str, pl.DataFrame]:
        """Return all rows that stand at the filters' point by table, with risks that their
        organisation keeps to itself."""
        self.ask(Verb.PUBLISH)
        return standing_tables(self._store, AsAt(str(filters.period), filters.known_on))

    def rests_on(self, filters: Filters) -> tuple[RestsOn, ...]:
        """Return the extracts that speak of the programme the filters name."""
        self.ask(Verb.RESTS_ON)
        return measures.rests_on(self._store, filters)

    def today(self) -> datetime:
        return self._clock()

    def close(self) -> None:
        """Let go of the home folder. Closing twice is harmless."""
        self._store.close()
