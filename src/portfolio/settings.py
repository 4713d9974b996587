"""Every setting of the product, read once at the top from the environment or a `.env` file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_PROVIDER_NAME = re.compile(r"[a-z][a-z0-9]{0,19}")
_EVERY_TENANT = ("common", "organizations", "consumers")
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
OIDC_PROVIDERS = Setting(
    "PORTFOLIO_OIDC_PROVIDERS",
    "none",
    "Who signs people in: the names of OpenID Connect providers, separated by commas, for example "
    "`trust,council`. Without one nobody signs in, and the app serves this machine only. Each name "
    "has its own settings below, in capitals in place of `<NAME>`.",
)
OIDC_ISSUER = Setting(
    "PORTFOLIO_OIDC_<NAME>_ISSUER",
    "needed",
    "The provider's issuer, exactly as it calls itself; with Entra the one of your own tenant.",
)
OIDC_CLIENT_ID = Setting(
    "PORTFOLIO_OIDC_<NAME>_CLIENT_ID", "needed", "The app's id at the provider."
)
OIDC_CLIENT_SECRET = Setting(
    "PORTFOLIO_OIDC_<NAME>_CLIENT_SECRET",
    "needed",
    "The app's secret at the provider, or else the file below.",
)
OIDC_CLIENT_SECRET_FILE = Setting(
    "PORTFOLIO_OIDC_<NAME>_CLIENT_SECRET_FILE",
    "none",
    "A file that holds the secret and that only the app's own user may read.",
)
OIDC_LABEL = Setting(
    "PORTFOLIO_OIDC_<NAME>_LABEL",
    "the name",
    "What the sign-in page calls it, for example `Abbey Hospitals`.",
)
OIDC_SCOPES = Setting(
    "PORTFOLIO_OIDC_<NAME>_SCOPES",
    "openid email profile",
    "What is asked of the provider; CIS2 wants `nationalrbacaccess` as well.",
)
OIDC_EMAIL_DOMAINS = Setting(
    "PORTFOLIO_OIDC_<NAME>_EMAIL_DOMAINS",
    "none",
    "The ends of addresses that this provider vouches for although it does not say so with "
    "`email_verified`, separated by commas. Entra never says so: name your own domains, and only "
    "those that nobody else can have in your tenant.",
)
SESSION_IDLE_MINUTES = Setting(
    "PORTFOLIO_SESSION_IDLE_MINUTES",
    "30",
    "After how many minutes without a click a person is signed out.",
)
SESSION_HOURS = Setting(
    "PORTFOLIO_SESSION_HOURS",
    "12",
    "After how many hours a person signs in anew, whatever they do.",
)
OFFICE_CONTACT = Setting(
    "PORTFOLIO_OFFICE_CONTACT",
    "the portfolio office",
    "Whom the sign-in pages tell people to ask, with an address or telephone number.",
)
OIDC_OF_ONE = (
    OIDC_ISSUER,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    OIDC_CLIENT_SECRET_FILE,
    OIDC_LABEL,
    OIDC_SCOPES,
    OIDC_EMAIL_DOMAINS,
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
    OIDC_PROVIDERS,
    *OIDC_OF_ONE,
    SESSION_IDLE_MINUTES,
    SESSION_HOURS,
    OFFICE_CONTACT,
)
NO_ORIGINS = "none"
_NONE = "none"
WAIT_RULES = ("still", "ready", "manifest")


@dataclass(frozen=True)
class Provider:
    """One OpenID Connect provider. Its secret is shown nowhere."""

    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str = ""
    scopes: str = OIDC_SCOPES.default
    email_domains: tuple[str, ...] = ()


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
    providers: tuple[Provider, ...] = ()
    session_idle_minutes: int = int(SESSION_IDLE_MINUTES.default)
    session_hours: int = int(SESSION_HOURS.default)
    office_contact: str = OFFICE_CONTACT.default


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
        providers=_providers(written, _origins(value(PUBLIC_ORIGINS))),
        session_idle_minutes=_whole(SESSION_IDLE_MINUTES, value(SESSION_IDLE_MINUTES), "minutes"),
        session_hours=_whole(SESSION_HOURS, value(SESSION_HOURS), "hours"),
        office_contact=value(OFFICE_CONTACT),
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


def _providers(written: Mapping[str, str], public: tuple[str, ...]) -> tuple[Provider, ...]:
    """Return the providers named. Raises SettingNotUnderstood for one without what it needs, and
    where a password's worth of trust would go over a line that anybody can read."""
    text = written.get(OIDC_PROVIDERS.name, "").strip().lower()
    if text in ("", _NONE):
        return ()
    names = [part.strip() for part in text.split(",")]
    for name in names:
        if not _PROVIDER_NAME.fullmatch(name) or names.count(name) > 1:
            raise SettingNotUnderstood(
                f"{OIDC_PROVIDERS.name} is `{text}`. Write short names of letters and digits, "
                "each once, for example `trust,council`."
            )
    for origin in public:
        if not _is_safe(origin):
            raise SettingNotUnderstood(
                f"{PUBLIC_ORIGINS.name} has `{origin}`. People sign in over https only."
            )
    return tuple(_provider(name, written) for name in names)


def _provider(name: str, written: Mapping[str, str]) -> Provider:
    def value(setting: Setting, default: str = "") -> str:
        named = setting.name.replace("<NAME>", name.upper())
        text = written.get(named, "").strip() or default
        if not text:
            raise SettingNotUnderstood(f"{named} is needed for the provider `{name}`.")
        return text

    issuer = value(OIDC_ISSUER)
    if not _is_safe(issuer) or any(word in issuer.split("/") for word in _EVERY_TENANT):
        raise SettingNotUnderstood(
            f"{OIDC_ISSUER.name.replace('<NAME>', name.upper())} is `{issuer}`. Write one issuer "
            "with https://; with Entra that of your own tenant, not of all tenants."
        )
    domains = value(OIDC_EMAIL_DOMAINS, _NONE).lower()
    return Provider(
        name=name,
        issuer=issuer,
        client_id=value(OIDC_CLIENT_ID),
        client_secret=_secret(name, written) or value(OIDC_CLIENT_SECRET),
        label=value(OIDC_LABEL, name),
        scopes=value(OIDC_SCOPES, OIDC_SCOPES.default),
        email_domains=()
        if domains == _NONE
        else tuple(part.strip().removeprefix("@") for part in domains.split(",")),
    )


def _secret(name: str, written: Mapping[str, str]) -> str:
    """Return the secret that lies in a file of its own, where one is named."""
    named = OIDC_CLIENT_SECRET_FILE.name.replace("<NAME>", name.upper())
    path = written.get(named, "").strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip() if path else ""
    except OSError as error:
        raise SettingNotUnderstood(f"{named} names a file that cannot be read.") from error


def _is_safe(address: str) -> bool:
    """Return whether nobody on the way can read along: https, or this machine itself."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    )


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
