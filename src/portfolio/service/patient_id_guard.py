"""Holds back what may name a patient before a request is written down for another process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.domain.nhs_numbers import holds_nhs_number
from portfolio.exports.findings import findings_csv
from portfolio.service.requests import Answer, Code, NotAllowed, Request
from portfolio.service.text.verdict_text import verdict_text

_NOT_PASSED_ON = "Nothing was stored, and nothing was passed on to the running app."


def refuse_typed_identifiers(request: Request) -> None:
    """Raise NotAllowed where an option holds an NHS number: a reason would be kept."""
    for option in request.options:
        if holds_nhs_number(request.text(option) or ""):
            raise NotAllowed(
                f"What is given as `{option}` holds a valid NHS number. Nothing was kept: leave "
                "the number out."
            )


def held_back(request: Request) -> Answer | None:
    """Return the answer to a request whose files must not lie in any folder, not even for a
    moment; None where they may. Raises NotAllowed for an option of that kind."""
    refuse_typed_identifiers(request)
    # Here, because the engine of the checks takes two seconds to load and readers need none.
    from portfolio.intake.validate import look_for_identifiers  # noqa: PLC0415

    files = (*request.files, *_files_of(request.system))
    verdict = look_for_identifiers(files) if files else None
    if verdict is None or not verdict.names_a_patient:
        return None
    text = f"{verdict_text(verdict)}\n\n{_NOT_PASSED_ON}"
    report = findings_csv(verdict.findings).decode("utf-8") if request.flag("report") else None
    return Answer(Code.FINDINGS, text, verdict.to_json(), report)


def _files_of(system: Path | None) -> Iterator[ReceivedFile]:
    """Yield the extracts of a system folder, named by their place in it."""
    if system is not None:
        extracts = system / "extracts"
        for path in sorted(path for path in extracts.rglob("*") if path.is_file()):
            yield ReceivedFile(str(path.relative_to(extracts)), path.read_bytes())
