"""The app put together: Streamlit's pages behind headers, compression and a health route."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from portfolio import __version__
from portfolio.logbook import open_logbook, write_fault
from portfolio.server.headers import SecurityHeaders
from portfolio.server.origins import OwnOriginOnly
from portfolio.server.page_head import HOST_CONFIG_ROUTE, TellThePage
from portfolio.service.privacy import make_home
from portfolio.service.sign_ins import SignIns
from portfolio.settings import HOME, Settings, read_settings

if TYPE_CHECKING:
    import streamlit as st

APP_SCRIPT = Path(__file__).parents[3] / "app.py"
_FOR_ITS_OWNER = 0o077  # whatever the app makes, whoever started it
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def application(settings: Settings | None = None, script: Path = APP_SCRIPT) -> st.App:
    """Return the app to give to an ASGI server.

    The pages learn of the home folder by the environment, as their own process would.
    """
    import streamlit as st  # noqa: PLC0415 - takes a second, and only serving needs it

    from portfolio.server.startup import lifespan  # noqa: PLC0415 - as above
    from portfolio.server.upload_limits import UploadLimits, Uploads  # noqa: PLC0415 - as above
    from portfolio.ui import fallback_style  # noqa: PLC0415 - as above

    settings = settings or read_settings(os.environ, Path(".env"))
    os.umask(_FOR_ITS_OWNER)
    make_home(settings.home)
    os.environ[HOME.name] = str(settings.home.absolute())
    open_logbook(settings.home, settings.log_level)
    limits = UploadLimits(
        settings.max_upload_mb, settings.session_uploads_mb, settings.all_uploads_mb
    )
    app = st.App(
        script,
        routes=[Route("/healthz", health), Route(HOST_CONFIG_ROUTE, host_config)],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(OwnOriginOnly, public_origins=settings.public_origins),
            *_gate(settings),
            Middleware(Uploads, limits=limits),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
            Middleware(TellThePage, has_sign_in=bool(settings.providers)),
        ],
        lifespan=lifespan,
        on_script_error=_note_page_fault,
    )
    fallback_style.sent_with_the_page()
    _tell_streamlit(settings)
    return app


def _gate(settings: Settings) -> list[Middleware]:
    """Return what stands in front of everything where people sign in; nothing where they do not,
    and pages and sockets are then for whoever is at this machine."""
    from portfolio.server.gate import Gate  # noqa: PLC0415 - only where people sign in
    from portfolio.server.providers import Providers  # noqa: PLC0415 - as above
    from portfolio.server.sign_in import SignInPaths  # noqa: PLC0415 - as above
    from portfolio.ui import app_state  # noqa: PLC0415 - as above

    if not settings.providers:
        app_state.sign_in_with(None)
        return []
    sign_ins = SignIns(
        settings.home.absolute(),
        [one.name for one in settings.providers],
        idle=timedelta(minutes=settings.session_idle_minutes),
        longest=timedelta(hours=settings.session_hours),
    )
    paths = SignInPaths(settings, sign_ins, Providers(settings.providers), app_state.system_name)
    app_state.sign_in_with(sign_ins, paths.cookies.session)
    return [Middleware(Gate, paths=paths, sign_ins=sign_ins)]


async def health(_request: Request) -> JSONResponse:
    """Say that the process answers; any other unknown path would answer with the page."""
    return JSONResponse({"status": "ok", "version": __version__})


async def host_config(_request: Request) -> JSONResponse:
    """Return what Streamlit's page asks of whoever embeds it: nobody does."""
    return JSONResponse({"allowedOrigins": [], "useExternalAuthToken": False})


def _tell_streamlit(settings: Settings) -> None:
    """Say again what must hold even where `.streamlit/config.toml` is not found."""
    from streamlit import config  # noqa: PLC0415 - as above
    from streamlit.runtime.pages_manager import PagesManager  # noqa: PLC0415 - as above

    # Until app.py has run once, Streamlit takes the folder `pages` for a menu of its own, and a
    # link to a page would open it without app.py's.
    PagesManager.uses_pages_directory = False
    # A form stays in memory, should one be read by Starlette: what is in it has not been looked
    # at yet, and must not lie in a temporary file meanwhile. Files are taken by `Uploads`.
    MultiPartParser.spool_max_size = 0

    public_hosts = [urlsplit(origin).hostname for origin in settings.public_origins]
    for option, value in {
        "server.maxUploadSize": settings.max_upload_mb,
        "server.address": "127.0.0.1",
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.allowedHosts": [*LOOPBACK_NAMES, *public_hosts],
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.enableAgentApi": False,
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.disableDataExport": True,
    }.items():
        config.set_option(option, value)


def _note_page_fault(error: Exception) -> bool:
    """Notes the fault and says it in our words: of a page, of a part of it, and of a button."""
    from portfolio.ui import error_messages  # noqa: PLC0415 - as above

    is_noted = write_fault("showing a page", error.__cause__ or error)
    return error_messages.tell(error, is_noted=is_noted)
