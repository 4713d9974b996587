"""One page's first view after a change, in processor seconds; run with the Python of any checkout.

`python first_view.py HOME PAGE TIMES` from the checkout's root prints the warm view and the first
view after a change, each the least of so many. The change is an empty one: what is kept of the
store cannot know that. It asks nothing of the product but its pages, so that checkouts of any
release can be measured by it.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from pathlib import Path

_LONGEST_SECONDS = 600.0


def main(home: str, page: str, times: int) -> None:
    os.environ["PORTFOLIO_HOME"] = home
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    script = str(Path.cwd() / "pages" / f"{page}.py")
    _view(script)
    _view(script)
    warm, first = [], []
    for _ in range(times):
        warm.append(_view(script))
        with _store().transaction():
            pass
        first.append(_view(script))
    print(json.dumps({"warm": min(warm), "first": min(first)}))


def _view(script: str) -> float:
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 (after the home is named)

    page = AppTest.from_file(script, default_timeout=_LONGEST_SECONDS)
    before = sum(os.times()[:2])
    page.run()
    if page.exception:
        raise AssertionError(f"{script} ends in an error.")
    return sum(os.times()[:2]) - before


def _store():  # type: ignore[no-untyped-def]  # whatever release it is of
    places = ("portfolio.store.engine", "Store")
    return next(
        one for one in gc.get_objects() if (type(one).__module__, type(one).__name__) == places
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
