"""The tables of a return: findings, the receipt and its files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from portfolio.contract.catalogue import KINDS
from portfolio.domain.finding import Finding
from portfolio.domain.submission import Submission
from portfolio.views import escape, formats, links
from portfolio.views.words.receipt_words import when

_QUOTED = re.compile(r"`([^`]*)`")


def findings(found: Iterable[Finding]) -> str:
    """Where, what we found, what to do: one row for each finding, file by file."""
    by_file: dict[str, list[Finding]] = {}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    rows = "".join(_of_file(file, group) for file, group in by_file.items())
    return table(("Where", "What we found", "What to do"), rows, "pf-findings")


def _of_file(file: str, found: Sequence[Finding]) -> str:
    name = escape.html(file) or "All of it"
    count = f" <span>{formats.count(len(found))} things</span>" if len(found) > 1 else ""
    head = f'<tr class="pf-group"><th scope="rowgroup" colspan="3">{name}{count}</th></tr>'
    return head + "".join(
        f"<tr><td>{_where(one)}</td><td>{said(one.says)}</td><td>{said(one.do)}</td></tr>"
        for one in found
    )


def said(sentence: str) -> str:
    """Return a sentence made safe; what stands between backquotes is shown as typed."""
    return _QUOTED.sub(r"<code>\1</code>", escape.html(sentence))


def _where(one: Finding) -> str:
    """Return row and column; the file stands above."""
    column = f"<code>{escape.html(one.column)}</code>" if one.column else ""
    rows = formats.sentence_case(one.rows_words)
    whole = "The whole file" if one.file else "The files together"
    return "<br>".join(part for part in (rows, column) if part) or whole


def receipt(one: Submission, partner: str) -> str:
    """Return the number, the time and what was stored, file by file with its fingerprint."""
    about = {
        "Submission": one.number,
        "From": partner,
        "For": one.period.words,
        "Received": when(one),
        "Contract": f"version {one.contract_version}",
        "Rows stored": formats.count(sum(file.rows for file in one.files)),
        "Notes": formats.count(len(one.notes)),
    }
    said = {term: escape.html(words) for term, words in about.items()}
    said["From"] = links.link(links.to_organisation(one.partner_code), partner)
    items = "".join(f"<div><dt>{term}</dt><dd>{words}</dd></div>" for term, words in said.items())
    return f'<dl class="pf-facts">{items}</dl>{files(one)}'


def files(one: Submission) -> str:
    """Return the files of a submission: kind, name, rows and SHA-256."""
    rows = "".join(
        f"<tr><td>{escape.html(KINDS[file.kind].title)}</td><td>{escape.html(file.file)}</td>"
        f"{number(file.rows)}<td><code class='pf-hash'>{escape.html(file.sha256)}</code></td></tr>"
        for file in one.files
    )
    return table(("Extract", "File", "Rows", "SHA-256"), rows, "pf-files", right=(2,))


def number(count: int) -> str:
    """Return a cell with a count."""
    return f'<td class="pf-right">{formats.count(count)}</td>'


def table(
    head: Sequence[str],
    rows: str,
    css: str,
    *,
    right_from: int | None = None,
    right: Sequence[int] = (),
) -> str:
    """Return a table of rows that are safe already."""

    def side(at: int) -> str:
        is_number = at in right or (right_from is not None and at >= right_from)
        return ' class="pf-right"' if is_number else ""

    heads = "".join(f'<th scope="col"{side(at)}>{title}</th>' for at, title in enumerate(head))
    return (
        f'<div class="pf-scroll" tabindex="0"><table class="pf-table {css}"><thead><tr>{heads}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )
