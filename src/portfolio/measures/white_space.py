"""Who could still take a programme up, what others have gained from it, and whom to ask."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import (
    GIVEN_UP,
    IN_USE,
    MEASURED_EVIDENCE,
    OPEN_TO_ADOPTION,
    PRICED_TYPES,
)
from portfolio.domain.result import LateTables
from portfolio.domain.thresholds import FEWEST_ADOPTERS
from portfolio.measures.answers import Answer, table
from portfolio.measures.ledger_sums import said_benefits
from portfolio.measures.selection import Selection

_PAIRS = (
    "programme_id",
    "org_code",
    "low_gbp",
    "high_gbp",
    "adopters",
    "talk_to_org_code",
    "because",
    "adopters_with_evidence",
    "low_gbp_per_person",
    "high_gbp_per_person",
    "population",
    "state",
    "status",
    "programme_name",
    "org_name",
    "talk_to_name",
    "benefit_type",
)
_SAME = ("org_type", "place")
_LIKE = ("programme_id", "org_type")


def white_space(selection: Selection) -> Answer:
    """Return one row per programme and open organisation that has not taken it up and has not
    said no.

    The range is the lowest and the highest counted benefit to date per person at adopters of the
    same kind of organisation, of benefits of one £ type that are measured or validated, times the
    people the organisation serves. It is blank with fewer than two such adopters, or where the
    population is not known. How many people there are is not how much they need.
    """
    rows = selection.everywhere().cached_by_programme("placed", _placed)
    pairs = selection.cached_by_programme("white_space", _pairs)
    eligible = rows.filter(pl.col("state") != "not_applicable")
    return Answer(
        status="ok" if eligible.height else "not_defined",
        n=pairs.height if eligible.height else None,
        tables=LateTables(
            {
                "pairs": lambda: table(pairs, *_PAIRS, order=("programme_id", "org_code")),
                "said_no": lambda: table(
                    rows.filter(pl.col("state").is_in(GIVEN_UP)),
                    *("programme_id", "org_code", "state", "reason", "programme_name", "org_name"),
                    order=("programme_id", "org_code"),
                ),
            }
        ),
        kinds=("programmes", "adoptions", "benefits", "benefit_values"),
    )


def _placed(selection: Selection) -> pl.DataFrame:
    """Return adoption at open organisations, with where each is and how many people it serves."""
    rows = selection.adoption().filter(pl.col("is_current") & pl.col("is_open"))
    places = selection.system.organisations.select("org_code", "place", "population")
    return rows.join(places, on="org_code", how="left", maintain_order="left")


def _pairs(selection: Selection) -> pl.DataFrame:
    everywhere = selection.everywhere()
    rows = everywhere.cached_by_programme("placed", _placed)
    adopters = rows.filter(pl.col("state").is_in(IN_USE))
    waiting = rows.filter(pl.col("state").is_in(OPEN_TO_ADOPTION))
    if selection.beneficiary is not None:
        waiting = waiting.filter(pl.col("org_code") == selection.beneficiary)
    ranged = _with_range(waiting, _per_person(everywhere, adopters))
    return _with_whom_to_ask(ranged, _by_nearness(selection, adopters))


def _per_person(selection: Selection, adopters: pl.DataFrame) -> pl.DataFrame:
    """Return per programme and kind of organisation: its adopters, and the lowest and highest
    benefit per person at those with evidence, of one £ type: the first that enough of them have,
    as pounds of different types are not added up."""
    is_proved = pl.col("evidence").is_in(MEASURED_EVIDENCE)
    gained = (
        said_benefits(selection)
        .filter((pl.col("effect") == "benefit") & is_proved)
        .group_by("programme_id", "benefit_type", org_code="beneficiary_org_code")
        .agg(gbp=pl.col("counted_gbp").sum().cast(pl.Float64))
        .filter(pl.col("gbp") > 0)
    )
    per_person = pl.col("gbp") / pl.col("population")
    each = adopters.filter(pl.col("population") > 0).join(gained, on=["programme_id", "org_code"])
    ranges = (
        each.group_by(*_LIKE, "benefit_type")
        .agg(
            adopters_with_evidence=pl.len().cast(pl.Int64),
            low_gbp_per_person=per_person.min(),
            high_gbp_per_person=per_person.max(),
        )
        .sort(~_is_enough(), pl.col("benefit_type").cast(pl.Enum(PRICED_TYPES)))
        .unique(_LIKE, keep="first", maintain_order=True)
    )
    counts = adopters.group_by(_LIKE).agg(adopters=pl.len().cast(pl.Int64))
    return counts.join(ranges, on=_LIKE, how="left")


def _is_enough() -> pl.Expr:
    return pl.col("adopters_with_evidence") >= FEWEST_ADOPTERS.value


def _with_range(waiting: pl.DataFrame, per_person: pl.DataFrame) -> pl.DataFrame:
    """Return each open pair with what organisations of its own kind gained, and no others: what
    a hospital gained says nothing of a federation of practices."""
    each = ("low_gbp_per_person", "high_gbp_per_person")
    counts = ("adopters", "adopters_with_evidence")
    status = (
        pl.when(~_is_enough())
        .then(pl.lit("insufficient_data"))
        .when(~(pl.col("population") > 0).fill_null(value=False))
        .then(pl.lit("not_defined"))
        .otherwise(pl.lit("ok"))
    )
    pairs = (
        waiting.join(per_person, on=_LIKE, how="left", maintain_order="left")
        .with_columns(pl.col(counts).fill_null(0))
        .with_columns(pl.when(_is_enough()).then(pl.col(*each, "benefit_type")))
        .with_columns(status=status)
    )
    is_ok = pl.col("status") == "ok"
    return pairs.with_columns(
        low_gbp=pl.when(is_ok).then(pl.col(each[0]) * pl.col("population")),
        high_gbp=pl.when(is_ok).then(pl.col(each[1]) * pl.col("population")),
    )


def _by_nearness(selection: Selection, adopters: pl.DataFrame) -> pl.DataFrame:
    """Return the adopters of each programme, those with most programmes of its theme first."""
    themes = selection.system.programmes.filter("is_current").select(
        "programme_id", "primary_theme"
    )
    all_adopted = selection.system.adoption.filter(
        pl.col("is_current") & pl.col("state").is_in(IN_USE)
    ).join(themes, on="programme_id")
    of_theme = all_adopted.group_by("org_code", "primary_theme").agg(
        of_theme=pl.len().cast(pl.Int64)
    )
    return (
        adopters.join(themes, on="programme_id")
        .join(of_theme, on=["org_code", "primary_theme"])
        .sort("programme_id", -pl.col("of_theme"), "org_code")
        .select(
            "programme_id",
            *_SAME,
            talk_to_org_code="org_code",
            talk_to_name="org_name",
            has_others_of_theme=pl.col("of_theme") > 1,
        )
    )


def _with_whom_to_ask(pairs: pl.DataFrame, adopters: pl.DataFrame) -> pl.DataFrame:
    """Return the adopter nearest in type of organisation, then place, then theme; `because`
    lists what the two have in common."""
    found = []
    for same in (_SAME, ("org_type",), ("place",), ()):
        nearest = adopters.unique(["programme_id", *same], keep="first", maintain_order=True)
        kept = nearest.select("programme_id", *same, asked=pl.struct(adopters.columns))
        matched = pairs.join(kept, on=["programme_id", *same], how="left", maintain_order="left")
        found.append(matched["asked"])
    first = pl.select(pl.coalesce(*found)).to_series().struct.unnest()
    asked = first.rename({name: f"their_{name}" for name in ("programme_id", *_SAME)})
    in_common = [
        pl.when(pl.col(f"their_{name}") == pl.col(name)).then(pl.lit(name)) for name in _SAME
    ]
    theme = pl.when("has_others_of_theme").then(pl.lit("theme"))
    because = pl.concat_str(*in_common, theme, separator=";", ignore_nulls=True)
    return pairs.hstack(asked).with_columns(
        because=pl.when(pl.col("talk_to_org_code").is_not_null()).then(because)
    )
