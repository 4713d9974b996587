"""Theme codes: known in the system's own set, or in the set they name."""

from __future__ import annotations

import polars as pl

from portfolio.contract.rules import code_list, nearest
from portfolio.intake.crossing.context import Notebook

_OWN_SET = "local"


def check_themes(book: Notebook, programmes: pl.DataFrame) -> None:
    """The primary theme is one of the system's own; other themes are written `set:code`."""
    references = book.context.references
    keys = {theme.key.lower() for theme in references.themes}
    own = [t.theme_code for t in references.themes if t.theme_set == _OWN_SET]
    by_name = {
        t.theme_name.casefold(): t.theme_code for t in references.themes if t.theme_set == _OWN_SET
    }
    primary = programmes.select("row_number", found="primary_theme")
    unknown = primary.filter(~pl.col("found").str.to_lowercase().is_in([c.lower() for c in own]))
    use_own = "Ask the portfolio office for its themes."
    if own:
        use_own = f"Use one of {code_list(own, 'or')}."
    book.tell(
        "known_theme",
        "programmes",
        "primary_theme",
        unknown.with_columns(theme_help=pl.lit(use_own)),
        near=lambda word: by_name.get(word.casefold()) or nearest(word, own),
    )
    others = programmes.select(
        "row_number",
        found=pl.col("other_themes").str.split(";").list.eval(pl.element().str.strip_chars()),
    ).explode("found")
    strange = others.filter(
        (pl.col("found") != "") & ~pl.col("found").str.to_lowercase().is_in(sorted(keys))
    )
    book.tell(
        "known_theme",
        "programmes",
        "other_themes",
        strange.with_columns(
            theme_help=pl.lit("Write the set and the code, for example `wgll:improve_care`.")
        ),
        near=lambda key: nearest(key, keys),
    )
