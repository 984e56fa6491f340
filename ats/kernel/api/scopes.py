"""What a key may do where it is narrower than its role: `<noun>:read` and `<noun>:write`."""

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request


def check_scope(request: Request, noun: str) -> None:
    """Raises PermissionDenied when the request's key has scopes and not the one that it needs."""
    scopes = getattr(request.auth, "scopes", None)
    wanted = f"{noun}:{'read' if request.method in SAFE_METHODS else 'write'}"
    if scopes and wanted not in scopes:
        raise PermissionDenied(f"This key doesn't have the scope {wanted}.")
