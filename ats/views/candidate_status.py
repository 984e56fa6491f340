"""The candidate's own page: how the application stands, and what they may do about it. Looking changes nothing."""

import hashlib
import time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats import links
from ats.actions import own_data
from ats.actions.own_data import DataWish
from ats.forms.candidate_status import DetailsForm
from ats.kernel import access, clock
from ats.kernel.api.limits import WINDOW, counter
from ats.models import Application, Candidate
from ats.queries import own_data as held
from ats.queries.candidate_status import status_page
from ats.queries.self_identification import questions

PURPOSE, COPY = "status", "own-data"
COPY_SECONDS = 24 * 3600
TOLD = {
    "details": _l("Thank you, we have changed your details."),
    "about-you": _l("Thank you. Your answers are kept apart from your application, and nobody who decides sees them."),
    "agreed": _l("Thank you. We go on with your application."),
    "not-agreed": _l("Please tick the first box if you want us to go on, or withdraw if you don't."),
    "over": _l("This application is over, so there is nothing to agree to."),
    "consent": _l("You have taken back what you agreed to."),
    "withdrawal": _l("You have withdrawn your application. Thank you for telling us."),
    DataWish.ACCESS: _l("A mail with your data is on its way to the address that we know."),
    DataWish.CORRECTION: _l("We have your wish and answer it by mail."),
    DataWish.ERASURE: _l("We have your wish and answer it by mail."),
}


@access.view(access.PUBLIC)
def show(request: HttpRequest, own_link: str) -> HttpResponse:
    return _page(request, application_of(own_link), own_link, told=str(TOLD.get(request.GET.get("done", ""), "")))


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
def details(request: HttpRequest, own_link: str) -> HttpResponse:
    application = application_of(own_link)
    candidate = application.candidate
    known = {"first_name": candidate.first_name, "last_name": candidate.last_name, "location": candidate.location}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and _too_many(own_link):
        form.add_error(None, _("You changed them a moment ago. Please wait a minute and send it again."))
    elif request.method == "POST" and form.is_valid():
        own_data.correct(application=application, at=clock.now(), **form.cleaned_data)
        return back(own_link, "details")
    context = {"form": form, "own_link": own_link, "application": application}
    return render(request, "ats/candidate_status/details.html", context, status=422 if form.errors else 200)


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
def withdrawal(request: HttpRequest, own_link: str) -> HttpResponse:
    application = application_of(own_link)
    if request.method != "POST":
        return render(
            request, "ats/candidate_status/withdrawal.html", {"own_link": own_link, "application": application}
        )
    try:
        own_data.withdraw(application=application, at=clock.now())
    except own_data.NothingToWithdrawFrom as refusal:
        return _page(request, application, own_link, told=refusal.message, status=409)
    return back(own_link, "withdrawal")


@access.view(access.PUBLIC, "POST")
def wish(request: HttpRequest, own_link: str) -> HttpResponse:
    """A copy of one's data, a correction, a deletion; a few an hour, so that nobody fills a mailbox with them."""
    application = application_of(own_link)
    wished = request.POST.get("wish", "")
    if wished not in tuple(DataWish):
        return _page(request, application, own_link, told=_("Please choose what we may do for you."), status=422)
    if _too_many(own_link):
        return _page(request, application, own_link, told=_("You asked a moment ago. We are on it."), status=429)
    own_data.ask(application=application, wish=DataWish(wished), at=clock.now())
    return back(own_link, wished)


@access.view(access.PUBLIC)
def copy(request: HttpRequest, copy_link: str) -> HttpResponse:
    """The file itself, behind a link that was mailed a moment ago and ends within a day."""
    said = links.read(COPY, copy_link, max_age=COPY_SECONDS)
    candidate = Candidate.objects.filter(pk=UUID(said["id"])).first()
    if candidate is None:
        raise links.LinkRefused(_("We hold nothing on you any more."))
    answer = JsonResponse(held.of_candidate(candidate), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def application_of(own_link: str) -> Application:
    """The application that the link names. Raises LinkRefused (404) when it is forged or the application is gone."""
    said = links.read(PURPOSE, own_link)
    rows = Application.objects.select_related("candidate", "job", "owner")
    application: Application | None = rows.filter(pk=UUID(said["id"])).first()
    if application is None:
        raise links.LinkRefused(_("This link leads nowhere any more. Write to us if you need something."))
    return application


def _page(
    request: HttpRequest, application: Application, own_link: str, *, told: str = "", status: int = 200
) -> HttpResponse:
    at = clock.now()
    context: dict[str, Any] = {
        "application": application,
        "candidate": application.candidate,
        "job": application.job,
        "page": status_page(application, at),
        "own_link": own_link,
        "told": told,
        "asks_about_you": bool(questions(application)),
    }
    answer = render(request, "ats/candidate_status/show.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def back(own_link: str, done: str) -> HttpResponse:
    answer = HttpResponseRedirect(f"{reverse('application_status', args=[own_link])}?done={done}")
    answer.status_code = 303
    return answer


def _too_many(own_link: str) -> bool:
    principal = f"status:{hashlib.sha256(own_link.encode()).hexdigest()[:20]}"
    return counter().add(principal, int(time.time() // WINDOW)) > settings.STATUS_WISHES_PER_MINUTE
