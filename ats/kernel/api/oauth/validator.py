"""What the library asks us about a token request: whether this client is who it says, and may have this grant."""

import base64
import binascii
from typing import Any
from urllib.parse import unquote_plus

from oauth2_provider.oauth2_validators import OAuth2Validator

from ats.kernel.api import keys
from ats.kernel.api.models import Kind


class ClientValidator(OAuth2Validator):
    def client_authentication_required(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        return True

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """By HTTP Basic, or by `client_id` and `client_secret` in the body; never by both."""
        name, secret = _named(request)
        request.client = keys.find(f"{name}.{secret}", Kind.OAUTH_CLIENT)
        return request.client is not None

    def validate_grant_type(self, client_id: Any, grant_type: str, client: Any, *args: Any, **kwargs: Any) -> bool:
        return grant_type == "client_credentials"


def _named(request: Any) -> tuple[str, str]:
    """Id and secret as the request says them; empty where it says none, or twice."""
    in_body = (request.client_id or "", request.client_secret or "")
    header = request.headers.get("Authorization", "")
    if not header:
        return in_body
    scheme, _, encoded = header.partition(" ")
    try:
        name, _, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    if scheme.lower() != "basic" or in_body[1]:
        return "", ""
    return unquote_plus(name), unquote_plus(secret)
