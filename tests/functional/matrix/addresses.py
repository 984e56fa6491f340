"""Every address of the product: URL patterns and API operations, found by walking the resolver, so that none is forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic.base import RedirectView
from django.views.generic.edit import ProcessFormView

WRITING = ("post", "put", "patch", "delete")
# Pages of the administration that only show; every other one of its functions is driven by POST too.
SHOWING = (
    "_history",
    "index",
    "app_list",
    "jsi18n",
    "autocomplete",
    "view_on_site",
    "workflow_version_check",
    "_report",
    "_preview",
)


@dataclass(frozen=True, order=True)
class Address:
    """One method of one address. `path` has the resolver's parameters as `{name}`; `view` is what answers."""

    path: str
    method: str
    name: str

    def __str__(self) -> str:
        return f"{self.method:6} {self.path}"

    @property
    def key(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    @property
    def writes(self) -> bool:
        return self.method.lower() in WRITING


def every_address() -> list[Address]:
    """All of them, once each, in order."""
    return sorted(set(_walk(get_resolver().url_patterns, "/")))


def _walk(patterns: Any, prefix: str) -> Iterator[Address]:
    for pattern in patterns:
        path = prefix + _readable(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            for method in _methods(pattern.callback, path, pattern.name or ""):
                yield Address(path, method, pattern.name or "")


def _readable(pattern: Any) -> str:
    """`jobs/<uuid:pk>/` and `^jobs/(?P<pk>[^/]+)/?$` alike as `jobs/{pk}/`."""
    text = str(pattern.pattern)
    text = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", text))
    return (
        text.removeprefix("^")
        .removesuffix("$")
        .removesuffix("\\Z")
        .replace("/?", "/")
        .replace("\\.", ".")
        .replace("[\\s\\S]", ".")
    )


def _methods(view: Any, path: str, name: str) -> list[str]:
    """What the view answers: a viewset's operations, a class's methods, or what the function declares it takes."""
    if actions := getattr(view, "actions", None):
        return sorted(method.upper() for method in actions if method in ("get", *WRITING))  # REST adds HEAD on its own
    if view_class := getattr(view, "view_class", None) or getattr(view, "cls", None):
        return _methods_of_class(view_class)
    if declared := getattr(view, "methods", None):
        return sorted(set(declared) - {"HEAD", "OPTIONS"})
    return ["GET", "POST"] if path.startswith("/admin/") and not name.endswith(SHOWING) else ["GET"]


def _methods_of_class(view_class: Any) -> list[str]:
    """A redirect answers every method alike, so GET stands for all; PUT of Django's form view is its POST."""
    if issubclass(view_class, RedirectView):
        return ["GET"]
    names = [name for name in ("get", *WRITING) if hasattr(view_class, name)]
    if getattr(view_class, "put", None) is ProcessFormView.put:
        names.remove("put")
    return sorted(name.upper() for name in names) or ["GET"]
