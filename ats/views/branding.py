"""The company's looks on every page: its colour as a style sheet of its own, and its logo."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from ats.kernel import access, files
from ats.policies import branding
from ats.queries import company
from ats.single_sign_on import ways

LONG = "public, max-age=31536000, immutable"
LIGHT, DARK = (255, 255, 255), (22, 26, 33)


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template: the company's name, where its colours and its logo are, whose view is shown to whom."""
    told = SimpleLazyObject(company.identity)
    return {
        "company": told,
        "company_name": SimpleLazyObject(lambda: told.name),
        "branding_href": SimpleLazyObject(lambda: _address("branding_css", told) if told.accent else ""),
        "logo_href": SimpleLazyObject(lambda: _address("branding_logo", told) if told.logo_id else ""),
        "sign_in_ways": SimpleLazyObject(lambda: ways.offered()),
        "looking_as": getattr(request, "viewer", None),
    }


def _address(name: str, told: Any) -> str:
    return f"{reverse(name)}?v={told.key}"


@access.view(access.PUBLIC)
def css(request: HttpRequest) -> HttpResponse:
    """The accent and its shades; the address carries a key that changes with them."""
    told = company.identity()
    answer = HttpResponse(_sheet(told.accent) if told.accent else "", content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = LONG if request.GET.get("v") == told.key else "no-cache"
    return answer


@access.view(access.PUBLIC)
def logo(request: HttpRequest) -> HttpResponse:
    """The logo, for candidates too."""
    stored = company.logo()
    if stored is None:
        raise Http404
    answer = HttpResponse(files.read(stored), content_type=stored.media_type)
    answer["Cache-Control"] = LONG if request.GET.get("v") == company.identity().key else "no-cache"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _sheet(accent: str) -> str:
    shades = {
        "--accent": (accent, accent),
        "--accent-hover": (branding.darker(accent), branding.darker(accent)),
        "--accent-soft": (branding.mixed(accent, LIGHT, 0.1), branding.mixed(accent, DARK, 0.24)),
        "--accent-ink": (branding.darker(accent), branding.on_dark(accent)),
        "--focus": (accent, branding.on_dark(accent)),
    }
    lines = "".join(f"  {name}: light-dark({light}, {dark});\n" for name, (light, dark) in shades.items())
    return f":root {{\n{lines}}}\n"
