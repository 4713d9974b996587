"""What was learned, who used it, and where knowledge goes between organisations."""

from __future__ import annotations

import polars as pl

from portfolio.domain.codes import LESSON_KINDS, LESSON_OUTCOMES, LESSON_USED
from portfolio.domain.result import LateTables, ResultTable
from portfolio.measures.answers import Answer, share, table, total
from portfolio.measures.knowledge_flows import isolated, knowledge_flow, knowledge_summary, taking
from portfolio.measures.selection import Selection

_LESSONS = (
    "lesson_id",
    "kind",
    "uses",
    "organisations",
    "benefits",
    *LESSON_OUTCOMES,
    "org_code",
    "org_name",
    "category",
    "title",
    "summary",
    "date",
    "programme_id",
    "contact_role",
    "link",
    "is_old_enough",
)
_TRACE = (
    "lesson_id",
    "kind",
    "title",
    "from_org_code",
    "used_by_org_code",
    "used_date",
    "outcome",
    "programme_id",
    "benefit_id",
    "benefit_name",
    "benefit_type",
    "effect",
    "status",
    "evidence",
    "realised_gbp",
)


def learning(selection: Selection) -> Answer:
    """Return lessons that another organisation adopted or adapted, over those old enough to be."""
    lessons = selection.cached_by_programme("lessons", _counted)
    old = lessons.filter(pl.col("is_old_enough"))
    reused = old.filter(pl.col("organisations") > 0).height
    return Answer(
        status="ok" if old.height else "not_defined",
        value=reused / old.height if old.height else None,
        numerator=float(reused) if old.height else None,
        denominator=float(old.height) if old.height else None,
        n=lessons.height,
        tables=_tables(selection, lessons),
        kinds=("programmes", "adoptions", "lessons", "lesson_uses"),
    )


def _chosen(selection: Selection) -> pl.DataFrame:
    """Return lessons of the chosen programmes; a beneficiary's own cannot be taken up by it."""
    lessons = selection.whole_or_of_programmes(selection.system.kept("lesson", "lesson_id"))
    if selection.beneficiary is None:
        return lessons
    return lessons.filter(pl.col("org_code") != selection.beneficiary)


def _uses(selection: Selection, lessons: pl.DataFrame) -> pl.DataFrame:
    """Use of the chosen lessons, at the chosen organisation where one is chosen."""
    rows = selection.system.kept("lesson_use", "lesson_id", "used_by_org_code")
    uses = rows.join(lessons, on="lesson_id", how="semi", maintain_order="left")
    if selection.beneficiary is None:
        return uses
    return uses.filter(pl.col("used_by_org_code") == selection.beneficiary)


def _counted(selection: Selection) -> pl.DataFrame:
    """Return every chosen lesson with its uses counted, also where nobody used it."""
    chosen = _chosen(selection)
    uses = _uses(selection, chosen)
    taken_up = pl.col("outcome").is_in(LESSON_USED)
    counts = uses.group_by("lesson_id").agg(
        uses=pl.len(),
        organisations=taken_up.sum(),
        benefits=pl.col("benefit_id").filter(taken_up).drop_nulls().n_unique(),
        **{outcome: (pl.col("outcome") == outcome).sum() for outcome in LESSON_OUTCOMES},
    )
    numbers = [name for name in counts.columns if name != "lesson_id"]
    return (
        chosen.join(counts, on="lesson_id", how="left", maintain_order="left")
        .join(selection.system.names(), on="org_code", how="left", maintain_order="left")
        .with_columns(pl.col(numbers).fill_null(0).cast(pl.Int64))
    )


def _tables(selection: Selection, lessons: pl.DataFrame) -> LateTables:
    def uses() -> pl.DataFrame:
        return selection.cached("uses", lambda: _uses(selection, lessons))

    def flow() -> pl.DataFrame:
        used = pl.col("outcome").is_in(LESSON_USED)
        return selection.cached("flow", lambda: knowledge_flow(selection, uses().filter(used)))

    def organisations() -> pl.DataFrame:
        return selection.cached("taking", lambda: taking(selection, flow()))

    return LateTables(
        {
            "lessons": lambda: table(lessons, *_LESSONS, order=("lesson_id",)),
            "by_kind": lambda: _by_kind(lessons),
            "flow": lambda: table(flow(), *flow().columns, order=("from_org_code", "to_org_code")),
            "organisations": lambda: table(
                organisations(), *organisations().columns, order=("org_code",)
            ),
            "isolated": lambda: table(
                isolated(organisations()), "org_code", "org_name", "org_type"
            ),
            "summary": lambda: knowledge_summary(flow(), organisations()),
            "trace": lambda: table(
                _traced(selection, uses()), *_TRACE, order=("lesson_id", "used_by_org_code")
            ),
        }
    )


def _by_kind(lessons: pl.DataFrame) -> ResultTable:
    """Return blueprints and redprints apart: how many, how many old enough, how many used."""
    old = pl.col("is_old_enough")
    counts = lessons.group_by("kind").agg(
        lessons=pl.len().cast(pl.Int64),
        old_enough=old.sum().cast(pl.Int64),
        reused=(old & (pl.col("organisations") > 0)).sum().cast(pl.Int64),
        reused_or_considered=(old & (pl.col("uses") > 0)).sum().cast(pl.Int64),
    )
    listed = pl.DataFrame({"kind": LESSON_KINDS}).join(counts, on="kind", how="left")
    filled = listed.with_columns(pl.exclude("kind").fill_null(0)).with_columns(
        share=share("reused", "old_enough"),
        share_with_considered=share("reused_or_considered", "old_enough"),
    )
    return table(filled, *filled.columns)


def _traced(selection: Selection, uses: pl.DataFrame) -> pl.DataFrame:
    """Each use with the benefit it names at the organisation that used it, as it is counted."""
    system = selection.system
    named = uses.filter(pl.col("benefit_id").is_not_null()).select("benefit_id").unique()
    keys = {"benefit_id": "benefit_id", "beneficiary_org_code": "used_by_org_code"}
    said = system.register.join(named, on="benefit_id", how="semi").rename(keys)
    realised = (
        system.ledger.join(named, on="benefit_id", how="semi")
        .group_by("benefit_id", "beneficiary_org_code")
        .agg(total("counted_gbp").alias("realised_gbp"))
        .rename(keys)
    )
    at_user = ["benefit_id", "used_by_org_code"]
    about = said.select(*at_user, "benefit_name", "benefit_type", "effect", "status", "evidence")
    return uses.join(about, on=at_user, how="left").join(realised, on=at_user, how="left")
