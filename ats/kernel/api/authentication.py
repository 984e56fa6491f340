"""Who is speaking: a key or an access token in the Authorization header, or the browser's session (then with CSRF token)."""

from dataclasses import dataclass
from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.authentication import SessionAuthentication as DjangoSession
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from ats.kernel.api import keys
from ats.kernel.api.models import ApiKey
from ats.kernel.api.oauth import tokens


@dataclass(frozen=True)
class Bearer:
    """What speaks for the user: a key, or an OAuth client by one of its tokens. `scopes` is None where nothing but the role
    confines it."""

    key: ApiKey
    scopes: frozenset[str] | None

    @property
    def principal(self) -> str:
        """By which requests are counted and repeated ones known: all tokens of a client are one."""
        return f"key:{self.key.pk}"


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer <id>.<secret>`, or `Bearer <access token>`, which has no dot."""

    def authenticate(self, request: Request) -> tuple[Any, Bearer] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        bearer = _by_key(token.strip()) if "." in token else _by_token(token.strip())
        if bearer is None:
            raise AuthenticationFailed(
                "This key or token is unknown, expired or revoked. Get a new token, or ask your administrator for a key."
            )
        return bearer.key.user, bearer

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def _by_key(token: str) -> Bearer | None:
    key = keys.find(token)
    return Bearer(key, frozenset(key.scopes) or None) if key else None


def _by_token(token: str) -> Bearer | None:
    """A token never does more than its client may do now, whatever it was given once."""
    found = tokens.find(token)
    if found is None:
        return None
    client, named = found
    if not named or not client.scopes:
        return Bearer(client, frozenset(named or client.scopes) or None)
    return Bearer(client, frozenset(named) & frozenset(client.scopes))


class SessionAuthentication(DjangoSession):
    """The signed-in person's own browser; unsafe methods need the CSRF token."""
