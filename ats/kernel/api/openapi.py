"""How the machine's schema names operations and describes signing in."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_doc, get_lib_doc_excludes

from ats.kernel.api import deprecations, scopes
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

    def is_deprecated(self) -> bool:
        """The whole operation; of a field that ends only the field is."""
        action, noun = getattr(self.view, "action", None) or "", getattr(self.view, "basename", "")
        ending = [each for each in deprecations.of_operation(noun, action) if not each.field]
        return bool(ending) or bool(super().is_deprecated())

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        is_own = field.parent is not None and (field.parent.parent is None or field.parent.parent.parent is None)
        if schema and is_own and deprecations.is_field(getattr(self.view, "basename", ""), field.field_name):
            return {**schema, "deprecated": True}
        return schema


class KeyScheme(OpenApiAuthenticationExtension):
    """Two ways to get what stands behind `Bearer`."""

    target_class = "ats.kernel.api.authentication.KeyAuthentication"
    name = ["key", "oauth"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, Any]]:
        flow = {"tokenUrl": "/o/token/", "scopes": {scope: _scope_in_words(scope) for scope in sorted(scopes.known())}}
        return [
            {"type": "http", "scheme": "bearer", "description": "An API key: <id>.<secret>"},
            {"type": "oauth2", "description": "OAuth 2.0 client credentials", "flows": {"clientCredentials": flow}},
        ]


def _scope_in_words(scope: str) -> str:
    noun, _, way = scope.partition(":")
    return f"{'Read' if way == 'read' else 'Write'} {noun.replace('-', ' ')}"


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
