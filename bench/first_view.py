"""One page's first view after a change, in processor seconds; run with the Python of any checkout.

`python first_view.py HOME PAGE TIMES CHANGE` from the checkout's root prints the warm view and the
first view after a change, each the least of so many. The change is one that partners make: `return`
withdraws the latest return of the latest period and takes the same files again; `withdrawal` takes
the first return there is, of the earliest period, out of what stands. It asks of the product only
its pages and the verbs that every release has, so that checkouts of any can be measured by it.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from pathlib import Path

_LONGEST_SECONDS = 600.0


def main(home: str, page: str, times: int, change: str) -> None:
    os.environ["PORTFOLIO_HOME"] = home
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    script = str(Path.cwd() / "pages" / f"{page}.py")
    _view(script)
    _view(script)
    warm, first = [], []
    for _ in range(times):
        warm.append(_view(script))
        {"return": _send_again, "withdrawal": _withdraw_the_first}[change]()
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


def _send_again() -> None:
    returns = _returns()
    standing = [one for one in returns.submissions() if one.withdrawn_at is None]
    last = max(standing, key=lambda one: (one.period, one.submission_id))
    files = {file.file: returns.as_sent(file) for file in last.files}
    returns.withdraw(last.submission_id, "To be sent again")
    from portfolio.domain.extract import ReceivedFile  # noqa: PLC0415 (of that checkout)

    sent = [ReceivedFile(name, content) for name, content in files.items()]
    outcome = returns.receive(sent, partner_code=last.partner_code, period=last.period)
    if type(outcome).__name__ != "Receipt":
        raise AssertionError(f"The return was not taken: {outcome}")


def _withdraw_the_first() -> None:
    returns = _returns()
    standing = [one for one in returns.submissions() if one.withdrawn_at is None]
    first = min(standing, key=lambda one: (one.period, one.submission_id))
    returns.withdraw(first.submission_id, "Sent by mistake")


def _returns():  # type: ignore[no-untyped-def]  # whatever release it is of
    verbs = ("receive", "withdraw", "as_sent", "submissions")
    return next(
        one
        for one in gc.get_objects()
        if str(type(one).__module__).startswith("portfolio.")
        and all(hasattr(type(one), verb) for verb in verbs)
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
