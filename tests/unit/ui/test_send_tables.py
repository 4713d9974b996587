"""What a partner reads about a return is safe and says where, what and what to do."""

from __future__ import annotations

from datetime import date, datetime

from portfolio.domain.finding import Finding
from portfolio.domain.period import Period
from portfolio.domain.submission import Submission, SubmittedFile
from portfolio.ui import send_tables


def finding(**changes: object) -> Finding:
    given: dict[str, object] = {
        "severity": "stop",
        "rule": "known_organisation",
        "file": "adoptions.csv",
        "says": "`RXZ9` is not an organisation of this system.",
        "do": "The nearest is `RXZ`.",
        "rows": (4,),
        "row_count": 1,
        "column": "org_code",
        "found": "RXZ9",
    }
    return Finding(**{**given, **changes})  # type: ignore[arg-type]


def test_a_finding_says_where_what_and_what_to_do() -> None:
    html = send_tables.findings([finding()])

    assert '<th scope="rowgroup" colspan="3">adoptions.csv</th>' in html
    assert "<td>Row 4<br><code>org_code</code></td>" in html
    assert "<code>RXZ9</code> is not an organisation" in html
    assert "The nearest is <code>RXZ</code>." in html


def test_findings_stand_file_by_file_with_their_number() -> None:
    html = send_tables.findings([finding(), finding(file="risks.csv"), finding(rows=(9,))])

    assert (
        html.index("adoptions.csv <span>2 things") < html.index("Row 9") < html.index("risks.csv")
    )


def test_what_partners_wrote_is_never_markup() -> None:
    html = send_tables.findings(
        [finding(says="`<img src=x onerror=alert(1)>` is not known.", file="<b>.csv")]
    )

    assert "<img" not in html
    assert "&lt;img" in html
    assert "&lt;b&gt;.csv" in html


def test_receipt_has_number_time_version_and_hashes() -> None:
    file = SubmittedFile("adoptions", "adoptions.csv", "ab" * 32, 100, 12)
    at = datetime(2026, 10, 3, 10, 14)
    one = Submission(187, "LOC-A", Period(2026, 9), date(2026, 10, 3), at, "1", (file,))

    html = send_tables.receipt(one, "Alder")

    for words in ("0187", "Alder", "September 2026", "3 October 2026 at 10:14", "version 1"):
        assert words in html
    assert "ab" * 32 in html
