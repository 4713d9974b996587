"""Every setting of the product, read once at the top from the environment or a `.env` file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

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
SESSION_UPLOADS_MB = Setting(
    "PORTFOLIO_SESSION_UPLOADS_MB",
    "75",
    "What the files of one browser tab may come to together while they wait to be sent, in "
    "megabytes; never less than the largest file.",
)
ALL_UPLOADS_MB = Setting(
    "PORTFOLIO_ALL_UPLOADS_MB",
    "110",
    "The same for all tabs of everybody together: so much memory at most holds files that wait; "
    "never less than what one tab may have.",
)
PUBLIC_ORIGINS = Setting(
    "PORTFOLIO_PUBLIC_ORIGINS",
    "none",
    "The addresses under which a proxy in front of the app shows it, separated by commas, for "
    "example `https://portfolio.example.nhs.uk`. Only a page from there, or from this machine's "
    "own address, may open the app.",
)
INBOX_SETTLE_SECONDS = Setting(
    "PORTFOLIO_INBOX_SETTLE_SECONDS",
    "10",
    "How long the files in a drop folder must have been still before they are taken, in seconds.",
)
INBOX_WAIT_FOR = Setting(
    "PORTFOLIO_INBOX_WAIT_FOR",
    "still",
    "What a drop folder waits for: `still` (files have stopped changing), `ready` (a file "
    "`.ready` lies beside them) or `manifest` (all that `manifest.sha256` names are there and "
    "right). A partner's folder can have a rule of its own.",
)
LOG = Setting(
    "PORTFOLIO_LOG",
    "info",
    "How much the log in the home folder says: `debug`, `info`, `warning` or `error`.",
)
SETTINGS = (
    HOME,
    STORE,
    MAX_UPLOAD_MB,
    SESSION_UPLOADS_MB,
    ALL_UPLOADS_MB,
    PUBLIC_ORIGINS,
    INBOX_SETTLE_SECONDS,
    INBOX_WAIT_FOR,
    LOG,
)
NO_ORIGINS = "none"
WAIT_RULES = ("still", "ready", "manifest")


@dataclass(frozen=True)
class Settings:
    """The settings of one process."""

    home: Path
    store: str
    max_upload_mb: int
    inbox_settle_seconds: int
    log_level: str
    session_uploads_mb: int = int(SESSION_UPLOADS_MB.default)
    all_uploads_mb: int = int(ALL_UPLOADS_MB.default)
    public_origins: tuple[str, ...] = ()
    inbox_wait_for: str = INBOX_WAIT_FOR.default


def read_settings(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """Return the settings in an environment, which goes before the `.env` file.

    Raises SettingNotUnderstood.
    """
    written = {**_read_env_file(env_file), **environ}

    def value(setting: Setting) -> str:
        return written.get(setting.name, "").strip() or setting.default

    largest = _whole(MAX_UPLOAD_MB, value(MAX_UPLOAD_MB), "megabytes")
    of_one = max(largest, _whole(SESSION_UPLOADS_MB, value(SESSION_UPLOADS_MB), "megabytes"))
    of_all = max(of_one, _whole(ALL_UPLOADS_MB, value(ALL_UPLOADS_MB), "megabytes"))
    return Settings(
        home=Path(value(HOME)).expanduser(),
        store=_one_of(STORE, value(STORE), ("duckdb:",)),
        max_upload_mb=largest,
        inbox_settle_seconds=_whole(INBOX_SETTLE_SECONDS, value(INBOX_SETTLE_SECONDS), "seconds"),
        log_level=_one_of(LOG, value(LOG).lower(), LOG_LEVELS),
        session_uploads_mb=of_one,
        all_uploads_mb=of_all,
        public_origins=_origins(value(PUBLIC_ORIGINS)),
        inbox_wait_for=_one_of(INBOX_WAIT_FOR, value(INBOX_WAIT_FOR).lower(), WAIT_RULES),
    )


def settings_table() -> str:
    """Return the settings as the Markdown table of docs/settings.md."""
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


def _origins(text: str) -> tuple[str, ...]:
    """Return addresses as a browser says them of a page: scheme and host, with a port only where
    it is not the usual one."""
    if text == NO_ORIGINS:
        return ()
    origins = tuple(part.strip().lower().rstrip("/") for part in text.split(","))
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or origin != f"{parts.scheme}://{parts.netloc}":
            raise SettingNotUnderstood(
                f"{PUBLIC_ORIGINS.name} is `{text}`. Write addresses without a path, for example "
                "`https://portfolio.example.nhs.uk`."
            )
    return origins


def _whole(setting: Setting, text: str, unit: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise SettingNotUnderstood(
            f"{setting.name} is `{text}`. Write whole {unit}, for example `{setting.default}`."
        )
    return int(text)
