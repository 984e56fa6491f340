"""How the machine's schema names operations and describes signing in."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_doc, get_lib_doc_excludes

from ats.kernel.api.event_catalogue import event_catalogue
from ats.kernel.api.serializers import NounSerializer


class HouseSchema(AutoSchema):
    """Operations are named by noun and by the method that serves them, so that no two can collide, and tell what that says."""

    def get_operation_id(self) -> str:
        view: Any = self.view
        if not getattr(view, "action", None):
            return str(super().get_operation_id())
        return f"{view.basename}_{view.action}".replace("-", "_")

    def get_description(self) -> str:  # type: ignore[override]  # as the library itself
        """The operation's own docstring; a class's speaks to whoever builds the product, not to whoever calls it."""
        action = getattr(self.view, "action", None)
        return get_doc(getattr(self.view, action, None)) if action else str(super().get_description())


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "ats.kernel.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "An API key: <id>.<secret>"}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "ats.kernel.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "The browser's session"}


def not_for_callers() -> list[type]:
    """drf-spectacular's hook: classes whose docstrings are not a noun's description."""
    return [*get_lib_doc_excludes(), NounSerializer]


def with_events(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """drf-spectacular's hook: the event catalogue is part of the schema, as `x-events`."""
    result["x-events"] = event_catalogue()
    return result
