"""Who is speaking: a key in the Authorization header, or the browser's session (then with CSRF token)."""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.authentication import SessionAuthentication as DjangoSession
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from ats.kernel.api import keys
from ats.kernel.api.models import ApiKey


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer <id>.<secret>`."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = keys.find(token.strip())
        if key is None:
            raise AuthenticationFailed("This key is unknown, expired or revoked. Ask your administrator for a new one.")
        keys.note_use(key)
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class SessionAuthentication(DjangoSession):
    """The signed-in person's own browser; unsafe methods need the CSRF token."""
