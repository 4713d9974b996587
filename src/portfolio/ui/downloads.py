"""What a page offers as a CSV file: one kind of button for all of them."""

from __future__ import annotations

from collections.abc import Callable

from portfolio.ui import controls


def csv_button(
    label: str,
    data: bytes | str | Callable[[], bytes | str],
    *,
    file_name: str,
    key: str,
    is_quiet: bool = True,
) -> None:
    """Offer a CSV file; `data` that is a function is asked when the button is pressed. Taking it
    away does not run the page again. `is_quiet`: drawn as words, not as a button."""
    controls.download_button(
        label,
        data=data,
        file_name=file_name,
        mime="text/csv",
        key=key,
        type="tertiary" if is_quiet else "secondary",
        icon=":material/download:",
        on_click="ignore",
    )
