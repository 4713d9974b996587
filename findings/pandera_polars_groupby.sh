#!/usr/bin/env bash
# pandera takes Check(groupby=...) for a polars schema and gives the check the whole column, not a
# dictionary of groups as it documents and does for pandas. No error and no warning says so.
# Seen with: pandera 0.35.0, polars 2.1.0, pandas 3.1.1, Python 3.11. Exits non-zero if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "pandera[polars,pandas]==0.35.0" polars==2.1.0 pandas==3.1.1
"$work/venv/bin/python" - <<'PY'
import warnings

import pandas as pd
import pandera
import pandera.pandas as pap
import pandera.polars as pa
import polars as pl

warnings.simplefilter("error", UserWarning)
given = []
rows = {"partner": ["A", "A", "B"], "share": [60, 60, 40]}


def note(data):
    given.append(type(data).__name__)
    return True


pap.DataFrameSchema(
    {"partner": pap.Column(str), "share": pap.Column(int, pap.Check(note, groupby="partner"))}
).validate(pd.DataFrame(rows))
pa.DataFrameSchema(
    {"partner": pa.Column(pl.String), "share": pa.Column(pl.Int64, pa.Check(note, groupby="partner"))}
).validate(pl.DataFrame(rows))

print("pandera", pandera.__version__, "polars", pl.__version__, "the check was given:", given)
assert given[0] == "dict", "pandas no longer gets groups"
assert given[1] == "PolarsData", "polars now gets something else"
PY
