"""OpenID Connect: sends a person to their provider, and takes its word only where it holds."""

from __future__ import annotations

import ipaddress
import time
import warnings
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.deprecate import AuthlibDeprecationWarning
from authlib.integrations.base_client import OAuthError
from joserfc.errors import ClaimError, JoseError
from starlette.requests import Request
from starlette.responses import Response

from portfolio.service.sign_ins import Identity
from portfolio.settings import Provider

LEEWAY_SECONDS = 120
"""By so much the clocks of a provider and of this machine may differ."""
_TIMEOUT_SECONDS = 10
_ASK_AGAIN_SECONDS = 5
"""A provider that could not be reached is not asked again before, however many people try."""
_ROLES = "nationalrbacaccess"
"""With this scope CIS2 says which roles somebody has, and which they chose."""
_FRESH_SECONDS = 3600
"""So long its keys and addresses are taken as they were read."""
# What a key pair signs. A provider that lists `none` or a shared secret is not taken at that word.
_SIGNATURES = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"})
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_OF_TIME = ("exp", "iat", "nbf")
_ENTRA = "login.microsoftonline.com"


class NotSignedIn(Exception):
    """A sign-in that came to nothing; the message says so to the person."""


DOWN = (
    "{label} cannot be reached at the moment. Whoever is signed in already goes on. Try again "
    "later."
)
REFUSED = "You were not signed in: {label} says that it was not agreed to. Nothing is wrong here."
STALE = "This sign-in was begun too long ago, in another tab, or was used already. Begin again."
NOT_RIGHT = (
    "{label} answered with something that does not hold, so you were not signed in. Begin again."
)
CLOCK = (
    "{label} and this server do not agree what time it is, so you were not signed in. The people "
    "who run this server must set its clock."
)


class Providers:
    """The providers by name, each with what it says of itself, read anew every hour."""

    def __init__(
        self, providers: Sequence[Provider], transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.all = tuple(providers)
        self._transport = transport
        self._down_until: dict[str, float] = {}
        self._clients = {one.name: self._client(one) for one in providers}

    def named(self, name: str) -> Provider | None:
        """Return the provider of a name; None where there is none."""
        return next((one for one in self.all if one.name == name), None)

    async def send_there(self, request: Request, provider: Provider, back: str) -> Response:
        """Return the answer that sends a person to their provider; `back` is where they return.

        State, nonce and the PKCE verifier stay here, in `request.session`. Raises NotSignedIn.
        """
        client = await self._ready(provider)
        response: Response = await client.authorize_redirect(request, back)
        return response

    async def identity(self, request: Request, provider: Provider) -> Identity:
        """Return whom the provider vouches for, as it says in answer to this browser's own
        sign-in. Raises NotSignedIn."""
        client = await self._ready(provider)
        issuer = request.query_params.get("iss", provider.issuer)
        if issuer != provider.issuer:  # another provider's answer (RFC 9207)
            raise NotSignedIn(NOT_RIGHT.format(label=provider.label))
        try:
            token = await client.authorize_access_token(
                request,
                claims_options={
                    "iss": {"essential": True, "value": provider.issuer},
                    # Authlib by itself takes a token for somebody else that names us as `azp`.
                    "aud": {"essential": True, "value": provider.client_id},
                },
                leeway=LEEWAY_SECONDS,
            )
        except OAuthError as error:
            raise NotSignedIn(_words(error, provider)) from error
        except ClaimError as error:
            said = CLOCK if error.claim in _OF_TIME else NOT_RIGHT
            raise NotSignedIn(said.format(label=provider.label)) from error
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise NotSignedIn(NOT_RIGHT.format(label=provider.label)) from error
        except httpx.HTTPError as error:
            raise NotSignedIn(DOWN.format(label=provider.label)) from error
        claims = token.get("userinfo")
        if not claims:
            raise NotSignedIn(NOT_RIGHT.format(label=provider.label))
        if "email" not in claims or _asks_for_roles(provider):
            claims = {**await self._more(client, token, provider, claims["sub"]), **claims}
        return identity_of(provider, claims)

    async def _more(
        self, client: Any, token: Any, provider: Provider, subject: str
    ) -> Mapping[str, Any]:
        """Return what the provider says beside its token of the same person; nothing where it has
        no place for that. Raises NotSignedIn."""
        place = client.server_metadata.get("userinfo_endpoint")
        if not place or not _is_safe(str(place)):
            return {}
        try:
            said: Mapping[str, Any] = await client.userinfo(token=token)
        except httpx.HTTPError as error:
            raise NotSignedIn(DOWN.format(label=provider.label)) from error
        except (OAuthError, ValueError, TypeError) as error:
            raise NotSignedIn(NOT_RIGHT.format(label=provider.label)) from error
        if said.get("sub") != subject:
            raise NotSignedIn(NOT_RIGHT.format(label=provider.label))
        return said

    async def sign_out_address(self, provider: Provider, back: str) -> str | None:
        """Return where the provider ends its own session; None where it has no such place. No
        token goes along: an address is written into logs and histories."""
        try:
            metadata = await (await self._ready(provider)).load_server_metadata()
        except NotSignedIn:
            return None
        place = metadata.get("end_session_endpoint")
        if not isinstance(place, str) or not _is_safe(place):
            return None
        asked = httpx.QueryParams(
            {"client_id": provider.client_id, "post_logout_redirect_uri": back}
        )
        return f"{place}{'&' if urlsplit(place).query else '?'}{asked}"

    # What Authlib gives has no types of its own: hence Any.
    def _client(self, provider: Provider) -> Any:
        more = {"transport": self._transport} if self._transport else {}
        return _oauth().register(
            provider.name,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"),
            client_kwargs={
                "scope": provider.scopes,
                "code_challenge_method": "S256",
                "timeout": _TIMEOUT_SECONDS,
                **more,
            },
        )

    async def _ready(self, provider: Provider) -> Any:
        """Return the client once it is known what the provider says of itself, and that it holds.
        Raises NotSignedIn."""
        client = self._clients[provider.name]
        if time.time() - client.server_metadata.get("_loaded_at", 0) > _FRESH_SECONDS:
            fresh = self._client(provider)
            if time.time() < self._down_until.get(provider.name, 0):
                raise NotSignedIn(DOWN.format(label=provider.label))
            try:
                metadata = await fresh.load_server_metadata()
            except (httpx.HTTPError, ValueError) as error:
                self._down_until[provider.name] = time.time() + _ASK_AGAIN_SECONDS
                raise NotSignedIn(DOWN.format(label=provider.label)) from error
            if not _holds(metadata, provider):
                raise NotSignedIn(NOT_RIGHT.format(label=provider.label))
            signed = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
            metadata["id_token_signing_alg_values_supported"] = [
                one for one in signed if one in _SIGNATURES
            ] or ["RS256"]
            self._clients[provider.name] = client = fresh
        return client


def _oauth() -> Any:
    """Return Authlib's client, without its word on the operator's screen that it would rather
    have another version of httpx."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        from authlib.integrations.starlette_client import OAuth  # noqa: PLC0415 - as above

        return OAuth()


def identity_of(provider: Provider, claims: Mapping[str, Any]) -> Identity:
    """Return whom claims are about. Entra is known by tenant and object id, everybody else by
    subject; an address counts only where the provider vouches for it."""
    subject = str(claims.get("sub") or "")
    if urlsplit(provider.issuer).hostname == _ENTRA:
        tenant, thing = claims.get("tid"), claims.get("oid")
        subject = f"{tenant}/{thing}" if tenant and thing else ""
    email = str(claims.get("email") or "").strip().lower()
    verified = claims.get("email_verified")
    is_of_ours = email.rpartition("@")[2] in provider.email_domains
    return Identity(
        provider=provider.name,
        issuer=provider.issuer,
        subject=subject,
        email=email,
        is_vouched=verified is True or (verified is None and is_of_ours),
        role_organisation=role_organisation(claims, must_say=_asks_for_roles(provider)),
    )


def role_organisation(claims: Mapping[str, Any], *, must_say: bool = False) -> str | None:
    """Return the organisation of the role that a person chose at CIS2: never the first of the
    list. None where no roles are said and none were asked for; blank, which is nobody's, where
    the chosen one is not among them."""
    roles = claims.get("nhsid_nrbac_roles")
    if roles is None and not must_say:
        return None
    chosen = claims.get("selected_roleid")
    for role in roles if isinstance(roles, list) else ():
        if isinstance(role, dict) and chosen and role.get("person_roleid") == chosen:
            return str(role.get("org_code") or "")
    return ""


def _asks_for_roles(provider: Provider) -> bool:
    return _ROLES in provider.scopes.split()


def _holds(metadata: Mapping[str, Any], provider: Provider) -> bool:
    """Return whether a provider calls itself as it was named, and answers where nobody can read
    along."""
    return metadata.get("issuer") == provider.issuer and all(
        _is_safe(str(metadata.get(name, ""))) for name in _ADDRESSES
    )


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "https":
        return True
    try:
        is_here = (
            parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
        )
    except ValueError:
        return False
    return parts.scheme == "http" and is_here


def _words(error: OAuthError, provider: Provider) -> str:
    if error.error == "mismatching_state":
        return STALE
    if error.error in ("access_denied", "consent_required", "interaction_required"):
        return REFUSED.format(label=provider.label)
    if error.error == "invalid_grant":  # a code that was used, or is too old
        return STALE
    return NOT_RIGHT.format(label=provider.label)
