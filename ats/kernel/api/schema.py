"""The machine's schema (OpenAPI 3.1) and a page for people, without a script: operations and the event catalogue."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from ats.kernel import access
from ats.kernel.access.permissions import SIGNED_IN
from ats.kernel.api import deprecations
from ats.kernel.api.event_catalogue import event_catalogue
from ats.kernel.api.limits import LimitedView

METHODS = ("get", "post", "put", "patch", "delete")


class SchemaView(LimitedView, SpectacularAPIView):
    """Every operation, with the event catalogue under `x-events`."""

    permission = SIGNED_IN

    def _get_schema_response(self, request: Request) -> HttpResponse:
        renderer = request.accepted_renderer
        document = _document(type(renderer), settings.ROOT_URLCONF)  # type: ignore[arg-type]  # a class is hashable
        named = f'inline; filename="{self._get_filename(request, None)}"'
        return HttpResponse(document, content_type=renderer.media_type, headers={"Content-Disposition": named})


@access.view(SIGNED_IN)
def docs(request: HttpRequest) -> HttpResponse:
    """The human page."""
    return render(request, "kernel/api/docs.html", _described(settings.ROOT_URLCONF))


@cache
def _schema(urls: str) -> dict[str, Any]:
    """The schema of these URL patterns; to make it takes seconds, and it is the same for everybody until the next start."""
    with translation.override("en"):  # REST speaks English, whoever happens to ask first
        schema: dict[str, Any] = SchemaGenerator(urlconf=urls).get_schema(request=None, public=True)
    return schema


@cache
def _document(make: Callable[[], BaseRenderer], urls: str) -> bytes:
    """The schema as a file of one format."""
    rendered = make().render(_schema(urls), renderer_context={})
    return rendered.encode() if isinstance(rendered, str) else bytes(rendered)


@cache
def _described(urls: str) -> dict[str, Any]:
    """What the page tells."""
    schema = _schema(urls)
    told = {"events": event_catalogue(), "info": schema["info"], "deprecations": deprecations.declared()}
    return {"groups": _groups(schema["paths"]), **told}


def _groups(paths: dict[str, Any]) -> list[dict[str, Any]]:
    """Operations by noun, in the order of their addresses."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in sorted(paths.items()):
        noun = path.removeprefix("/api/v1/").split("/")[0]
        for method in METHODS:
            if operation := item.get(method):
                groups.setdefault(noun, []).append(_operation(path, method, operation))
    return [{"noun": noun, "operations": operations} for noun, operations in groups.items()]


def _operation(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "path": path,
        "text": operation.get("description", ""),
        "is_deprecated": operation.get("deprecated", False),
        "parameters": [one for one in operation.get("parameters", []) if one["in"] == "query"],
        "body": _reference(operation.get("requestBody", {})),
        "answers": {code: answer.get("description", "") for code, answer in operation.get("responses", {}).items()},
    }


def _reference(body: dict[str, Any]) -> str:
    """The name of the body's schema."""
    content = body.get("content", {}).get("application/json", {}).get("schema", {})
    return str(content.get("$ref", "")).rsplit("/", 1)[-1]
