"""The first page of an empty installation: the company, its first administrator, and whether mail goes out."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ats.actions import company as actions
from ats.forms.people import MailTestForm, SetUpForm
from ats.kernel import access, clock, pages
from ats.models import User
from ats.queries import company
from ats.views.entering import enter
from ats.views.refusals import done

TESTS_PER_PROCESS = 20
"""Nobody is signed in here yet, so that only so many letters may be asked for."""
_tests = iter(range(TESTS_PER_PROCESS))


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
def page(request: HttpRequest) -> HttpResponse:
    """Closed for ever once anybody is there: then it answers 404 like any address that never was."""
    if not company.needs_set_up():
        raise Http404
    if request.method != "POST":
        initial = {"time_zone": settings.DEFAULT_TIME_ZONE, "language": "en"}
        return _show(request, SetUpForm(initial=initial))
    if request.POST.get("then") == "test_mail":
        return _show(request, SetUpForm(initial=request.POST.dict()), _test(request))
    form = SetUpForm(request.POST)
    if form.is_valid() and done(form, lambda: _set_up(form)):
        pages.answers.say(request, _("Welcome. Invite your colleagues next."))
        return enter(request, User.objects.get(email=form.cleaned_data["email"].lower()))
    return _show(request, form)


def _set_up(form: SetUpForm) -> None:
    actions.set_up(at=clock.now(), **form.cleaned_data)


def _test(request: HttpRequest) -> tuple[str, str]:
    """Hand a real message to the mail server; tone and sentence of what came of it."""
    form = MailTestForm(request.POST)
    if not form.is_valid():
        return "bad", _("Fill in your work e-mail first: the test message goes there.")
    if next(_tests, None) is None:
        return "bad", _("Enough test messages for now. Restart the web server to try again.")
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    letter = EmailMessage(
        subject=_("Test message from Waymark"),
        body=_("This message was sent from the set-up page of Waymark. Mail works.\n"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[form.cleaned_data["email"]],
    )
    try:
        letter.send()
    except (SMTPException, OSError) as problem:
        words = _("{server} did not take the message ({problem}). Check ATS_SMTP_HOST and its neighbours.")
        return "bad", words.format(server=where, problem=type(problem).__name__)
    words = _("{server} took the message. Look into the inbox of {address}.")
    return "ok", words.format(server=where, address=form.cleaned_data["email"])


def _show(request: HttpRequest, form: SetUpForm, tested: tuple[str, str] | None = None) -> HttpResponse:
    context = {
        "form": form,
        "mail_host": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        "mail_from": settings.DEFAULT_FROM_EMAIL,
        "tested_tone": tested[0] if tested else "",
        "tested": tested[1] if tested else "",
    }
    return render(request, "ats/people/set_up.html", context, status=422 if form.errors else 200)
