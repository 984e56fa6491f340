"""Every page says what it asks for, in a form that the authorisation matrix can list."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_http_methods

from ats.kernel.access.checks import require
from ats.kernel.access.permissions import Gate, Permission

View = Callable[..., HttpResponse]


def view(permission: Permission | Gate, *methods: str) -> Callable[[View], View]:
    """Let only those in who hold `permission` somewhere; the view itself asks again for the row.

    `methods` are the HTTP methods that the view answers (GET and HEAD by default).
    """

    def declare(function: View) -> View:
        answered = list(methods) or ["GET", "HEAD"]
        guarded = require_http_methods(answered)(_guard(permission, function))
        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.methods = answered  # type: ignore[attr-defined]
        return guarded

    return declare


def _guard(permission: Permission | Gate, function: View) -> View:
    @wraps(function)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if permission is Gate.PUBLIC:
            return function(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return _sign_in(request)
        if isinstance(permission, Permission):
            require(request.user, permission)
        return function(request, *args, **kwargs)

    return guarded


def _sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back afterwards; htmx is told to go there as a whole page."""
    back = QueryDict(mutable=True)
    back["next"] = request.headers.get("HX-Current-URL", request.get_full_path())
    address = f"{settings.LOGIN_URL}?{back.urlencode(safe='/')}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
