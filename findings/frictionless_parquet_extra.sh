#!/usr/bin/env bash
# frictionless installed with its own extra for Parquet, frictionless[parquet], calls a valid Data
# Package with a valid Parquet table INVALID: reading it needs pandas, which the extra does not bring.
# The error says the data have "inconsistent contents". With pandas beside it the same is valid.
# Seen with: frictionless 5.21.0, pyarrow 26.0.1, pandas 3.1.1, Python 3.11. Exits non-zero if that
# changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
pip=("$work/venv/bin/pip" install --quiet --disable-pip-version-check)
"${pip[@]}" "frictionless[parquet]==5.21.0" pyarrow==26.0.1
"$work/venv/bin/python" - "$work" <<'PY'
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

work = Path(sys.argv[1])
pq.write_table(pa.table({"programme_id": ["P1", "P2"], "organisations": [3, 5]}), work / "spread.parquet")
fields = [{"name": "programme_id", "type": "string"}, {"name": "organisations", "type": "integer"}]
resource = {"name": "spread", "path": "spread.parquet", "format": "parquet", "schema": {"fields": fields}}
(work / "datapackage.json").write_text(json.dumps({"name": "spread", "resources": [resource]}))
PY
check() { "$work/venv/bin/frictionless" validate "$work/datapackage.json" 2>&1 || true; }
alone="$(check)"
"${pip[@]}" pandas==3.1.1
beside="$(check)"
printf 'With frictionless[parquet] alone:\n%s\n\nWith pandas beside it:\n%s\n' "$alone" "$beside"
grep -q "No module named" <<<"$alone" || { echo "The extra reads Parquet by itself now."; exit 1; }
grep -q "INVALID" <<<"$alone" || { echo "It is no longer called invalid."; exit 1; }
if grep -q "INVALID" <<<"$beside"; then echo "With pandas it is invalid too."; exit 1; fi
echo "frictionless 5.21.0: as seen."
