"""The tables of a return: findings, what will change, what a reader will notice, the receipt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from portfolio.contract.catalogue import KINDS
from portfolio.domain.finding import Finding
from portfolio.domain.labels import Labels
from portfolio.domain.period import Period
from portfolio.domain.preview import FieldChange, KindChange
from portfolio.domain.submission import Submission
from portfolio.exports.delimited import csv_bytes
from portfolio.views import escape, formats
from portfolio.views.words.terms import STATE

_QUOTED = re.compile(r"`([^`]*)`")
NOTICED_SHOWN = 20
_WHY = {
    "past_month_revised": "a past month revised",
    "target_cut": "a target lowered",
    "rating_moved": "a rating moved",
    "gone": "kept on record as no longer reported, not counted",
}
_NOT_SAID = "–"


def findings(found: Iterable[Finding]) -> str:
    """Where, what we found, what to do: one row for each finding."""
    rows = "".join(
        f"<tr><td>{_where(one)}</td><td>{said(one.says)}</td><td>{said(one.do)}</td></tr>"
        for one in found
    )
    return _table(("Where", "What we found", "What to do"), rows, "pf-findings")


def said(sentence: str) -> str:
    """A sentence made safe; what stands between backquotes is shown as typed."""
    return _QUOTED.sub(r"<code>\1</code>", escape.html(sentence))


def _where(one: Finding) -> str:
    rows = f", {one.rows_words}" if one.rows else ""
    column = f"<br><code>{escape.html(one.column)}</code>" if one.column else ""
    return f"<b>{escape.html(one.file)}</b>{rows}{column}"


def findings_csv(found: Iterable[Finding]) -> bytes:
    """Every finding with all its listed rows, for the person who puts them right."""
    columns = ("severity", "file", "kind", "column", "rows", "row_count", "found", "sentence")
    rows = [
        (
            "put right" if one.severity == "stop" else "please look",
            one.file,
            one.kind,
            one.column,
            ", ".join(str(row) for row in one.rows),
            one.row_count,
            one.found,
            one.sentence,
        )
        for one in found
    ]
    return csv_bytes(columns, rows)


def changes(kinds: Iterable[KindChange]) -> str:
    """Rows new, changed, no longer there and as before, for each extract."""
    rows = "".join(
        f"<tr><td>{escape.html(KINDS[one.kind].title)}</td>"
        + "".join(_number(n) for n in (one.added, one.changed, one.gone, one.same))
        + "</tr>"
        for one in kinds
    )
    head = ("Extract", "New", "Changed", "No longer there", "As before")
    return _table(head, rows, "pf-changes", right_from=1)


def _number(number: int) -> str:
    return f'<td class="pf-right">{formats.count(number)}</td>'


def noticed(fields: Sequence[FieldChange], count: int, labels: Labels) -> str:
    """What a reader will see differently: the item, before and after."""
    rows = "".join(
        f"<tr><td>{escape.html(_item(one, labels))}</td>"
        f"<td>{escape.html(_cell(one, one.before))}</td><td>{_after(one)}</td></tr>"
        for one in fields[:NOTICED_SHOWN]
    )
    more = count - min(len(fields), NOTICED_SHOWN)
    foot = f'<p class="pf-foot">{formats.count(more)} more like these.</p>' if more > 0 else ""
    return _table(("Item", "Before", "After"), rows, "pf-noticed") + foot


def _item(one: FieldChange, labels: Labels) -> str:
    """The row in names, then the field; a month as one says it."""
    names = [_name(part, labels) for part in one.key]
    field = "" if one.what == "gone" or one.column in ("", "state") else one.column
    return ", ".join(part for part in (*names, _field(field)) if part)


def _field(column: str) -> str:
    return column.removesuffix("_gbp").replace("_pct", " %").replace("_", " ")


def _name(part: str, labels: Labels) -> str:
    if part in labels.programmes:
        return labels.programme(part)
    if part in labels.organisations:
        return labels.organisation(part)
    return Period.parse(part).words if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", part) else part


def _after(one: FieldChange) -> str:
    why = _WHY.get(one.what, "")
    soft = f' <span class="pf-soft">{why}</span>' if why else ""
    after = "No longer there" if one.what == "gone" else _cell(one, one.after)
    return f"<b>{escape.html(after)}</b>{soft}"


def _cell(one: FieldChange, text: str | None) -> str:
    if text is None:
        return _NOT_SAID
    if one.column.endswith("_gbp"):
        return _pounds(text)
    return STATE.get(text, formats.sentence_case(text)) if one.column == "state" else text


def _pounds(text: str) -> str:
    """An amount in short where the text is one; else as it is."""
    is_amount = re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
    return formats.money(float(text)) if is_amount else text


def receipt(one: Submission, partner: str) -> str:
    """The number, the time and what was stored, file by file with its fingerprint."""
    about = {
        "Submission": one.number,
        "From": partner,
        "For": one.period.words,
        "Received": formats.day(one.received_on),
        "Recorded": f"{formats.day(one.recorded_at.date())}, {one.recorded_at:%H:%M}",
        "Contract": f"version {one.contract_version}",
        "Notes": formats.count(len(one.notes)),
    }
    return definitions(about) + files(one)


def files(one: Submission) -> str:
    """The files of a submission: kind, name, rows and SHA-256."""
    rows = "".join(
        f"<tr><td>{escape.html(KINDS[file.kind].title)}</td><td>{escape.html(file.file)}</td>"
        f"{_number(file.rows)}<td><code class='pf-hash'>{escape.html(file.sha256)}</code></td></tr>"
        for file in one.files
    )
    return _table(("Extract", "File", "Rows", "SHA-256"), rows, "pf-files", right=(2,))


def definitions(pairs: Mapping[str, str]) -> str:
    """Short facts, term beside words."""
    items = "".join(
        f"<div><dt>{escape.html(term)}</dt><dd>{escape.html(words)}</dd></div>"
        for term, words in pairs.items()
    )
    return f'<dl class="pf-facts">{items}</dl>'


def _table(
    head: Sequence[str],
    rows: str,
    css: str,
    *,
    right_from: int | None = None,
    right: Sequence[int] = (),
) -> str:
    def side(at: int) -> str:
        is_number = at in right or (right_from is not None and at >= right_from)
        return ' class="pf-right"' if is_number else ""

    heads = "".join(f'<th scope="col"{side(at)}>{title}</th>' for at, title in enumerate(head))
    return (
        f'<div class="pf-scroll" tabindex="0"><table class="pf-table {css}"><thead><tr>{heads}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )
