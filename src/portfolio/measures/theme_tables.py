"""Tables by theme: the system's own set by primary theme, every other set by all tags."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from portfolio.measures.selection import Selection, theme_tags


@dataclass(frozen=True)
class Theme:
    """One theme and the chosen programmes that stand under it."""

    theme_set: str
    code: str
    name: str
    adds_up: bool
    programmes: tuple[str, ...]


def themes(selection: Selection) -> tuple[Theme, ...]:
    """Return every theme in its order, also those without any programme."""
    whole = selection.whole()
    every = whole.cached("themes", lambda: _themes(whole))
    chosen = set(selection.ids)
    return tuple(
        replace(one, programmes=tuple(code for code in one.programmes if code in chosen))
        for one in every
    )


def _themes(selection: Selection) -> tuple[Theme, ...]:
    of = ("theme_set", "theme_code", "theme_name", "theme_order", "adds_up")
    listed = programme_themes(selection).group_by(of).agg(pl.col("programme_id").drop_nulls())
    rows = listed.sort("theme_order").rows(named=True)
    return tuple(
        Theme(
            row["theme_set"],
            row["theme_code"],
            row["theme_name"],
            adds_up=row["adds_up"],
            programmes=tuple(row["programme_id"]),
        )
        for row in rows
    )


def programme_themes(selection: Selection) -> pl.DataFrame:
    """Return one row per theme and programme that stands under it, also themes without any.

    The system's own set uses the primary theme, so that it adds up (`adds_up`); the other sets
    use all tags of a programme, which then stands under several.
    """
    return selection.cached("programme_themes", lambda: _programme_themes(selection))


def _programme_themes(selection: Selection) -> pl.DataFrame:
    listed = selection.system.themes.with_row_index("theme_order")
    tagged = selection.cached_by_programme("tagged", _tagged)
    return listed.join(tagged, on=["theme_set", "theme_code"], how="left").with_columns(
        adds_up=pl.col("theme_set") == "local"
    )


def _tagged(selection: Selection) -> pl.DataFrame:
    """One row per programme and theme it stands under."""
    tags = selection.programmes.select("programme_id", "primary_theme", tags=theme_tags())
    local = tags.select("programme_id", theme_set=pl.lit("local"), theme_code="primary_theme")
    other = (
        tags.select("programme_id", tag=pl.col("tags").str.strip_chars(";").str.split(";"))
        .explode("tag")
        .filter(pl.col("tag").str.contains(":", literal=True))
        .select(
            "programme_id",
            theme_set=pl.col("tag").str.split(":").list.first(),
            theme_code=pl.col("tag").str.split(":").list.last(),
        )
        .filter(pl.col("theme_set") != "local")
        .unique(maintain_order=True)
    )
    return pl.concat([local, other])
