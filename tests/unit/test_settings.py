"""Every setting, read once, documented once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portfolio.settings import (
    SETTINGS,
    SettingNotUnderstood,
    Settings,
    read_settings,
    settings_table,
)


def test_without_anything_set_the_defaults_hold() -> None:
    assert read_settings({}) == Settings(Path("var"), "duckdb:", 50, 10, "info")


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("# ours\nPORTFOLIO_HOME='/a'\nexport PORTFOLIO_LOG=debug\nPATH=/x\n\n")

    settings = read_settings({"PORTFOLIO_HOME": "/b"}, env_file)

    assert settings.home == Path("/b")
    assert settings.log_level == "debug"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTFOLIO_MAX_UPLOAD_MB", "lots"),
        ("PORTFOLIO_MAX_UPLOAD_MB", "0"),
        ("PORTFOLIO_LOG", "loud"),
        ("PORTFOLIO_STORE", "postgresql://somewhere"),
        ("PORTFOLIO_SESSION_UPLOADS_MB", "some"),
        ("PORTFOLIO_PUBLIC_ORIGINS", "portfolio.example.nhs.uk"),
        ("PORTFOLIO_PUBLIC_ORIGINS", "https://portfolio.example.nhs.uk/app"),
        ("PORTFOLIO_PUBLIC_ORIGINS", "*"),
        ("PORTFOLIO_INBOX_WAIT_FOR", "godot"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingNotUnderstood, match=name):
        read_settings({name: value})


def test_a_tab_may_always_hold_the_largest_file_and_all_tabs_together_what_one_may() -> None:
    settings = read_settings({"PORTFOLIO_MAX_UPLOAD_MB": "200"})

    assert (settings.session_uploads_mb, settings.all_uploads_mb) == (200, 200)


def test_addresses_of_a_proxy_are_kept_as_a_browser_says_them() -> None:
    written = " https://Portfolio.example.nhs.uk/, https://ics.example:8443"

    origins = read_settings({"PORTFOLIO_PUBLIC_ORIGINS": written}).public_origins

    assert origins == ("https://portfolio.example.nhs.uk", "https://ics.example:8443")


def test_the_page_says_what_the_code_does(checkout: Path) -> None:
    assert settings_table() in (checkout / "docs/settings.md").read_text(encoding="utf-8")


def test_no_setting_is_read_that_the_table_lacks(checkout: Path) -> None:
    named = {
        name
        for path in (checkout / "src").rglob("*.py")
        for name in re.findall(
            r"\bPORTFOLIO_[A-Z]+(?:_(?:[A-Z]+|<NAME>))*", path.read_text("utf-8")
        )
    }

    assert named == {setting.name for setting in SETTINGS}
