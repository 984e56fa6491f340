"""Signing in with the company's account: there, and back again. The library's steps, on the house's own pages."""

import hashlib
import time
from collections.abc import Callable
from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.saml import views as saml_of_the_library
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from lxml.etree import LxmlError
from onelogin.saml2.errors import OneLogin_Saml2_Error

from ats.actions import sign_in
from ats.kernel import access, clock
from ats.kernel.api.limits import WINDOW, counter
from ats.kernel.errors import DomainError
from ats.single_sign_on import saml
from ats.single_sign_on.openid_connect import Conversation
from ats.single_sign_on.refusals import AWAY, MANY, NOT_OURS, STRANGE, SignInRefused

OPENID_CONNECT, SAML = "openid_connect", "saml"
LONGEST = 128 * 1024  # letters of an answer by SAML
UNREADABLE = (OSError, LxmlError, OneLogin_Saml2_Error, KeyError)


@access.view(access.PUBLIC)
def begin(request: HttpRequest) -> HttpResponse:
    """Off to the provider. Nothing changes here but what this browser's session waits for."""
    return _begun(request, OPENID_CONNECT)


@access.view(access.PUBLIC)
def finish(request: HttpRequest) -> HttpResponse:
    """Back from the provider: in, as whoever has that address here."""
    provider = _provider(request, OPENID_CONNECT)
    back = OAuth2CallbackView.adapter_view(Conversation(request, provider.app.provider_id))
    return _answered(request, OPENID_CONNECT, lambda: back(request))


@access.view(access.PUBLIC)
def saml_begin(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Off to the company's directory."""
    return _begun(request, SAML)


@csrf_exempt
@access.view(access.PUBLIC, "POST")
def saml_acs(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """The directory's answer, brought by the browser from another site: kept until the same browser comes with its
    session, which it does at `saml_finish`."""
    _provider(request, SAML)
    if _too_many(request):
        return _refused(request, SAML, SignInRefused(MANY), status=429)
    if not 0 < len(request.POST.get("SAMLResponse", "")) <= LONGEST:
        return _refused(request, SAML, SignInRefused(NOT_OURS))
    return _answered(request, SAML, lambda: saml_of_the_library.acs(_published(request), organization_slug))


@access.view(access.PUBLIC)
def saml_finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """In, as whoever has that address here."""
    _provider(request, SAML)
    return _answered(request, SAML, lambda: saml_of_the_library.finish_acs(request, organization_slug))


@access.view(access.PUBLIC)
def saml_metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What an administrator gives to the directory."""
    provider = _provider(request, SAML)
    try:
        content = saml.metadata(_published(request), provider)
    except UNREADABLE as problem:
        return _refused(request, SAML, SignInRefused(AWAY), problem)
    return HttpResponse(content, content_type="application/samlmetadata+xml")


@access.view(access.PUBLIC)
def saml_not_offered(request: HttpRequest, organization_slug: str) -> NoReturn:
    """The library wants to know this page's address; whoever signs out does so here, and only here."""
    raise Http404


def _begun(request: HttpRequest, way: str) -> HttpResponse:
    provider = _provider(request, way)
    if request.user.is_authenticated:
        return HttpResponseRedirect("/")
    return _answered(request, way, lambda: provider.redirect(_published(request), AuthProcess.LOGIN))


def _provider(request: HttpRequest, way: str) -> Any:
    try:
        return get_adapter().get_provider(request, way)
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing


def _published(request: HttpRequest) -> HttpRequest:
    """The library makes our addresses of the request's host: it is the product's own, whatever host was named."""
    request.META["HTTP_HOST"] = urlsplit(settings.BASE_URL).netloc
    return request


def _answered(request: HttpRequest, way: str, step: Callable[[], HttpResponse]) -> HttpResponse:
    """The library's answer, or a page that says why not."""
    try:
        return step()
    except DomainError as refusal:
        return _refused(request, way, refusal)
    except PermissionDenied:  # an answer by SAML to no question of this session
        return _refused(request, way, SignInRefused(STRANGE))
    except UNREADABLE as problem:
        return _refused(request, way, SignInRefused(AWAY), problem)


def _too_many(request: HttpRequest) -> bool:
    """Each answer is kept before anybody knows whose it is, so they are counted by their sender's fingerprint."""
    source = f"{settings.SECRET_KEY}:saml:{request.META.get('REMOTE_ADDR', '')}"
    principal = f"saml:{hashlib.sha256(source.encode()).hexdigest()[:20]}"
    return counter().add(principal, int(time.time() // WINDOW)) > settings.SAML_ANSWERS_PER_MINUTE


def _refused(
    request: HttpRequest, way: str, refusal: DomainError, problem: BaseException | None = None, status: int = 403
) -> HttpResponse:
    sign_in.note_refusal(way=way, reason=type(problem).__name__ if problem else refusal.code, at=clock.now())
    return render(request, "ats/people/sso_refused.html", {"message": refusal.message}, status=status)
