"""What a key may do where it is narrower than its role: `<noun>:read` and `<noun>:write`."""

from collections.abc import Iterable
from typing import Any

from django.urls import get_resolver
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from ats.kernel.api.router import router
from ats.kernel.errors import DomainError

FEEDS = "events"


class UnknownScope(DomainError):
    """There is no such scope."""

    code = "unknown-scope"
    status = 400


def check_scope(request: Request, noun: str) -> None:
    """Raises PermissionDenied when whoever asks is confined to scopes, and not to the one that this needs."""
    bearer: Any = request.auth
    held = bearer.scopes if bearer is not None else None
    wanted = f"{noun}:{'read' if request.method in SAFE_METHODS else 'write'}"
    if held is not None and wanted not in held:
        raise PermissionDenied(f"This key doesn't have the scope {wanted}.")


def known() -> frozenset[str]:
    """Every scope: reading and writing each noun that the router serves, and reading the feeds."""
    assert get_resolver().url_patterns  # the apps register on the router when the addresses are read
    served: list[tuple[str, Any, str]] = router.registry
    nouns = {viewset.noun or prefix for prefix, viewset, _name in served}
    return frozenset({f"{FEEDS}:read", *(f"{noun}:{way}" for noun in nouns for way in ("read", "write"))})


def checked(scopes: Iterable[str]) -> list[str]:
    """`scopes` in order, each once. Raises UnknownScope."""
    chosen = sorted(set(scopes))
    if wrong := [scope for scope in chosen if scope not in known()]:
        raise UnknownScope(
            _("There is no scope {names}. Scopes look like candidates:read.").format(names=", ".join(wrong))
        )
    return chosen
