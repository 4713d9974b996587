"""Tables as a Data Package: each as Parquet and as CSV, and one descriptor that says what they are.

The descriptor follows https://datapackage.org/profiles/2.0/datapackage.json. The same tables give
the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.exports.delimited import csv_bytes

DESCRIPTOR = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES: Sequence[tuple[type[pl.DataType], str]] = (
    (pl.Boolean, "boolean"),
    (pl.Date, "date"),
    (pl.Decimal, "number"),
    (pl.Float64, "number"),
    (pl.Int64, "integer"),
    (pl.Int32, "integer"),
)
_YES_NO = {"trueValues": ["yes"], "falseValues": ["no"]}
_DESCRIPTIONS: Mapping[str, str] = {
    "submission_id": "Number of the return that the row came in.",
    "row_number": "Row of the file it came in, as a spreadsheet shows it.",
    "partner_code": "Partner that sent it.",
    "sent_for_period": "Reporting period it was sent for.",
    "received_on": "Day it was received.",
    "sent_as": "Who says so: own, confirmed by it or for it, or claimed by the lead.",
    "is_claim": "Whether it is the lead's claim about another organisation.",
}


@dataclass(frozen=True)
class PackageTable:
    """One table with the columns that name a row, and what is said of columns of its own."""

    name: str
    rows: pl.DataFrame
    key: tuple[str, ...]
    described: Mapping[str, str] = field(default_factory=dict)


def data_package(
    tables: Sequence[PackageTable], about: Mapping[str, object]
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the package with its name, the descriptor last.

    `about` are the package's own properties: its name, title, version and whatever else it says.
    """
    resources: list[Mapping[str, object]] = []
    for table in tables:
        for resource, content in (_csv(table), _parquet(table)):
            digest = hashlib.sha256(content).hexdigest()
            resources.append({**resource, "hash": f"sha256:{digest}", "bytes": len(content)})
            yield str(resource["path"]), content
    package = {"$schema": _PROFILE, **about, "resources": resources}
    yield DESCRIPTOR, (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(table: PackageTable) -> tuple[dict[str, object], bytes]:
    rows = table.rows.with_columns(pl.selectors.decimal().cast(pl.Float64))
    content = csv_bytes(rows.columns, rows.iter_rows())
    resource: dict[str, object] = {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": _schema(table),
    }
    return resource, content


def _parquet(table: PackageTable) -> tuple[dict[str, object], bytes]:
    out = io.BytesIO()
    table.rows.write_parquet(out)
    resource: dict[str, object] = {
        "name": f"{table.name}-parquet",
        "path": f"{table.name}.parquet",
        # A file, not a table: who checks the package without a reader of Parquet still can.
        "type": "file",
        "mediatype": "application/vnd.apache.parquet",
    }
    return resource, out.getvalue()


def _schema(table: PackageTable) -> dict[str, object]:
    return {
        "$schema": _SCHEMA_PROFILE,
        "fields": [_field(table, column) for column in table.rows.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }


def _field(table: PackageTable, column: str) -> dict[str, object]:
    dtype = table.rows.schema[column]
    of_type = next((word for known, word in _TYPES if isinstance(dtype, known)), "string")
    said: dict[str, object] = {"name": column, "type": of_type}
    kind = KINDS.get(table.name)
    described = kind.field(column) if kind is not None and kind.has(column) else None
    own = table.described.get(column, _DESCRIPTIONS.get(column))
    if own or described:
        said["description"] = own or (described.description if described else "")
    if described and described.values:
        said["categories"] = [{"value": code, "label": means} for code, means in described.values]
    return {**said, **_YES_NO} if of_type == "boolean" else said
