"""The way to a fresh sign-in, and back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.kernel import pages
from ats.queries import second_factors


def ask(request: HttpRequest, back: str) -> HttpResponse:
    """To the page that asks for the password or second factor again, and from there to `back`."""
    user: Any = request.user
    if not (user.has_usable_password() or second_factors.has_one(user)):
        words = _("Sign out and in again first, with your company account. Then download the file.")
        return pages.go(request, back, words, "bad")
    messages.success(request, _("Say once more that it is you. Then download the file."))
    query = QueryDict(mutable=True)
    query["next"] = back
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{query.urlencode(safe='/')}", status=303)
