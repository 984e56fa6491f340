"""How the machine's schema reads an operation off its view, and describes signing in."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance, get_doc
from rest_framework import serializers

from ats.kernel.api import deprecations, scopes
from ats.kernel.api.document import nouns, operations  # noqa: F401 (the nouns' shapes register by being imported)


class HouseSchema(AutoSchema):
    """Operations are named by noun and by the method that serves them, so that no two can collide, and tell what that says.

    What an operation takes and answers is declared beside its permission: `@action(…, body=B, result=R)`, or by its name in the
    view's `bodies` and `results`; see HouseViewSet. `@extend_schema` goes before all of it.
    """

    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> Any:
        operation = super().get_operation(path, path_regex, path_prefix, method, registry)
        return operation and operations.completed(operation, self.view, method.lower(), path)

    def get_operation_id(self) -> str:
        view: Any = self.view
        if not self._action:
            return str(super().get_operation_id())
        return f"{view.basename}_{view.action}".replace("-", "_")

    def get_summary(self) -> str:
        return operations.summary(self.view, self._docstring())

    def get_description(self) -> str:  # type: ignore[override]  # as the library itself
        return operations.description(self.view, self._docstring(), self.method.lower())

    def _docstring(self) -> str:
        """The operation's own; a class's speaks to whoever builds the product, not to whoever calls it."""
        told = getattr(self.view, self._action or self.method.lower(), None)
        return get_doc(told) if told else ""

    @property
    def _action(self) -> str:
        return getattr(self.view, "action", None) or ""

    def get_request_serializer(self) -> Any:
        view: Any = self.view
        return view.body_of(self._action) if self._action else super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        """What is declared; else the noun itself, which verbs answer with, too, whatever their method."""
        view: Any = self.view
        declared = view.result_of(self._action) if self._action else None
        if declared is not None:
            return declared
        noun = super().get_response_serializers()
        return {200: noun} if self.method == "DELETE" and self._action not in ("", "destroy") else noun

    def map_parsers(self) -> list[Any]:
        """A form where there is a file to take, else JSON."""
        body = force_instance(self.get_request_serializer())
        fields = body.fields.values() if isinstance(body, serializers.Serializer) else ()
        takes_file = any(isinstance(field, serializers.FileField) for field in fields)
        return ["multipart/form-data" if takes_file else "application/json"]

    def get_paginated_name(self, serializer_name: str) -> str:
        return f"{serializer_name}Page"

    def _get_pagination_parameters(self) -> Any:
        return super()._get_pagination_parameters() if self._action == "list" else []

    def _get_filter_parameters(self) -> Any:
        return super()._get_filter_parameters() if self._action == "list" else []

    def is_deprecated(self) -> bool:
        """The whole operation; of a field that ends only the field is."""
        action, noun = getattr(self.view, "action", None) or "", getattr(self.view, "basename", "")
        ending = [each for each in deprecations.of_operation(noun, action) if not each.field]
        return bool(ending) or bool(super().is_deprecated())

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        if schema and direction == "request" and isinstance(field, serializers.FileField):
            schema = {**schema, "format": "binary"}  # the library tells of the address that answers would have
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

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[Any]]]:
        """Either will do; the library would ask for both together."""
        return [{name: []} for name in self.name]


def _scope_in_words(scope: str) -> str:
    noun, _, way = scope.partition(":")
    return f"{'Read' if way == 'read' else 'Write'} {noun.replace('-', ' ')}"


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "ats.kernel.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "The browser's session"}
