"""Tables by theme: the system's own set by primary theme, every other set by all tags."""

from __future__ import annotations

import polars as pl

from portfolio.measures.selection import Selection, theme_tags


def programme_themes(selection: Selection) -> pl.DataFrame:
    """One row per theme and programme that stands under it, also themes without any.

    The system's own set uses the primary theme, so that it adds up (`adds_up`); the other sets
    use all tags of a programme, which then stands under several.
    """
    return selection.once("programme_themes", lambda: _programme_themes(selection))


def _programme_themes(selection: Selection) -> pl.DataFrame:
    tagged = selection.programmes.select("programme_id", "primary_theme", tags=theme_tags())
    local = tagged.select("programme_id", theme_set=pl.lit("local"), theme_code="primary_theme")
    other = (
        tagged.select("programme_id", tag=pl.col("tags").str.strip_chars(";").str.split(";"))
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
    listed = selection.system.themes.with_row_index("theme_order")
    return listed.join(
        pl.concat([local, other]), on=["theme_set", "theme_code"], how="left"
    ).with_columns(adds_up=pl.col("theme_set") == "local")
