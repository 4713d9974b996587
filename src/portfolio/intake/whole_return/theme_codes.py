"""Theme codes: known in the system's own set, or in the set they name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from portfolio.contract.rules import code_list, nearest
from portfolio.domain.system import Theme
from portfolio.intake.whole_return.context import FindingCollector

_OWN_SET = "local"


def check_themes(findings: FindingCollector, programmes: pl.DataFrame) -> None:
    """The primary theme is one of the system's own; other themes are written `set:code`."""
    themes = findings.context.references.themes
    own = [theme for theme in themes if theme.theme_set == _OWN_SET]
    _check_primary(findings, programmes.select("row_number", found="primary_theme"), own)
    others = programmes.select(
        "row_number",
        found=pl.col("other_themes").str.split(";").list.eval(pl.element().str.strip_chars()),
    ).explode("found")
    _check_others(findings, others.filter(pl.col("found") != ""))


def _check_primary(findings: FindingCollector, sent: pl.DataFrame, own: list[Theme]) -> None:
    codes = [theme.theme_code for theme in own]
    use_own = "Ask the portfolio office for its themes."
    if own:
        use_own = f"Use one of {code_list(codes, 'or')}."
    named = _by_name(own, lambda theme: theme.theme_code)
    _tell(
        findings,
        "primary_theme",
        _unknown(sent, codes).with_columns(
            theme_help=pl.lit(use_own), a_theme=pl.lit("one of the system's own themes")
        ),
        near=lambda word: _near(word.removeprefix(f"{_OWN_SET}:"), codes, named),
    )


def _check_others(findings: FindingCollector, sent: pl.DataFrame) -> None:
    themes = findings.context.references.themes
    keys = [theme.key for theme in themes]
    named = {
        **_by_name(themes, lambda theme: theme.key),
        **{theme.theme_code.casefold(): theme.key for theme in reversed(themes)},
    }

    def near(word: str) -> str | None:
        """By its code or its name alone where the set is left out or is another one."""
        return _near(word, keys, named) or _near(word.rpartition(":")[2], [], named)

    unknown = _unknown(sent, keys).with_columns(
        theme_help=pl.lit("Write the set and the code, for example `wgll:improve_care`."),
        a_theme=pl.lit("a theme of this system"),
    )
    _tell(findings, "other_themes", unknown, near=near)


def _unknown(sent: pl.DataFrame, known: list[str]) -> pl.DataFrame:
    folded = [code.lower() for code in known]
    return sent.filter(~pl.col("found").str.to_lowercase().is_in(folded))


def _by_name(themes: Sequence[Theme], said: Callable[[Theme], str]) -> dict[str, str]:
    return {theme.theme_name.casefold(): said(theme) for theme in reversed(themes)}


def _near(word: str, codes: Sequence[str], named: Mapping[str, str]) -> str | None:
    exact = named.get(word.casefold())
    return exact or nearest(word, codes) or named.get(nearest(word, named) or "")


def _tell(
    findings: FindingCollector,
    column: str,
    unknown: pl.DataFrame,
    near: Callable[[str], str | None],
) -> None:
    """Beside the nearest, in which other sets the code is."""
    found = unknown["found"].unique().to_list()
    themes = findings.context.references.themes
    elsewhere = {word: _elsewhere(themes, word, column) for word in found}
    words = pl.col("found").replace_strict(elsewhere, default="", return_dtype=pl.String)
    findings.tell(
        "known_theme", "programmes", column, unknown.with_columns(elsewhere=words), near=near
    )


def _elsewhere(themes: Sequence[Theme], word: str, column: str) -> str:
    said_set, _, code = word.rpartition(":")
    looked_in = _OWN_SET if column == "primary_theme" else said_set
    sets = [
        theme.theme_set
        for theme in themes
        if theme.theme_code == code.casefold() and theme.theme_set != looked_in
    ]
    return f": `{code}` is one of the set {code_list(sets, 'and of')}" if sets else ""
