"""Makes the demo system again: `python data/make_demo.py [OUT_DIR]` (default `data/demo`).

The faulty and corrected examples go to `examples` beside the folder named.
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.demo import make_system  # type: ignore[import-not-found]  # beside this script
from making.examples import make_examples  # type: ignore[import-not-found]  # the same


def main(arguments: list[str]) -> None:
    """Writes the demo system and the examples that go with it."""
    out = Path(arguments[0]) if arguments else Path(__file__).parent / "demo"
    make_system(out)
    make_examples(out.parent / "examples")


if __name__ == "__main__":
    main(sys.argv[1:])
