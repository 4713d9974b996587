#!/usr/bin/env bash
# page-validation says of a valid PDF/A-2a that "a stream /Length does not match its raw content
# length" where the packed data of a stream happen to end in a carriage return: the end of line that
# stands before `endstream` is then taken for two bytes. Of these small ones the 833rd meets it.
# qpdf (by pikepdf) finds nothing, and the bytes counted by hand are as many as /Length says.
# Seen with: page-validation 0.11.0, typst 0.15.2, pikepdf 10.3.0, Python 3.11. Exits non-zero if
# that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  page-validation==0.11.0 typst==0.15.2 pikepdf==10.3.0
"$work/venv/bin/python" - <<'PY'
import io
import re
from importlib.metadata import version

import page
import pikepdf
import typst

STREAM = re.compile(rb"/Length (\d+)\b[^>]*>>\s*stream\r?\n")


def paper(number: int) -> bytes:
    words = "benefit and spread " * (number % 23)
    text = f'#set document(title: "Paper {number}")\n#set text(lang: "en")\n= Paper {number}\n{words}\n'
    return typst.compile(text.encode(), format="pdf", pdf_standards=["a-2a"])


def lengths(data: bytes) -> list[tuple[int, int, bytes]]:
    """What /Length says of each stream, how many bytes stand there, and the last of them."""
    found = []
    for one in STREAM.finditer(data):
        said, start = int(one[1]), one.end()
        end = data.index(b"endstream", start + said)
        rest = data[start + said : end]
        counted = said if rest in (b"\n", b"\r\n", b"") else end - start
        found.append((said, counted, data[start + said - 1 : start + said]))
    return found


for number in range(2_000):
    data = paper(number)
    told = [str(one.message) for one in page.validate_pdf_bytes(data, profile="2a").failures]
    if any("/Length" in one for one in told):
        break
else:
    raise SystemExit("No document is told any more.")
every = lengths(data)
print("page-validation", version("page-validation"), "of document", number, "says:", told)
print("/Length, bytes counted, last byte:", [one for one in every if one[2] == b"\r"])
print("qpdf finds:", pikepdf.open(io.BytesIO(data)).check_pdf_syntax())
assert all(said == counted for said, counted, _ in every), "The length is wrong indeed."
assert any(last == b"\r" for *_, last in every), "No stream ends in a carriage return."
assert pikepdf.open(io.BytesIO(data)).check_pdf_syntax() == [], "qpdf finds a fault too."
PY
