"""Risk and reward: what is risked for what, what not acting would cost, and how openly."""

from __future__ import annotations

import polars as pl

from portfolio.domain.period import Period
from portfolio.domain.result import LateTables, ResultTable
from portfolio.measures.answers import Answer, share, table
from portfolio.measures.selection import Selection

HELD = ("open", "mitigating", "accepted")
"""A risk that is still carried; the others became an issue or are closed."""
_PUBLIC_VOICES = ("clinical", "patient")
_RISKS = (
    "risk_id",
    "programme_id",
    "org_code",
    "score",
    "target_score",
    "reward_score",
    "status",
    "raised_by",
    "title",
    "category",
    "likelihood",
    "consequence",
    "target_likelihood",
    "target_consequence",
    "reward",
    "not_acting",
    "visibility",
    "raised_date",
    "issue_date",
    "programme_name",
    "org_name",
    "is_held",
)
_OPENNESS = ("raised", "clinical_or_patient", "before_issue", "became_issue", "partners")


_KEPT_BACK = (
    "Not among these, only counted: risks held that their organisations keep to themselves and the "
    "portfolio office ({count})."
)


def risk_reward(selection: Selection) -> Answer:
    """No single value: every risk with its score, its reward and its target."""
    every = _risks(selection)
    reported = selection.seen(every)
    risks = reported.filter(pl.col("is_current"))
    held = risks.filter(pl.col("is_held"))
    kept_back = selection.kept_back(every).filter(pl.col("is_current") & pl.col("is_held")).height
    return Answer(
        status="ok" if risks.height else "not_defined",
        n=held.height,
        tables=LateTables(
            {
                "risks": lambda: table(risks, *_RISKS, order=("risk_id",)),
                "openness": lambda: _openness(reported, _month()),
                "openness_by_quarter": lambda: _by_quarter(reported, selection.system.period),
                "raised_by_partner": lambda: _raised_by_partner(reported),
                "grid": lambda: _grid(held),
                "by_programme": lambda: _by_programme(held),
                "held_by_several": lambda: _held_by_several(held),
                "left_behind": lambda: _left_behind(reported),
                "summary": lambda: _summary(held, risks, kept_back),
            }
        ),
        caveats=(_KEPT_BACK.format(count=kept_back),) if kept_back else (),
        kinds=("risks",),
    )


def _risks(selection: Selection) -> pl.DataFrame:
    """Return every risk of the chosen programmes, those of none too where nothing was chosen."""
    rows = selection.system.kept("risk", "risk_id")
    named = selection.programmes.select("programme_id", "programme_name")
    rows = rows.join(named, on="programme_id", how="left", maintain_order="left")
    if selection.is_narrowed:
        rows = rows.filter(pl.col("programme_id").is_in(named["programme_id"].implode()))
    if selection.beneficiary is not None:
        rows = rows.filter(pl.col("org_code") == selection.beneficiary)
    return rows.join(selection.system.names(), on="org_code", how="left").with_columns(
        score=pl.col("likelihood") * pl.col("consequence"),
        target_score=pl.col("target_likelihood") * pl.col("target_consequence"),
        is_held=pl.col("status").is_in(HELD),
    )


def _month() -> pl.Expr:
    return pl.col("raised_date").dt.strftime("%Y-%m")


def _openness(reported: pl.DataFrame, period: pl.Expr) -> ResultTable:
    """Risks by the period they were raised in. Raised before it was an issue: it never became
    one, or did so on a later day."""
    counts = _raised(reported.with_columns(period=period), "period")
    return table(counts, "period", *_OPENNESS, order=("period",))


def _raised(reported: pl.DataFrame, *grain: str) -> pl.DataFrame:
    is_issue = pl.col("issue_date").is_not_null()
    early = ~is_issue | (pl.col("issue_date") > pl.col("raised_date"))
    return (
        reported.filter(pl.col("is_counted"))
        .group_by(grain)
        .agg(
            raised=pl.len().cast(pl.Int64),
            clinical_or_patient=pl.col("raised_by").is_in(_PUBLIC_VOICES).sum().cast(pl.Int64),
            before_issue=early.sum().cast(pl.Int64),
            became_issue=is_issue.sum().cast(pl.Int64),
            partners=pl.col("partner_code").n_unique().cast(pl.Int64),
        )
    )


def _by_quarter(reported: pl.DataFrame, as_at: Period) -> ResultTable:
    """Return the same by calendar quarter, named by its last month, quarters without any
    included: returns come at uneven intervals, quarters do not."""
    year, month = pl.col("raised_date").dt.year(), pl.col("raised_date").dt.month()
    last = ((month - 1) // 3 + 1) * 3
    named = reported.with_columns(period=pl.format("{}-{}", year, last.cast(str).str.zfill(2)))
    counts = _raised(named, "period")
    if counts.is_empty():
        return table(counts, "period", *_OPENNESS)
    first, end = Period.parse(str(counts["period"].min())), as_at.plus(-as_at.month % 3)
    months = (end.year - first.year) * 12 + end.month - first.month
    listed = pl.DataFrame({"period": [str(first.plus(k)) for k in range(0, months + 1, 3)]})
    filled = listed.join(counts, on="period", how="left").with_columns(
        pl.col(_OPENNESS).fill_null(0)
    )
    return table(filled, "period", *_OPENNESS, order=("period",))


def _raised_by_partner(reported: pl.DataFrame) -> ResultTable:
    counts = _raised(reported.with_columns(period=_month()), "partner_code", "period")
    columns = ("partner_code", "period", "raised", "clinical_or_patient", "before_issue")
    return table(counts, *columns, order=("partner_code", "period"))


def _grid(held: pl.DataFrame) -> ResultTable:
    """Return the 5 × 5: how many risks are held at each likelihood and consequence."""
    counts = held.group_by("likelihood", "consequence").agg(risks=pl.len().cast(pl.Int64))
    return table(counts, "likelihood", "consequence", "risks", order=("likelihood", "consequence"))


def _by_programme(held: pl.DataFrame) -> ResultTable:
    """Return per programme with a risk held: its highest risk beside the highest reward stated."""
    rows = (
        held.filter(pl.col("programme_id").is_not_null())
        .group_by("programme_id", "programme_name")
        .agg(
            risks=pl.len().cast(pl.Int64),
            highest_score=pl.col("score").max(),
            highest_reward_score=pl.col("reward_score").max(),
            with_not_acting=pl.col("not_acting").is_not_null().sum().cast(pl.Int64),
        )
    )
    columns = ("programme_id", "risks", "highest_score", "highest_reward_score", "with_not_acting")
    return table(rows, *columns, "programme_name", order=("programme_id",))


def _held_by_several(held: pl.DataFrame) -> ResultTable:
    """Risks everyone may see that two organisations or more hold: of one programme, and of one
    category among those of no programme."""
    open_to_all = held.filter(pl.col("visibility") == "system")
    parts = [
        open_to_all.filter(pl.col("programme_id").is_not_null()).select(
            pl.lit("programme").alias("what"), "org_code", "score", code="programme_id"
        ),
        open_to_all.filter(pl.col("programme_id").is_null()).select(
            pl.lit("category").alias("what"), "org_code", "score", code="category"
        ),
    ]
    groups = (
        pl.concat(parts)
        .group_by("what", "code")
        .agg(
            organisations=pl.col("org_code").n_unique().cast(pl.Int64),
            risks=pl.len().cast(pl.Int64),
            highest_score=pl.col("score").max(),
            org_codes=pl.col("org_code").unique().sort().str.join(";"),
        )
        .filter(pl.col("organisations") > 1)
    )
    ranked = groups.sort("organisations", "highest_score", "code", descending=[True, True, False])
    return table(ranked, *ranked.columns)


def _left_behind(reported: pl.DataFrame) -> ResultTable:
    """Return risks that a partner held when it closed and that nobody has taken over."""
    rows = reported.filter(
        ~pl.col("is_current") & pl.col("closed_on").is_not_null() & pl.col("is_held")
    )
    return table(rows, "risk_id", "programme_id", "org_code", "title", "score", order=("risk_id",))


def _summary(held: pl.DataFrame, risks: pl.DataFrame, kept_back: int) -> ResultTable:
    """Return one row: how many are held, how many of them say what; those seen only by their
    organisation and the portfolio office apart (`own`). How many are held beside these that the
    reader may not see is a count alone (`kept_back`): what they say is in none of the others, or
    a filter that leaves one of them would show it."""
    tests = {
        "own": pl.col("visibility") == "own",
        "with_reward_score": pl.col("reward_score").is_not_null(),
        "with_not_acting": pl.col("not_acting").is_not_null(),
        "with_target": pl.col("target_score").is_not_null(),
        "at_target": pl.col("score") <= pl.col("target_score"),
    }
    counted = held.select(
        held=pl.len().cast(pl.Int64),
        **{name: test.fill_null(value=False).sum().cast(pl.Int64) for name, test in tests.items()},
    ).with_columns(
        became_issue=pl.lit(risks.filter(pl.col("status") == "became_issue").height),
        closed=pl.lit(risks.filter(pl.col("status") == "closed").height),
        kept_back=pl.lit(kept_back),
    )
    return table(
        counted.with_columns(not_acting_share=share("with_not_acting", "held")),
        *counted.columns,
        "not_acting_share",
    )
