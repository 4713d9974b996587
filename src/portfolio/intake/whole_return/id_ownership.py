"""Ids that are already somebody else's, and programmes that change hands."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from portfolio.contract.catalogue import KINDS
from portfolio.intake.whole_return.context import FindingCollector, ReturnContext
from portfolio.intake.whole_return.known_ids import standing_leads

_ELSEWHERE = {
    **dict.fromkeys(("kind", "id", "partner_code", "owner_code", "taken_from"), pl.String),
    "is_later": pl.Boolean,
}


def check_owners(findings: FindingCollector, tables: Mapping[str, pl.DataFrame]) -> None:
    """No id of this submission is in use for something else."""
    if "programmes" in tables:
        _check_programmes(findings, tables["programmes"])
    if "benefits" in tables:
        _check_benefits(findings, tables["benefits"])
    for kind in ("risks", "lessons"):
        if kind in tables:
            _check_sole_use(findings, kind, tables[kind])


def used_elsewhere(context: ReturnContext, kind: str) -> pl.DataFrame:
    """Ids of a kind in accepted submissions, one row per `id` and `partner_code`, with the
    `owner_code` of each, from whom it was taken over (`taken_from`) and whether all this is of a
    later period (`is_later`)."""
    rows = context.standing.elsewhere
    if rows is None:
        return pl.DataFrame(schema=_ELSEWHERE).drop("kind")
    of_kind = context.once(f"used {kind}", lambda: rows.filter(kind=kind).drop("kind"))
    assert of_kind is not None
    return of_kind


def check_taken_over(findings: FindingCollector, programmes: pl.DataFrame) -> None:
    """Programmes that another partner has sent as taken over from this one."""
    led = programmes.select("row_number", "programme_id").join(
        _led_by_others(findings.context), on="programme_id", maintain_order="left"
    )
    from_us = _named_owners(findings, led).filter(_is_from_us(findings, led))
    _tell_owners(findings, "programme_taken_over", from_us)


def _check_programmes(findings: FindingCollector, programmes: pl.DataFrame) -> None:
    """A programme that somebody else leads can only be sent by saying that it was taken over."""
    led = _led_by_others(findings.context)
    sent = programmes.select(
        "row_number",
        "programme_id",
        "lead_org_code",
        said_before=pl.col("transferred_from_org_code"),
    ).join(led, on="programme_id", maintain_order="left")
    # The lead has not changed where only the partner that it reports through has, nor by then where
    # another took it over from this lead in a later period.
    lead = pl.col("lead_org_code")
    later = pl.col("is_later") & (pl.col("taken_from") == lead)
    sent = sent.filter(pl.col("owner_code") != lead, ~later.fill_null(value=False))
    sent = _named_owners(findings, sent)
    _tell_led_elsewhere(findings, sent.filter(pl.col("said_before").is_null()))
    _tell_silent_changes(findings, programmes)
    _tell_from_nobody(findings, programmes)
    before = (pl.col("said_before") == pl.col("owner_code")) | (
        pl.col("said_before") == pl.col("partner_code")
    )
    _tell_wrong_lead_before(findings, sent.filter(pl.col("said_before").is_not_null() & ~before))


def _tell_wrong_lead_before(findings: FindingCollector, wrong: pl.DataFrame) -> None:
    findings.tell(
        "transferred_from_lead",
        "programmes",
        "transferred_from_org_code",
        wrong.select(
            "row_number",
            found="said_before",
            programme="programme_id",
            lead_before=pl.format("{} (`{}`)", "owner", "owner_code"),
        ),
    )


def _named_owners(findings: FindingCollector, led: pl.DataFrame) -> pl.DataFrame:
    return led.with_columns(owner=findings.context.named(led["owner_code"]))


def _is_from_us(findings: FindingCollector, led: pl.DataFrame) -> pl.Expr:
    before = [c for c in led["taken_from"].unique() if c and findings.context.sends_for(c)]
    return pl.col("taken_from").is_in(before).fill_null(value=False)


def _tell_led_elsewhere(findings: FindingCollector, silent: pl.DataFrame) -> None:
    """Not the same for the lead before, who stops sending a programme, as for anybody else."""
    from_us = _is_from_us(findings, silent)
    _tell_owners(findings, "programme_of_another_partner", silent.filter(~from_us))
    _tell_owners(findings, "programme_taken_over", silent.filter(from_us))


def _tell_owners(findings: FindingCollector, rule_id: str, rows: pl.DataFrame) -> None:
    name = pl.format(" for `{}`", "name").fill_null("")
    words = rows.select("row_number", "owner", "owner_code", found="programme_id", named=name)
    findings.tell(rule_id, "programmes", "programme_id", words)


def _tell_silent_changes(findings: FindingCollector, programmes: pl.DataFrame) -> None:
    """A second lead among the organisations that this partner sends for."""
    ours = (
        _last_led(findings.context)
        .filter(pl.col("partner_code") == findings.context.partner_code, ~pl.col("is_later"))
        .select("programme_id", lead_before="owner_code")
    )
    changed = programmes.join(ours, on="programme_id", maintain_order="left").filter(
        pl.col("lead_org_code") != pl.col("lead_before")
    )
    said_before = pl.col("transferred_from_org_code")
    silent = changed.filter(said_before.is_null())
    findings.tell(
        "lead_changed_silently",
        "programmes",
        "lead_org_code",
        silent.select("row_number", "lead_before", found="lead_org_code", programme="programme_id"),
    )
    wrong = changed.filter(~said_before.is_in(pl.concat_list("lead_before", "lead_org_code")))
    owned = wrong.with_columns(owner_code="lead_before", said_before=said_before)
    _tell_wrong_lead_before(findings, _named_owners(findings, owned))


def _tell_from_nobody(findings: FindingCollector, programmes: pl.DataFrame) -> None:
    """A lead before is named for an id that nobody has used."""
    used = used_elsewhere(findings.context, "programmes").select(programme_id="id")
    before = pl.col("transferred_from_org_code")
    named = programmes.filter(before != pl.col("lead_org_code"))
    cases = named.join(used, on="programme_id", how="anti", maintain_order="left")
    findings.tell(
        "transferred_from_nobody",
        "programmes",
        "transferred_from_org_code",
        cases.select("row_number", found="transferred_from_org_code", programme="programme_id"),
    )


def _led_by_others(context: ReturnContext) -> pl.DataFrame:
    """Return programmes led through other partners, as for `_last_led`."""
    led = _last_led(context)
    return led.filter(pl.col("partner_code") != context.partner_code)


def _last_led(context: ReturnContext) -> pl.DataFrame:
    """Return every programme with its lead (`owner_code`), its lead's partner, the lead before
    (`taken_from`) and its name where known; one that no longer stands is the last lead's that
    sent it."""
    columns = ["programme_id", "owner_code", "partner_code", "taken_from", "name", "is_later"]
    used = used_elsewhere(context, "programmes").rename({"id": "programme_id"})
    last = used.unique("programme_id", keep="last", maintain_order=True).with_columns(
        name=pl.lit(None, dtype=pl.String)
    )
    standing = standing_leads(context)
    if standing is None:
        return last.select(columns)
    stands = standing.select(
        "programme_id",
        "partner_code",
        owner_code="lead_org_code",
        taken_from="transferred_from_org_code",
        name="programme_name",
        is_later=pl.lit(value=False),
    ).select(columns)
    gone = last.join(stands, on="programme_id", how="anti", maintain_order="left")
    return pl.concat([stands, gone.select(columns)])


def _check_benefits(findings: FindingCollector, benefits: pl.DataFrame) -> None:
    """A benefit id that other partners' standing rows give to another programme."""
    standing = findings.context.standing.current.get("benefits")
    if standing is None:
        return
    others = standing.filter(pl.col("partner_code") != findings.context.partner_code)
    theirs = others.select(
        "benefit_id", programme="programme_id", name="benefit_name", other="partner_code"
    ).unique("benefit_id", keep="first", maintain_order=True)
    cases = benefits.join(theirs, on="benefit_id", maintain_order="left").filter(
        pl.col("programme_id") != pl.col("programme")
    )
    findings.tell(
        "benefit_of_another_programme",
        "benefits",
        "benefit_id",
        cases.select(
            "row_number",
            "programme",
            "name",
            found="benefit_id",
            other=findings.context.named(cases["other"]),
        ),
    )


def _check_sole_use(findings: FindingCollector, kind: str, table: pl.DataFrame) -> None:
    """An id that another partner uses, unless it was this organisation's already when it reported
    through that one, or its owner has closed and this partner follows it."""
    context, key, about = findings.context, KINDS[kind].key[0], KINDS[kind].about
    used = used_elsewhere(context, kind).filter(pl.col("partner_code") != context.partner_code)
    codes = {*used["partner_code"].to_list(), *used["owner_code"].to_list()}
    followed = [code for code in codes if context.succeeds(code)]
    theirs = used.filter(
        ~pl.col("partner_code").is_in(followed), ~pl.col("owner_code").is_in(followed)
    )
    both = table.join(theirs, left_on=key, right_on="id", maintain_order="left_right")
    others = both.filter(pl.col("owner_code") != pl.col(about)).unique(
        "row_number", keep="last", maintain_order=True
    )
    findings.tell(
        "id_of_another_partner",
        kind,
        key,
        others.select("row_number", found=key, owner=context.named(others["partner_code"])),
    )
