"""What is said where a link names something that is not here."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.domain.filters import Filters
from portfolio.domain.labels import Labels
from portfolio.views import formats

HEADLINE = "This link names something that is not here"
WITHOUT_IT = "Show this page without it"
NOT_NARROWED = "Look for it in the whole portfolio"
_CODE_LETTERS = 40
_NOTHING_ELSE = "Nothing else is shown, so that no other figure is taken for it."
_NOT_OFFERED = "{it} is not among what can be chosen here."
_SAID: Mapping[str, str] = {
    "period": "There is no period {it} to look at.",
    "known": "{it} is not a day that a picture is kept for.",
    "theme": "There is no theme {it} in the lists of this system.",
    "lead": "{it} leads no programme that is reported as at {when}.",
    "beneficiary": "Nothing lands at {it} as at {when}, and it could take nothing up.",
    "programme": "No programme {it} is reported as at {when}.",
    "organisation": "{it} neither gives, receives nor could take anything up as at {when}.",
    "benefit": "No benefit {it} is among those that this page shows as at {when}.",
    "at": "The benefit does not land at {it} as at {when}.",
    "lesson": "No lesson {it} is among those that this page shows as at {when}.",
    "submission": "There is no submission {it}.",
    "curve": "How {it} spread cannot be drawn as at {when}: no other organisation is live.",
}


def sentence(key: str, code: str, labels: Labels, filters: Filters | None) -> str:
    """Say what the address names under a key and that it is not here; by name where it has one."""
    is_programme = key in ("programme", "curve")
    name = labels.programme(code) if is_programme else labels.organisation(code)
    it = f"“{formats.shortened(code, _CODE_LETTERS)}”" if name == code else name
    when = filters.period.end_words if filters else ""
    return f"{_SAID.get(key, _NOT_OFFERED).format(it=it, when=when)} {_NOTHING_ELSE}"
