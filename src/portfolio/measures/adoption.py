"""Adoption, reach and staying power (RE-AIM, Glasgow 1999)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from portfolio.domain.codes import ADOPTION_LADDER, IN_USE, OFF_LADDER
from portfolio.domain.filters import Point
from portfolio.domain.period import Period
from portfolio.domain.result import LateTables, ResultTable
from portfolio.domain.thresholds import RETURNS_WITHOUT_A_STEP
from portfolio.measures.answers import Answer, share, table
from portfolio.measures.selection import Selection

BARRIERS = (
    "condition",
    "technology",
    "value",
    "adopters",
    "organisation",
    "wider_system",
    "embedding",
)
_COUNTS = (
    "eligible",
    "adopters",
    "eligible_beyond_lead",
    "adopters_beyond_lead",
    "people_eligible",
    "people_using",
    "live_6_months_ago",
    "still_live",
)
_REACH = ("people_eligible_everywhere", "adopters_giving_people", "organisations_giving_people")
_MATRIX = (
    "programme_id",
    "org_code",
    "state",
    "live_date",
    "sent_as",
    "programme_name",
    "org_name",
    "org_type",
    "is_lead",
    "live_date_is",
    "agreed_date",
    "embedded_date",
    "stopped_date",
    "people_eligible",
    "people_using",
    "adaptation",
    "reason",
    "barrier",
    "claimed_state",
)
_STUCK = (
    "programme_id",
    "org_code",
    "state",
    "same_since",
    "barrier",
    "other_org_code",
    "other_adaptation",
    "programme_name",
    "org_name",
    "people_eligible",
    "sent_as",
    "reason",
    "payer_org_codes",
    "other_met_it",
)
Makers = dict[str, Callable[[], ResultTable]]


def adoption(selection: Selection) -> Answer:
    """Return adopters beyond the lead over those eligible beyond it, over current programmes."""
    rows = selection.cached_by_programme("adoptions", _with_standing)
    stated = rows.filter(pl.col("is_open"))
    programmes = selection.cached_by_programme("adoption_by_programme", _programmes)
    numerator = int(programmes["adopters_beyond_lead"].sum())
    denominator = int(programmes["eligible_beyond_lead"].sum())
    return Answer(
        status="ok" if denominator else ("not_applicable" if programmes.height else "not_defined"),
        value=numerator / denominator if denominator else None,
        numerator=float(numerator) if denominator else None,
        denominator=float(denominator) if denominator else None,
        n=programmes.filter(pl.col("eligible_beyond_lead") > 0).height,
        tables=LateTables(
            {**_tables(rows, stated, programmes), "stuck": lambda: _stuck(stated, selection)}
        ),
        kinds=("programmes", "adoptions"),
    )


def _with_standing(selection: Selection) -> pl.DataFrame:
    """Return adoption of current programmes, with what each row counts as."""
    return selection.adoption().filter(pl.col("is_current")).with_columns(*_standing())


def _standing() -> tuple[pl.Expr, ...]:
    """Return what each row counts as. People count only where an adopter gives both figures."""
    eligible = pl.col("state") != "not_applicable"
    adopter = pl.col("state").is_in(IN_USE)
    both = pl.col("people_eligible").is_not_null() & pl.col("people_using").is_not_null()
    known = pl.col("people_eligible").is_not_null()
    return (
        eligible.alias("is_eligible"),
        adopter.alias("is_adopter"),
        (adopter & both).alias("gives_people"),
        (eligible & known & (~adopter | both)).alias("is_people_known"),
    )


def _counts() -> list[pl.Expr]:
    beyond = ~pl.col("is_lead")
    return [
        pl.col("is_eligible").sum().cast(pl.Int64).alias("eligible"),
        pl.col("is_adopter").sum().cast(pl.Int64).alias("adopters"),
        (pl.col("is_eligible") & beyond).sum().cast(pl.Int64).alias("eligible_beyond_lead"),
        (pl.col("is_adopter") & beyond).sum().cast(pl.Int64).alias("adopters_beyond_lead"),
        _people("people_eligible", "gives_people").alias("people_eligible"),
        _people("people_using", "gives_people").alias("people_using"),
        pl.col("was_live_6_months_ago").sum().cast(pl.Int64).alias("live_6_months_ago"),
        pl.col("was_still_live").sum().cast(pl.Int64).alias("still_live"),
        _people("people_eligible", "is_people_known").alias("people_eligible_everywhere"),
        pl.col("gives_people").sum().cast(pl.Int64).alias("adopters_giving_people"),
        pl.col("is_people_known").sum().cast(pl.Int64).alias("organisations_giving_people"),
    ]


def _people(column: str, counting: str) -> pl.Expr:
    """Return the people at the organisations that count; blank where none gives a figure."""
    return pl.when(pl.col(counting).any()).then(pl.col(column).filter(pl.col(counting)).sum())


def _programmes(selection: Selection) -> pl.DataFrame:
    """Return every current programme, also where nobody could take it up."""
    stated = selection.cached_by_programme("adoptions", _with_standing).filter(pl.col("is_open"))
    counts = stated.group_by("programme_id").agg(_counts())
    people = ("people_eligible", "people_using", "people_eligible_everywhere")
    whole = [name for name in (*_COUNTS, *_REACH) if name not in people]
    return (
        selection.programmes.filter(pl.col("is_current"))
        .join(counts, on="programme_id", how="left")
        .with_columns(pl.col(whole).fill_null(0))
        .with_columns(
            share=share("adopters_beyond_lead", "eligible_beyond_lead"),
            status=pl.when(pl.col("eligible_beyond_lead") > 0)
            .then(pl.lit("ok"))
            .otherwise(pl.lit("not_applicable")),
        )
    )


def _tables(rows: pl.DataFrame, stated: pl.DataFrame, programmes: pl.DataFrame) -> Makers:
    order = ("programme_id", "org_code")
    said = ("programme_id", "org_code", "state", "reason", "org_name", "programme_name")
    disagree = ("programme_id", "org_code", "state", "claimed_state", "org_name", "programme_name")
    differs = (pl.col("sent_as") != "claimed") & (pl.col("claimed_state") != pl.col("state"))
    return {
        "by_programme": lambda: table(
            programmes,
            "programme_id",
            *_COUNTS,
            *_REACH,
            "programme_name",
            "lead_org_code",
            "share",
            "status",
            order=("programme_id",),
        ),
        "states": lambda: _counted(stated, "programme_id", "state"),
        "matrix": lambda: table(stated, *_MATRIX, order=order),
        "funnel": lambda: _in_full(stated, "state", (*ADOPTION_LADDER, *OFF_LADDER)),
        "barriers": lambda: _in_full(stated, "barrier", BARRIERS),
        "reasons": lambda: table(
            stated.filter(pl.col("reason").is_not_null()), *said, order=("state", *order)
        ),
        "by_org_type": lambda: _by_org_type(stated),
        "sent_as": lambda: _in_full(stated, "sent_as", ("own", "confirmed", "claimed")),
        "disagreements": lambda: table(stated.filter(differs), *disagree, order=order),
        "reach": lambda: _reach(stated),
        "closed": lambda: table(rows.filter(~pl.col("is_open")), *_MATRIX[:8], order=order),
    }


def _stuck(stated: pl.DataFrame, selection: Selection) -> ResultTable:
    """Return adoptions not in use yet that stand where they stood two returns ago, as it is
    known now, with what stands in the way, in the organisation's words where it gave any, and
    who would bear the cost; beside each what another that has the programme in use changed to
    fit it, one that met the same barrier first. None before there are three returns."""
    system = selection.system
    sent = sorted(Period.parse(text) for text in system.kept("sent_period")["period"])
    before = [period for period in sent if period < system.period][
        -int(RETURNS_WITHOUT_A_STEP.value) :
    ]
    not_yet = pl.col("state").is_in(ADOPTION_LADDER) & ~pl.col("is_adopter")
    rows = stated.filter(not_yet & ~pl.col("is_lead"))
    if len(before) < RETURNS_WITHOUT_A_STEP.value:
        rows = rows.clear()
    key = ["programme_id", "org_code", "state"]
    for period in before:
        then = selection.at(Point(period, system.known_on)).adoption().select(key)
        rows = rows.join(then, on=key, how="semi")
    first = str(before[0]) if before else ""
    found = rows.with_columns(pl.lit(first).alias("same_since")).join(
        _overcome(stated, rows), on=["programme_id", "org_code"], how="left"
    )
    found = _with_payers(found, selection)
    return table(found, *_STUCK, order=("programme_id", "org_code"))


def _overcome(stated: pl.DataFrame, stuck: pl.DataFrame) -> pl.DataFrame:
    """For each of them one adopter of the same programme that says what it changed."""
    others = stated.filter(pl.col("is_adopter") & pl.col("adaptation").is_not_null()).select(
        "programme_id",
        other_org_code="org_code",
        other_barrier="barrier",
        other_adaptation="adaptation",
    )
    return (
        stuck.select("programme_id", "org_code", "barrier")
        .join(others, on="programme_id")
        .with_columns(differs=~pl.col("barrier").eq_missing(pl.col("other_barrier")))
        .sort("programme_id", "org_code", "differs", "other_org_code")
        .unique(["programme_id", "org_code"], keep="first", maintain_order=True)
        .with_columns(other_met_it=pl.col("barrier").eq(pl.col("other_barrier")))
        .drop("barrier", "differs", "other_barrier")
    )


def _with_payers(stuck: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    """Return them with who bears the cost, by the register: of the programme's benefits there,
    else of all of them, else its lead; several are joined by `;`."""
    paid = (
        selection.everywhere()
        .register()
        .select(
            "programme_id",
            org_code="beneficiary_org_code",
            payer=pl.coalesce("payer_org_code", "lead_org_code"),
        )
    )
    joined = pl.col("payer").unique().sort().str.join(";")
    here = paid.group_by("programme_id", "org_code").agg(paid_here=joined)
    anywhere = paid.group_by("programme_id").agg(paid_anywhere=joined)
    leads = selection.programmes.select("programme_id", "lead_org_code")
    return (
        stuck.join(here, on=["programme_id", "org_code"], how="left")
        .join(anywhere, on="programme_id", how="left")
        .join(leads, on="programme_id", how="left")
        .with_columns(payer_org_codes=pl.coalesce("paid_here", "paid_anywhere", "lead_org_code"))
    )


def _counted(stated: pl.DataFrame, *grain: str) -> ResultTable:
    counts = stated.group_by(grain).agg(organisations=pl.len().cast(pl.Int64))
    return table(counts, *grain, "organisations", order=grain)


def _in_full(stated: pl.DataFrame, column: str, values: tuple[str, ...]) -> ResultTable:
    """Return how many rows say each of the values, in their order, 0 where none does."""
    listed = pl.DataFrame({column: values})
    counts = stated.group_by(column).agg(organisations=pl.len().cast(pl.Int64))
    filled = listed.join(counts, on=column, how="left", maintain_order="left")
    return table(filled.with_columns(pl.col("organisations").fill_null(0)), *filled.columns)


def _by_org_type(stated: pl.DataFrame) -> ResultTable:
    """Return adoption beyond the lead by type of organisation, with the gap that is left."""
    counts = (
        stated.group_by("org_type")
        .agg(_counts())
        .filter(pl.col("eligible_beyond_lead") > 0)
        .with_columns(
            not_yet=pl.col("eligible_beyond_lead") - pl.col("adopters_beyond_lead"),
            share=share("adopters_beyond_lead", "eligible_beyond_lead"),
        )
    )
    columns = ("org_type", "eligible_beyond_lead", "adopters_beyond_lead", "not_yet", "share")
    return table(counts, *columns, order=("org_type",))


def _reach(stated: pl.DataFrame) -> ResultTable:
    """Return one row: people using over people eligible, at adopters and everywhere that is
    known."""
    reach = stated.select(_counts()).with_columns(
        reach_at_adopters=share("people_using", "people_eligible"),
        reach_everywhere=share("people_using", "people_eligible_everywhere"),
        maintenance=share("still_live", "live_6_months_ago"),
    )
    return table(reach, *reach.columns)
