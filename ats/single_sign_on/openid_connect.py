"""OpenID Connect by the library, with what it leaves out: nonce, signature, algorithm, issuer, authorised party.

Source: OpenID Connect Core 1.0 (3.1.2, 3.1.3.7), Discovery 1.0 (4.3), RFC 6749 (2.3.1, 3.1), RFC 7636 (PKCE, S256).
"""

import hmac
import secrets
from typing import Any
from urllib.parse import quote

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import EmailAddress
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ats import links
from ats.single_sign_on.refusals import AWAY, NOT_OURS, SignInRefused

NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ALGORITHMS = ["RS256", "ES256"]
LEEWAY = 60  # seconds by which two clocks may differ
LONGEST = 16 * 1024
RULES: Any = {"require": ["iss", "sub", "aud", "exp", "iat"], "enforce_minimum_key_length": True}


class _Client(OAuth2Client):
    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: dict[str, str]) -> str:
        """Providers' addresses may hold a query of their own, which the library would spoil."""
        whole: str = super().get_redirect_url(authorization_url, scope, extra_params)
        query = whole.removeprefix(f"{authorization_url}?")
        return f"{authorization_url}{'&' if '?' in authorization_url else '?'}{query}"


class Conversation(OpenIDConnectOAuth2Adapter):
    """What is asked of the provider, and what is made of its answers."""

    client_class = _Client

    @property
    def openid_config(self) -> dict[str, Any]:
        """Raises SignInRefused where it doesn't answer, or answers for somebody else."""
        try:
            found: dict[str, Any] = super().openid_config
        except requests.RequestException as problem:
            raise SignInRefused(AWAY) from problem
        if found.get("issuer") != settings.OIDC_ISSUER or not all(isinstance(found.get(key), str) for key in NEEDED):
            raise SignInRefused(AWAY)
        return found

    @property
    def basic_auth(self) -> bool:
        """A provider that names no way means this one."""
        methods = self.openid_config.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_post" not in methods and bool(settings.OIDC_CLIENT_SECRET)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """On the product's own address, whatever host the request named."""
        return links.url(reverse("single_sign_on_finish"))

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        if client.basic_auth:  # both halves are form-encoded before they are joined
            client.consumer_key, client.consumer_secret = quote(app.client_id, safe=""), quote(app.secret, safe="")
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """By the ID token alone: what else the provider might tell is not signed."""
        claims = self._claims(str(kwargs["response"].get("id_token", "")))
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _claims(self, token: str) -> dict[str, Any]:
        if len(token) > LONGEST:
            raise SignInRefused(NOT_OURS)
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key(jwt.get_unverified_header(token)),
                algorithms=ALGORITHMS,
                audience=settings.OIDC_CLIENT_ID,
                issuer=settings.OIDC_ISSUER,
                leeway=LEEWAY,
                options=RULES,
            )
        except jwt.PyJWTError as problem:
            raise SignInRefused(NOT_OURS) from problem
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if not claims["sub"] or (several and claims.get("azp") != settings.OIDC_CLIENT_ID):
            raise SignInRefused(NOT_OURS)
        return claims

    def _key(self, header: dict[str, Any]) -> jwt.PyJWK:
        """The one that the header names, of those that the provider has now: never one that the token brings."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            found = answer.json()
        for key in jwt.PyJWKSet.from_dict(found).keys if isinstance(found, dict) else []:
            if key.key_id == header.get("kid") and key.public_key_use in (None, "sig"):
                return key
        raise SignInRefused(NOT_OURS)


class CompanyOpenIDConnect(OpenIDConnectProvider):
    """With a nonce, and an address that is verified only where the provider says exactly that."""

    oauth2_adapter_class = Conversation

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """What the page's own query might ask for besides is not listened to."""
        nonce = secrets.token_urlsafe(32)
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, auth_params={"nonce": nonce}, nonce=nonce
        )
        return answer

    def check(self, sociallogin: Any) -> None:
        """The token answers what this browser asked. Raises SignInRefused."""
        said = sociallogin.account.extra_data["id_token"].get("nonce")
        if not isinstance(said, str) or not hmac.compare_digest(said, sociallogin.state["nonce"]):
            raise SignInRefused(NOT_OURS)

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        claims = data["id_token"]
        address = claims.get("email")
        if not isinstance(address, str) or claims.get("email_verified") is not True:
            return []
        return [EmailAddress(email=address.strip(), verified=True, primary=True)]

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, str]:
        claims = data["id_token"]
        return {"first_name": str(claims.get("given_name", "")), "last_name": str(claims.get("family_name", ""))}
