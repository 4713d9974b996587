"""An OpenID Connect provider that can be told to lie: answers httpx without a network."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from portfolio.settings import Provider


@cache
def _key(_whose: str) -> RSAKey:
    """Return a key, made once: that takes longer than a test."""
    return RSAKey.generate_key(2048, {"kid": "one"})


def another_key() -> RSAKey:
    """Return one that has the same name and is not the provider's."""
    return _key("another's")


@dataclass
class FakeProvider:
    """`claims` go over those of a right token, None takes one away; `answers` over its answers."""

    name: str = "trust"
    issuer: str = "https://id.abbey.example"
    claims: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: _key("its own"))
    signs_with: Any = None
    alg: str = "RS256"
    used: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)
    sent: list[httpx.Request] = field(default_factory=list)

    @property
    def settings(self) -> Provider:
        return Provider(self.name, self.issuer, "portfolio", "secret", label=f"The {self.name}")

    def code(self, location: str) -> str:
        """Sign somebody in for a browser that was sent here, and return the code."""
        self.asked = {k: v[0] for k, v in parse_qs(urlsplit(location).query).items()}
        return f"code-{self.asked['nonce']}"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        path = request.url.path
        found = self.answers.get(path)
        if isinstance(found, Exception):
            raise found
        if found is not None:
            return found
        match path:
            case "/.well-known/openid-configuration":
                return httpx.Response(200, json={**self._metadata(), **self.metadata})
            case "/jwks":
                return httpx.Response(200, json={"keys": [self.key.as_dict(private=False)]})
            case "/token":
                return self._token(request)
        return httpx.Response(404)

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/leave",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = {k: v[0] for k, v in parse_qs(request.content.decode()).items()}
        code = form.get("code", "")
        if code in self.used or not form.get("code_verifier"):
            return httpx.Response(400, json={"error": "invalid_grant"})
        self.used.add(code)
        token = {"access_token": "canary-access-token", "token_type": "Bearer", "expires_in": 300}
        if self.alg:
            token["id_token"] = self._id_token(code.removeprefix("code-"))
        return httpx.Response(200, json=token)

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        right = {
            "iss": self.issuer,
            "sub": "anne",
            "aud": "portfolio",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "email": "anne@abbey.example",
            "email_verified": True,
        }
        claims = {k: v for k, v in {**right, **self.claims}.items() if v is not None}
        key = self.signs_with or self.key
        return jwt.encode({"alg": self.alg, "kid": "one"}, claims, key, algorithms=[self.alg])


def public_key_as_secret(key: RSAKey) -> OctKey:
    """Return the key that a careless receiver would check a shared-secret signature with."""
    return OctKey.import_key(json.dumps(key.as_dict(private=False)))


def transport(*providers: FakeProvider) -> httpx.AsyncBaseTransport:
    """Return the way to all of them, by the host of their issuer."""
    by_host = {urlsplit(one.issuer).hostname: one for one in providers}
    return httpx.MockTransport(lambda request: by_host[request.url.host](request))
