"""A receipt as a page of its own, to keep or to print: one A4 page for an ordinary return."""

from __future__ import annotations

from portfolio.contract.catalogue import KINDS
from portfolio.domain.finding import Finding
from portfolio.domain.submission import Submission
from portfolio.views import escape, formats
from portfolio.views.palette import INK, OUTLINE, RULE, SOFT
from portfolio.views.words.receipt_words import when

_NOTES_SHOWN = 12
_STYLE = f"""
@page {{ size: A4; margin: 18mm; }}
body {{ font: 10.5pt/1.45 "Source Sans", "Source Sans 3", Arial, sans-serif; color: {INK};
  max-width: 174mm; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 20pt; line-height: 1.2; margin: 0 0 .2rem; }}
h2 {{ font-size: 12pt; margin: 1.4rem 0 .3rem; break-after: avoid; }}
p {{ margin: .2rem 0; }}
.soft, dt, th {{ color: {SOFT}; }}
dl {{ display: grid; grid-template-columns: 9rem 1fr; gap: .15rem 1rem; margin: 1rem 0 0; }}
dd {{ margin: 0; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
  border-bottom: 1px solid {RULE}; overflow-wrap: break-word; }}
td code, td:nth-child(2) {{ overflow-wrap: anywhere; }}
th {{ border-bottom: 2px solid {OUTLINE}; font-weight: 600; }}
tr {{ break-inside: avoid; }}
td.n {{ text-align: right; white-space: nowrap; }}
td code {{ display: block; font-size: 7.6pt; color: {SOFT}; white-space: nowrap; }}
@media (max-width: 640px) {{ td code {{ white-space: normal; }} }}
@media print {{ body {{ margin: 0; padding: 0; max-width: none; }} }}
"""


def receipt_page(one: Submission, partner: str, system: str, about: str = "") -> str:
    """Return the receipt: submission, partner, period, time, contract, files with their SHA-256,
    notes."""
    said = {
        "Submission": one.number,
        "From": f"{partner} ({one.partner_code})",
        "For": one.period.words,
        "Received": when(one),
        "Contract": f"version {one.contract_version}",
        "Rows stored": formats.count(sum(file.rows for file in one.files)),
        "State": _state(one),
    }
    facts = "".join(f"<dt>{term}</dt><dd>{escape.html(words)}</dd>" for term, words in said.items())
    lines = [system, about]
    head = "".join(f'<p class="soft">{escape.html(line)}</p>' for line in lines if line)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Receipt {one.number}</title><style>{_STYLE}</style></head><body>"
        f"<h1>Receipt for submission {one.number}</h1>{head}<dl>{facts}</dl>"
        f"<h2>Files</h2>{_files(one)}{_notes(one)}</body></html>"
    )


def _state(one: Submission) -> str:
    if one.withdrawn_at is None:
        return "Accepted whole"
    return f"Withdrawn on {formats.day(one.withdrawn_at.date())}: {one.withdrawn_reason}"


def _files(one: Submission) -> str:
    rows = "".join(
        f"<tr><td>{escape.html(KINDS[file.kind].title)}</td>"
        f"<td>{escape.html(file.file)}<code>SHA-256 {escape.html(file.sha256)}</code></td>"
        f'<td class="n">{formats.plural(file.rows, "row")}</td></tr>'
        for file in one.files
    )
    return (
        "<table><thead><tr><th>Extract</th><th>File</th><th>Stored</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _notes(one: Submission) -> str:
    if not one.notes:
        return ""
    rows = "".join(_note(note) for note in one.notes[:_NOTES_SHOWN])
    more = len(one.notes) - _NOTES_SHOWN
    foot = ""
    if more > 0:
        foot = f'<p class="soft">{formats.plural(more, "note")} more, kept with the submission.</p>'
    return f"<h2>{formats.plural(len(one.notes), 'note')}</h2><table>{rows}</table>{foot}"


def _note(note: Finding) -> str:
    where = ", ".join(part for part in (note.file, note.rows_words, note.column) if part)
    sentence = note.sentence.replace("`", "")
    return f"<tr><td>{escape.html(where)}</td><td>{escape.html(sentence)}</td></tr>"
