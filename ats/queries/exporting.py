"""Where a list leads to who wants its rows in a file."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from ats.kernel import access
from ats.kernel.access import KernelPermission
from ats.kernel.pages.saved_lists import kept


def address(request: HttpRequest, noun: str, **more: str) -> str:
    """The form that exports `noun` as this page's address narrows it; `more` are parameters that the address leaves to the
    page's default. Empty for whoever may not export."""
    user: Any = request.user
    if not access.allows(user, KernelPermission.EXPORTS_RUN):
        return ""
    query = QueryDict(kept(request.GET.urlencode()), mutable=True)
    for name, value in more.items():
        query[name] = value
    return f"{reverse('export_new', args=[noun])}?{query.urlencode()}"
