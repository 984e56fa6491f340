"""What comes before every page: the set-up of an empty installation, a second factor that a role asks for, and a look
through somebody else's eyes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.kernel import access
from ats.models import User
from ats.permissions import CorePermission
from ats.policies.people import NEVER_LENT
from ats.queries import company, second_factors

Answer = Callable[[HttpRequest], HttpResponse]
VIEWING = "viewing_as"
API = "/api/"
SAFE = {"GET", "HEAD", "OPTIONS"}
ALWAYS = ("/healthz", "/readyz", settings.STATIC_URL, "/theme/", "/language/", "/branding.css", "/branding/")
OWN_ACCOUNT = ("/account/", "/accounts/")
SET_UP = "/set-up/"
MAILBOX = "/demo/mailbox/"
"""The test message of the set-up page is read there; outside the demo it answers 404."""
END_OF_VIEW = "/people/view/end/"


def set_up_first(get_response: Answer) -> Answer:
    """Middleware. While nobody is there, an installation has one page; afterwards that page is not there."""

    def answer(request: HttpRequest) -> HttpResponse:
        wanted = (
            settings.SET_UP_PAGE and not request.path.startswith((*ALWAYS, SET_UP, MAILBOX)) and company.needs_set_up()
        )
        if not wanted:
            return get_response(request)
        if request.path.startswith(API):
            return JsonResponse({"title": "Not set up yet", "status": 503}, status=503)
        return HttpResponseRedirect(SET_UP)

    return answer


def second_factor_first(get_response: Answer) -> Answer:
    """Middleware. Where a role asks for a second factor, its holder sets one up before anything else."""

    def answer(request: HttpRequest) -> HttpResponse:
        open_to_all = request.path.startswith((*ALWAYS, *OWN_ACCOUNT, SET_UP, END_OF_VIEW))
        if open_to_all or not second_factors.is_missing(getattr(request, "viewer", request.user)):
            return get_response(request)
        if request.path.startswith(API):
            return JsonResponse({"title": "Set up a second factor first", "status": 403}, status=403)
        return HttpResponseRedirect(f"{reverse('account')}?needed=1")

    return answer


def looks_as_somebody_else(get_response: Answer) -> Answer:
    """Middleware. `request.user` is the colleague and `request.viewer` who looks; nothing can be changed meanwhile.

    It stands inside the access log, which gets the true person back. Pay and
    contact points stay unseen where the viewer may not see them all.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        viewer, person = request.user, _viewed(request)
        if person is None or request.path == END_OF_VIEW:
            return get_response(request)
        if second_factors.is_missing(viewer):
            return get_response(request)
        if request.method not in SAFE:
            return _refused(
                request,
                _("You are looking as {person}. Nothing can be changed until you end that.").format(person=person.name),
            )
        if request.path.startswith((*OWN_ACCOUNT, "/notifications/", "/inbox/")):
            return _refused(request, _("Somebody's own account is for their eyes only."))
        request.user, request.viewer = person, viewer  # type: ignore[assignment,attr-defined]
        try:
            return get_response(request)
        finally:
            request.user = viewer

    return answer


def _viewed(request: HttpRequest) -> User | None:
    """Whose view the signed-in person asked for and still may look at."""
    wanted = request.session.get(VIEWING)
    if wanted is None or not request.user.is_authenticated:
        return None
    if not access.allows(request.user, CorePermission.PEOPLE_VIEW_AS):
        return None
    person = User.objects.filter(pk=wanted, is_active=True, is_service=False).first()
    if person is not None:
        held = [permission for permission in NEVER_LENT if not access.holds_everywhere(request.user, permission)]
        access.withhold(person, held)
    return person


def _refused(request: HttpRequest, message: str) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"title": message, "status": 403}, status=403)
    return render(request, "403.html", {"message": message}, status=403)
