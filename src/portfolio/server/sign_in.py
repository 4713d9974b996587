"""Signing in and out: the few paths that answer without a session."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from portfolio.access import NOBODY, Role
from portfolio.logbook import FaultNoted
from portfolio.server import sign_in_page
from portfolio.server.providers import NOT_RIGHT, STALE, NotSignedIn, Providers
from portfolio.service.sign_ins import NotAdmitted, SignIns
from portfolio.settings import Provider, Settings

SIGN_IN, SIGNED_IN, SIGN_OUT = "sign-in", "signed-in", "sign-out"
SIGNED_OUT = "You are signed out, in every tab."
_BEGUN_SECONDS = 600
_MOST_BEGUN = 10_000
_LONGEST_NEXT = 2_000
_SEE_OTHER = 303


@dataclass(frozen=True)
class Begun:
    """A sign-in on its way: what Authlib keeps of it, and the link one came by."""

    provider: str
    next_page: str
    at: float
    kept: dict[str, Any] = field(default_factory=dict)


class BegunSignIns:
    """Sign-ins on their way, each known to the browser by a secret and used once."""

    def __init__(self) -> None:
        self._begun: dict[str, Begun] = {}
        self._lock = threading.Lock()

    def put(self, begun: Begun) -> str:
        secret = secrets.token_urlsafe(32)
        with self._lock:
            for old in [k for k, one in self._begun.items() if _is_stale(one)]:
                del self._begun[old]
            while len(self._begun) >= _MOST_BEGUN:
                del self._begun[next(iter(self._begun))]
            self._begun[secret] = begun
        return secret

    def take(self, secret: str | None, provider: str) -> Begun | None:
        """Return what a secret stands for, once."""
        with self._lock:
            begun = self._begun.pop(secret or "", None)
        return begun if begun and begun.provider == provider and not _is_stale(begun) else None


def _is_stale(begun: Begun) -> bool:
    return time.time() - begun.at > _BEGUN_SECONDS


@dataclass(frozen=True)
class Cookies:
    """The names of our two cookies, and whether they go over https alone. Only there can a name
    begin with `__Host-`, which keeps other hosts of the same domain from setting it."""

    is_secure: bool

    @property
    def session(self) -> str:
        return "__Host-portfolio_session" if self.is_secure else "portfolio_session"

    @property
    def begun(self) -> str:
        return "__Host-portfolio_signing_in" if self.is_secure else "portfolio_signing_in"

    def put(self, response: Response, name: str, secret: str, seconds: int | None = None) -> None:
        response.set_cookie(
            name,
            secret,
            max_age=seconds,
            path="/",
            secure=self.is_secure,
            httponly=True,
            samesite="lax",
        )

    def drop(self, response: Response, name: str) -> None:
        response.delete_cookie(name, path="/", secure=self.is_secure, httponly=True, samesite="lax")


def secret_in(scope: Scope, name: str) -> str | None:
    """Return what a cookie of this name holds; None also where there are two of the name, since
    then nobody can say which of them others would read."""
    found = [
        value.strip()
        for header in Headers(scope=scope).getlist("cookie")
        for part in header.split(";")
        for key, _, value in [part.partition("=")]
        if key.strip() == name
    ]
    return found[0] if len(found) == 1 else None


class SignInPaths:
    """Answers `/sign-in`, `/sign-in/<provider>`, `/signed-in/<provider>` and `/sign-out`."""

    def __init__(
        self,
        settings: Settings,
        sign_ins: SignIns,
        providers: Providers,
        name: Callable[[], str],
    ) -> None:
        self._public = settings.public_origins
        self._contact = settings.office_contact
        self._sign_ins, self._providers, self._name = sign_ins, providers, name
        self._begun = BegunSignIns()
        self.cookies = Cookies(
            is_secure=any(one.startswith("https:") for one in settings.public_origins)
        )

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer where the path is one of ours, and say whether it was."""
        request = Request(scope, receive)
        match scope["path"].split("/")[1:]:
            case [path] if path == SIGN_IN:
                response = self._offer(request)
            case [path] if path == SIGN_OUT:
                response = await self._sign_out(request)
            case [path, name] if path == SIGN_IN and (one := self._providers.named(name)):
                response = await self._begin(request, one)
            case [path, name] if path == SIGNED_IN and (one := self._providers.named(name)):
                response = await self._end(request, one)
            case _:
                return False
        response.headers["cache-control"] = "no-store"
        await response(scope, receive, send)
        return True

    def _offer(self, request: Request) -> Response:
        next_page = local_page(request.query_params.get("next", "/"))
        secret = secret_in(request.scope, self.cookies.session)
        if self._sign_ins.person(secret) != NOBODY:
            return RedirectResponse(next_page, status_code=_SEE_OTHER)
        said = SIGNED_OUT if "signed_out" in request.query_params else ""
        return self._offered(next_page, said, 200)

    def _offered(self, next_page: str, said: str, status: int) -> Response:
        return sign_in_page.sign_in(
            self._name(),
            self._providers.all,
            next_page=next_page,
            contact=self._contact,
            said=said,
            status=status,
        )

    async def _begin(self, request: Request, provider: Provider) -> Response:
        next_page = local_page(request.query_params.get("next", "/"))
        begun = Begun(provider.name, next_page, time.time())
        request.scope["session"] = begun.kept
        with FaultNoted("beginning a sign-in"):
            try:
                back = f"{self._origin(request)}/{SIGNED_IN}/{provider.name}"
                response = await self._providers.send_there(request, provider, back)
            except NotSignedIn as why:
                return self._offered(next_page, str(why), 503)
            secret = self._begun.put(begun)
            self.cookies.put(response, self.cookies.begun, secret, _BEGUN_SECONDS)
            return response
        return self._offered(next_page, NOT_RIGHT.format(label=provider.label), 503)

    async def _end(self, request: Request, provider: Provider) -> Response:
        """Answer somebody who comes back from their provider."""
        response = await self._ended(request, provider)
        self.cookies.drop(response, self.cookies.begun)
        return response

    async def _ended(self, request: Request, provider: Provider) -> Response:
        secret = secret_in(request.scope, self.cookies.begun)
        begun = self._begun.take(secret, provider.name)
        if begun is None:
            return self._offered("/", STALE, 400)
        request.scope["session"] = begun.kept
        with FaultNoted("ending a sign-in"):
            try:
                identity = await self._providers.identity(request, provider)
                opened = self._sign_ins.admit(identity)
            except NotSignedIn as why:
                return self._offered(begun.next_page, str(why), 400)
            except NotAdmitted as why:
                return sign_in_page.told(
                    self._name(), "You are not in yet", str(why), contact=self._contact
                )
            # Whatever session there was is not carried on: nobody can have set this one.
            self._sign_ins.end(secret_in(request.scope, self.cookies.session))
            to = self._first_page(opened) if begun.next_page == "/" else begun.next_page
            response = RedirectResponse(to, status_code=_SEE_OTHER)
            self.cookies.put(response, self.cookies.session, opened)
            return response
        return self._offered(begun.next_page, NOT_RIGHT.format(label=provider.label), 503)

    def _first_page(self, secret: str) -> str:
        """Return where somebody begins who came by no link: a non-executive with Themes."""
        roles = self._sign_ins.person(secret).roles
        return "/themes" if Role.NON_EXECUTIVE in roles else "/"

    async def _sign_out(self, request: Request) -> Response:
        """End the session, and the provider's where it has a place for that. A page elsewhere
        that links here asks first: nobody is signed out by an image in a message."""
        secret = secret_in(request.scope, self.cookies.session)
        if self._sign_ins.person(secret) == NOBODY:
            return self._signed_out(f"/{SIGN_IN}?signed_out")
        if not _is_from_here(request):
            return sign_in_page.ask_to_sign_out(self._name())
        provider = self._providers.named(self._sign_ins.provider_of(secret) or "")
        self._sign_ins.end(secret)
        there = None
        if provider is not None:
            back = f"{self._origin(request)}/{SIGN_IN}"
            with FaultNoted("signing out at the provider"):
                there = await self._providers.sign_out_address(provider, back)
        return self._signed_out(there or f"/{SIGN_IN}?signed_out")

    def _signed_out(self, to: str) -> Response:
        response = RedirectResponse(to, status_code=_SEE_OTHER)
        self.cookies.drop(response, self.cookies.session)
        return response

    def _origin(self, request: Request) -> str:
        """Return the address to come back to: never one that only the request names."""
        host = request.headers.get("host", "").lower()
        named = [one for one in self._public if urlsplit(one).netloc == host]
        if self._public:
            return (named or list(self._public))[0]
        return f"http://{host}"  # a loopback name: `OwnOriginOnly` lets no other through


def local_page(text: str) -> str:
    """Return a page of ours to land on, with its query; the first page for anything else."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "/"
    is_ours = (
        text.startswith("/")
        and not text.startswith("//")
        and not (parts.scheme or parts.netloc)
        and len(text) <= _LONGEST_NEXT
        and all(" " <= letter != "\\" for letter in text)
        and parts.path.split("/")[1] not in (SIGN_IN, SIGNED_IN, SIGN_OUT)
    )
    return quote(text, safe="/?&=%:+,;@!$'()*~-._") if is_ours else "/"


def _is_from_here(request: Request) -> bool:
    """Return whether a click on a page of ours asks: browsers say so, or name the page."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    host = request.headers.get("host", "")
    return bool(host) and urlsplit(request.headers.get("referer", "")).netloc == host
