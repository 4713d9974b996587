"""Every setting of the product, read once at the top from the environment or a `.env` file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOG_LEVELS = ("debug", "info", "warning", "error")


class SettingNotUnderstood(ValueError):
    """A setting has a value that cannot be used; the message says which and what is wanted."""


@dataclass(frozen=True)
class Setting:
    """One line of docs/settings.md."""

    name: str
    default: str
    meaning: str


HOME = Setting(
    "PORTFOLIO_HOME",
    "./var",
    "The folder that holds everything: store, archive, journal, inbox, reference lists and log. "
    "`--home` goes before it.",
)
STORE = Setting(
    "PORTFOLIO_STORE",
    "duckdb:",
    "The engine that keeps the figures. `duckdb:` is a file in the home folder; "
    "there is no other yet.",
)
MAX_UPLOAD_MB = Setting(
    "PORTFOLIO_MAX_UPLOAD_MB",
    "50",
    "The largest file that can be sent in the browser or dropped into the inbox, in megabytes.",
)
INBOX_SETTLE_SECONDS = Setting(
    "PORTFOLIO_INBOX_SETTLE_SECONDS",
    "10",
    "How long the files in a drop folder must have been still before they are taken, in seconds.",
)
LOG = Setting(
    "PORTFOLIO_LOG",
    "info",
    "How much the log in the home folder says: `debug`, `info`, `warning` or `error`.",
)
SETTINGS = (HOME, STORE, MAX_UPLOAD_MB, INBOX_SETTLE_SECONDS, LOG)


@dataclass(frozen=True)
class Settings:
    """The settings of one process."""

    home: Path
    store: str
    max_upload_mb: int
    inbox_settle_seconds: int
    log_level: str


def read_settings(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """The settings in an environment, which goes before the `.env` file.

    Raises SettingNotUnderstood.
    """
    written = {**_read_env_file(env_file), **environ}

    def value(setting: Setting) -> str:
        return written.get(setting.name, "").strip() or setting.default

    return Settings(
        home=Path(value(HOME)).expanduser(),
        store=_one_of(STORE, value(STORE), ("duckdb:",)),
        max_upload_mb=_whole(MAX_UPLOAD_MB, value(MAX_UPLOAD_MB), "megabytes"),
        inbox_settle_seconds=_whole(INBOX_SETTLE_SECONDS, value(INBOX_SETTLE_SECONDS), "seconds"),
        log_level=_one_of(LOG, value(LOG).lower(), LOG_LEVELS),
    )


def settings_table() -> str:
    """The settings as the Markdown table of docs/settings.md."""
    lines = [f"| `{s.name}` | `{s.default}` | {s.meaning} |" for s in SETTINGS]
    return "\n".join(["| setting | if not set | what it does |", "|---|---|---|", *lines])


def _read_env_file(path: Path | None) -> dict[str, str]:
    """`NAME=value` lines; blank lines, comments and names that are not ours are passed over."""
    if path is None or not path.is_file():
        return {}
    pairs = (
        line.removeprefix("export ").partition("=")
        for line in map(str.strip, path.read_text(encoding="utf-8").splitlines())
        if not line.startswith("#")
    )
    return {
        name.strip(): text.strip().strip("'\"")
        for name, equals, text in pairs
        if equals and name.strip().startswith("PORTFOLIO_")
    }


def _one_of(setting: Setting, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        listed = " or ".join(f"`{word}`" for word in allowed)
        raise SettingNotUnderstood(f"{setting.name} is `{text}`. It can be {listed}.")
    return text


def _whole(setting: Setting, text: str, unit: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise SettingNotUnderstood(
            f"{setting.name} is `{text}`. Write whole {unit}, for example `{setting.default}`."
        )
    return int(text)
