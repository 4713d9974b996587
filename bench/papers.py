"""A board paper in its five forms, and its PDF against a plain document of the same length.

Each is written in a process of its own: what is typeset a second time is remembered.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import typst

from bench.goals import Goal, print_goals
from portfolio.domain.document import Chart, Document
from portfolio.domain.document_texts import texts
from portfolio.exports.papers.chart_svg import chart_svg
from portfolio.exports.papers.font_coverage import packaged
from portfolio.exports.papers.paper_forms import MEDIA_TYPES, written

TIMES = 5
ALL, PLAIN, PDF = "all", "plain", "pdf"
_BUILDER = Path(__file__).parents[1] / "tests" / "builders" / "sample_paper.py"
_TYPESET = """#let paper = json(bytes(sys.inputs.paper))
#set page(paper: "a4", margin: 18mm)
#set text(font: ("Source Sans Pro", "DejaVu Sans"), size: 10.5pt)
#for it in paper {
  if it.drawn { image(bytes(it.said), format: "svg", width: 100%) } else { par(it.said) }
}
"""


def main() -> None:
    took = {what: _best(what) for what in (ALL, PLAIN, PDF)}
    for what, seconds in took.items():
        print(f"{what}: {seconds:.3f} s of the processor")
    print_goals(
        [
            Goal("all five forms, their libraries loaded for the first time", 3, took[ALL], "s"),
            Goal("PDF, against a plain one of the same texts", 3, took[PDF] / took[PLAIN]),
        ]
    )


def seconds_of(what: str) -> float:
    """Return seconds of the processor that it takes in this process."""
    paper: Document = _builder().sample_paper()
    start = time.process_time()
    if what == PLAIN:
        plain_pdf(paper)
    elif what == PDF:
        written(paper, PDF)
    else:
        for form in MEDIA_TYPES:
            written(paper, form)
    return time.process_time() - start


def plain_pdf(paper: Document) -> bytes:
    """Return a PDF of the same words and charts that is no more than typeset."""
    said: list[dict[str, object]] = [{"drawn": False, "said": text} for _, text in texts(paper)]
    charts = (block for block in paper.blocks if isinstance(block, Chart))
    said += [{"drawn": True, "said": chart_svg(chart)} for chart in charts]
    return typst.compile(
        _TYPESET.encode(),
        format="pdf",
        sys_inputs={"paper": json.dumps(said)},
        font_paths=[str(packaged("fonts"))],
        ignore_system_fonts=True,
    )


def _best(what: str) -> float:
    command = [sys.executable, "-m", "bench.papers", what]
    rounds = (subprocess.run(command, capture_output=True, check=True) for _ in range(TIMES))
    return min(float(one.stdout) for one in rounds)


def _builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_paper", _BUILDER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_paper"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    if sys.argv[1:]:
        print(seconds_of(sys.argv[1]))
    else:
        main()
