"""The verbs that can be asked from outside, each from a request to an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from portfolio.domain.filters import NARROWING, Filters, Point
from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.receipt import AlreadyReceived, Outcome, Receipt, Refusal
from portfolio.domain.submission_order import stands_instead
from portfolio.domain.verdict import Verdict
from portfolio.exports.findings import findings_csv
from portfolio.measures.card_catalogue import CARDS
from portfolio.service import people_commands
from portfolio.service.json_documents import card_document, preview_document
from portfolio.service.load_system import Progress, unseen
from portfolio.service.patient_id_guard import refuse_typed_identifiers
from portfolio.service.publishing import SCOPES, publish
from portfolio.service.requests import Answer, Code, NotAllowed, NotUnderstood, Request
from portfolio.service.service import PortfolioService
from portfolio.service.text.aligned_columns import printable
from portfolio.service.text.ledger_text import (
    ledger_text,
    loaded_text,
    receipt_text,
    seen_before_text,
)
from portfolio.service.text.measure_text import cards_text, result_text
from portfolio.service.text.preview_text import preview_text
from portfolio.service.text.published_text import published_text
from portfolio.service.text.verdict_text import since_text, verdict_text
from portfolio.store.ledger import NoSuchSubmission, NotWithdrawn
from portfolio.store.reference_lists import BadReference
from portfolio.views.words.receipt_words import mended_words, stands_again

NOTHING_STORED = "Nothing was stored."
_BY_THEMSELVES = (
    "The files were checked by themselves: with --partner and --period they are also held against "
    "the system's lists and what was sent before."
)


def perform(service: PortfolioService, request: Request, progress: Progress = unseen) -> Answer:
    """Return the answer to a request. Raises NotUnderstood for a verb or an option that is not
    known."""
    refuse_typed_identifiers(request)
    if request.verb == "load":
        return _load(service, request, progress)
    verb = _VERBS.get(request.verb)
    if verb is None:
        raise NotUnderstood(f"`{request.verb}` is not something that can be asked.")
    return verb(service, request)


def _load(service: PortfolioService, request: Request, progress: Progress) -> Answer:
    if request.system is None:
        raise NotUnderstood("`load` needs the folder of a system.")
    try:
        loaded = service.load(request.system, progress)
    except BadReference as error:
        return Answer(Code.FINDINGS, f"{error}\n\n{NOTHING_STORED}")
    code = Code.DONE if loaded.is_clean else Code.FINDINGS
    return Answer(code, loaded_text(loaded, in_short=request.flag("quiet")), loaded.to_json())


def _check(service: PortfolioService, request: Request) -> Answer:
    partner_code, period = request.needed("partner"), _needed_period(request)
    checked = service.returns.check(request.files, partner_code=partner_code, period=period)
    verdict = checked.verdict
    since = service.since_last_return(partner_code, period)
    return Answer(
        Code.DONE if verdict.accepted else Code.FINDINGS,
        "\n\n".join([verdict_text(verdict), *since_text(since), NOTHING_STORED]),
        {**verdict.to_json(), **_since_document(since)},
        _report(request, verdict),
    )


def _report(request: Request, verdict: Verdict) -> str | None:
    """Return what was found as a table, where it is asked for."""
    return findings_csv(verdict.findings).decode("utf-8") if request.flag("report") else None


def check_form(request: Request) -> Answer:
    """Return the verdict on files by themselves, where it is not said who sends them or for
    when."""
    # Here, because the engine of the checks takes two seconds to load and readers need none.
    from portfolio.intake.validate import check_form as form_verdict  # noqa: PLC0415

    verdict = form_verdict(request.files, request.period())
    return Answer(
        Code.DONE if verdict.accepted else Code.FINDINGS,
        f"{verdict_text(verdict)}\n\n{_BY_THEMSELVES} {NOTHING_STORED}",
        verdict.to_json(),
        _report(request, verdict),
    )


def _submit(service: PortfolioService, request: Request) -> Answer:
    partner_code, period = request.needed("partner"), _needed_period(request)
    if request.flag("accept"):
        handed = service.returns.receive(request.files, partner_code=partner_code, period=period)
        return told(service, handed, service.since_last_return(partner_code, period))
    checked = service.returns.check(request.files, partner_code=partner_code, period=period)
    since = service.since_last_return(partner_code, period)
    if not checked.verdict.accepted:
        return told(service, Refusal(checked.verdict), since)
    preview = service.returns.preview(checked, partner_code=partner_code, period=period)
    every = service.returns.every_change(checked, partner_code=partner_code, period=period)
    said = preview_text(preview, service.labels(Filters(period)))
    return Answer(
        Code.DONE,
        "\n\n".join([verdict_text(checked.verdict), *since_text(since), said, NOTHING_STORED]),
        {
            **checked.verdict.to_json(),
            **_since_document(since),
            "preview": preview_document(preview, every),
        },
    )


def told(service: PortfolioService, outcome: Outcome, since: Sequence[Finding] = ()) -> Answer:
    """Return what a sender is told of a return, in text and as the promised document: what
    became of it, and what others have sent since its last return."""
    beside = {**_since_document(since), "mended": list(outcome.mended)}
    mended = [mended_words([printable(name) for name in outcome.mended])] if outcome.mended else []
    match outcome:
        case Refusal(verdict):
            text = [verdict_text(verdict), *since_text(since), *mended, NOTHING_STORED]
            return Answer(Code.FINDINGS, "\n\n".join(text), {**verdict.to_json(), **beside})
        case AlreadyReceived(submission, verdict):
            said = seen_before_text(submission, service.name_of(submission.partner_code))
            document = {**verdict.to_json(), "already_received": True}
        case Receipt(submission, verdict):
            said = receipt_text(submission, service.name_of(submission.partner_code))
            document = {**verdict.to_json(stored=True), "already_received": False}
    return Answer(
        Code.DONE,
        "\n\n".join([said, *mended, *since_text(since)]),
        {**document, "submission": submission.to_json(), **beside},
    )


def _since_document(since: Sequence[Finding]) -> Mapping[str, object]:
    return {"since_last_return": [finding.to_json() for finding in since]}


def _withdraw(service: PortfolioService, request: Request) -> Answer:
    number = request.needed("submission")
    if not number.isdecimal():
        raise NotUnderstood(f"`{number}` is not a submission. Write its number, as in `0187`.")
    try:
        submission = service.returns.withdraw(int(number), request.needed("reason"))
    except NoSuchSubmission as error:
        raise NotUnderstood(str(error)) from error
    except NotWithdrawn as error:
        raise NotAllowed(str(error)) from error
    instead = stands_again(stands_instead(service.submissions(), submission), done=True)
    text = f"Submission {submission.number} is withdrawn. {instead}"
    return Answer(Code.DONE, text, submission.to_json())


def _submissions(service: PortfolioService, _request: Request) -> Answer:
    ledger = service.submissions()
    return Answer(Code.DONE, ledger_text(ledger), [one.to_json() for one in ledger])


def _measure(service: PortfolioService, request: Request) -> Answer:
    measure_id = request.text("measure")
    if measure_id is None:
        return list_measures()
    if measure_id not in CARDS:
        raise NotUnderstood(
            f"`{measure_id}` is not a measure. `portfolio measure` without a name lists them."
        )
    filters = _filters(service, request)
    result = service.result(measure_id, filters)
    return Answer(Code.DONE, result_text(CARDS[measure_id], result), result.to_json())


def _publish(service: PortfolioService, request: Request) -> Answer:
    scope = request.text("scope") or SCOPES[0]
    chosen = next((one for one in SCOPES if one == scope), None)
    if chosen is None:
        raise NotUnderstood(f"`{scope}` is not a scope: write {' or '.join(SCOPES)}.")
    into = Path(request.needed("into"))
    done = publish(service, _filters(service, request), into, chosen)
    return Answer(Code.DONE, published_text(done), done.to_json())


def _export(service: PortfolioService, request: Request) -> Answer:
    # Here, because nothing else needs what papers are made with.
    from portfolio.service.paper_commands import export  # noqa: PLC0415

    return export(service, request, _filters(service, request))


def _verify(service: PortfolioService, request: Request) -> Answer:
    from portfolio.service.paper_commands import verify  # noqa: PLC0415 - as above

    return verify(service, request)


def list_measures() -> Answer:
    """Return the catalogue, which needs no home folder."""
    cards = tuple(CARDS.values())
    return Answer(Code.DONE, cards_text(cards), [card_document(card) for card in cards])


def _filters(service: PortfolioService, request: Request) -> Filters:
    period = request.period() or service.latest_period()
    if period is None:
        raise NotUnderstood("Nothing is here yet. Load a system first: portfolio load SYSTEM_DIR.")
    _check_known(service, request)
    return Filters(
        period=period,
        known_on=request.day("known_on"),
        **{name: request.text(name) for name in NARROWING},
        since=_since(request, period),
        is_as_now=request.text("organisations") == "as_now",
    )


def _since(request: Request, period: Period) -> Point | None:
    """Return the earlier point to compare with; a day alone is the same period as it was known
    then."""
    earlier, known_on = request.period("since"), request.day("since_known_on")
    if earlier is None and known_on is None:
        return None
    if earlier is not None and earlier > period:
        raise NotUnderstood(f"`{earlier}` is later than {period}: `since` is the earlier point.")
    return Point(earlier or period, known_on or request.day("known_on"))


def _check_known(service: PortfolioService, request: Request) -> None:
    references = service.references
    theme = request.text("theme")
    if theme is not None and references.theme(theme) is None:
        raise NotUnderstood(
            f"`{theme}` is not a theme of this system. Write it as set:code, for example "
            f"`{references.themes[0].key}`."
        )
    for option in ("lead", "beneficiary"):
        code = request.text(option)
        if code is not None and not references.organisations.knows(code):
            raise NotUnderstood(f"`{code}` is not an organisation of this system.")


def _needed_period(request: Request) -> Period:
    period = request.period()
    if period is None:
        raise NotUnderstood("`period` is needed, for example `2026-09`.")
    return period


_VERBS: Mapping[str, Callable[[PortfolioService, Request], Answer]] = {
    "check": _check,
    "submit": _submit,
    "withdraw": _withdraw,
    "submissions": _submissions,
    "measure": _measure,
    "publish": _publish,
    "export": _export,
    "verify": _verify,
    "people": people_commands.people,
    "people invite": people_commands.invite,
    "people end": people_commands.end,
}
