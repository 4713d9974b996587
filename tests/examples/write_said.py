"""Writes the sentences of the examples to where the app and docs/checks.md take them from.

Run it after a rule or its example has changed: python tests/examples/write_said.py
"""

from __future__ import annotations

import json
from pathlib import Path

from portfolio.contract.check_list import SAID, checks_markdown, sentences_said
from portfolio.contract.rules import RULES

EXAMPLES = Path(__file__).parent
CHECKS = EXAMPLES.parents[1] / "docs" / "checks.md"


def sentences() -> dict[str, str]:
    """For each rule what its own example folder says of it."""
    return {rule: sentence for rule in RULES if (sentence := _sentence(EXAMPLES / rule))}


def _sentence(folder: Path) -> str | None:
    if not (folder / "expected.json").is_file():
        return None
    findings = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["findings"]
    return next((f["sentence"] for f in findings if f["rule"] == folder.name), None)


if __name__ == "__main__":
    SAID.write_text(json.dumps(sentences(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sentences_said.cache_clear()
    CHECKS.write_text(checks_markdown(), encoding="utf-8")
