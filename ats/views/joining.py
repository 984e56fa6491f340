"""The page behind an invitation: name, zone and password, then in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ats.actions import invitations
from ats.forms.people import JoinForm
from ats.kernel import access, clock, pages
from ats.links import LinkRefused
from ats.models import User
from ats.views.entering import enter
from ats.views.refusals import done


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing: scanners of mail follow links too."""
    at = clock.now()
    try:
        invitation = invitations.open_invitation(token, at)
    except (invitations.LinkOver, LinkRefused) as refusal:
        return render(request, "ats/people/join_over.html", {"message": refusal.message}, status=404)
    form = JoinForm(
        request.POST if request.method == "POST" else None, initial={"time_zone": invitation.user.time_zone}
    )
    joined: list[User] = []
    if request.method == "POST" and form.is_valid() and done(form, lambda: joined.append(_accept(token, form))):
        pages.answers.say(request, _("Welcome."))
        return enter(request, joined[0])
    context = {"form": form, "invitation": invitation}
    return render(request, "ats/people/join.html", context, status=422 if form.errors else 200)


def _accept(token: str, form: JoinForm) -> User:
    return invitations.accept(token=token, at=clock.now(), **form.cleaned_data)
