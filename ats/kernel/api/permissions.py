"""Who may speak to the API at all; what they may do there is asked per operation (viewsets.py)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from ats.kernel.access.permissions import Permission


class ApiPermission(Permission):
    EVENTS_VIEW = "events.view", _("Read the event log and the feed of deletions")
    KEYS_VIEW = "api_keys.view", _("See API keys and OAuth clients, never their secrets")
    KEYS_MANAGE = (
        "api_keys.manage",
        _("Rotate and revoke API keys and OAuth clients; make them, who may change the set-up too"),
    )


class SignedIn(BasePermission):
    """A session or a key; nobody is anonymous at the API."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user and request.user.is_authenticated)
