"""What a board is advised of names everybody whose it is, or how many more there are."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from portfolio.domain.labels import Labels, OrganisationLabel
from portfolio.views.paper import three_lists


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("AAA", "AAA"), " (P1 and 1 more); Abbey."),
        (("AAA", "BBB", "CCC"), " (P1 and 2 more); Abbey and 2 more."),
    ],
)
def test_a_change_of_several_organisations_is_not_laid_on_the_first(
    codes: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {code: OrganisationLabel(name, "acute", "") for code, name in NAMES.items()}
    programmes = {f"P{n}": f"P{n}" for n in range(1, 4)}
    rows = [{"programme_id": f"P{n}", "org_code": code} for n, code in enumerate(codes, 1)]
    leads = {f"P{n}": SimpleNamespace(lead_org_code=code) for n, code in enumerate(codes, 1)}
    line = SimpleNamespace(label="Confidence down", rows=rows)
    material = SimpleNamespace(labels=Labels(named, programmes), by_id=leads)
    monkeypatch.setattr(three_lists, "lines_of", lambda _: [line])
    monkeypatch.setattr(three_lists, "counted", lambda _, one: str(len(one.rows)))

    (advice,) = three_lists._advices(material)

    assert "".join(advice) == f"Confidence down: {len(codes)}{said}"


NAMES = {"AAA": "Abbey", "BBB": "Brook", "CCC": "Carr"}
