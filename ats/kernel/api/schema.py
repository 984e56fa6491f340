"""The machine's schema (OpenAPI 3.1) and a page for people, without a script: operations and the event catalogue."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel import access
from ats.kernel.access.permissions import SIGNED_IN
from ats.kernel.api.document.page import told
from ats.kernel.api.limits import LimitedView
from ats.kernel.api.problems import CONTENT_TYPE
from ats.kernel.api.rendering import HouseJSONRenderer


class SchemaView(LimitedView, SpectacularAPIView):
    """Every operation, with the event catalogue under `x-events`."""

    permission = SIGNED_IN

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """A refusal is JSON here, too, whatever the document was asked for in."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if getattr(answer, "content_type", None) == CONTENT_TYPE:
            answer.accepted_renderer = HouseJSONRenderer()
        return answer

    def _get_schema_response(self, request: Request) -> HttpResponse:
        renderer = request.accepted_renderer
        document = _document(type(renderer), settings.ROOT_URLCONF)  # type: ignore[arg-type]  # a class is hashable
        named = f'inline; filename="{self._get_filename(request, None)}"'
        return HttpResponse(document, content_type=renderer.media_type, headers={"Content-Disposition": named})


@access.view(SIGNED_IN)
def docs(request: HttpRequest) -> HttpResponse:
    """The human page."""
    return render(request, "kernel/api/docs.html", {"reference": _reference(settings.ROOT_URLCONF)})


@cache
def document(urls: str) -> dict[str, Any]:
    """The schema of these URL patterns; to make it takes seconds, and it is the same for everybody until the next start."""
    with translation.override("en"):  # REST speaks English, whoever happens to ask first
        schema: dict[str, Any] = SchemaGenerator(urlconf=urls).get_schema(request=None, public=True)
    return schema


@cache
def _document(make: Callable[[], BaseRenderer], urls: str) -> bytes:
    """The schema as a file of one format."""
    rendered = make().render(document(urls), renderer_context={})
    return rendered.encode() if isinstance(rendered, str) else bytes(rendered)


@cache
def _reference(urls: str) -> SafeString:
    """What the page tells, in HTML; the frame around it is the reader's own."""
    return render_to_string("kernel/api/_reference.html", told(document(urls)))
