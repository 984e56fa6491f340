"""Letting somebody in who proved who they are, by whatever way: the library's own steps, second factor included, follow."""

from typing import Any

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

BACKEND = "ats.accounts.Colleagues"


def enter(request: HttpRequest, person: Any, to: str = "/") -> HttpResponse:
    """Signed in, or asked for the second factor first; then on to `to`, a page of ours."""
    person.backend = BACKEND
    answer: HttpResponse = perform_login(request, person, redirect_url=to)
    return answer
