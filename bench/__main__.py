"""Runs every measurement and prints the figures; ratios hold within one run on one machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bench import after_a_change, check_speed, opening, pages, papers, small_return, viewers
from bench.servers import demo_home


def main() -> None:
    print("A million rows through the door", flush=True)
    check_speed.main()
    print("\nSmall returns, and the first view after a change", flush=True)
    after_a_change.main()
    print("\nA board paper in its five forms", flush=True)
    papers.main()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BENCH_HOME"] = str(demo_home(Path(folder)))
        print("\nA small return from the command line", flush=True)
        small_return.main()
        print("\nOpening", flush=True)
        opening.main()
        print("\nEach page, warm, under filters nobody asked for before", flush=True)
        pages.main()
        print("\nTen viewers at once", flush=True)
        viewers.main()


if __name__ == "__main__":
    main()
