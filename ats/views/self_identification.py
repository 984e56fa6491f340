"""Voluntary questions about oneself, by the candidate's own link, apart from the application and its pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ats.actions import self_identification
from ats.forms.self_identification import SelfIdentificationForm
from ats.kernel import access, clock
from ats.queries.self_identification import questions
from ats.views.candidate_status import application_of, back


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
def ask(request: HttpRequest, own_link: str) -> HttpResponse:
    """A GET shows empty questions, also to somebody who has answered: the answers are not read back anywhere."""
    application = application_of(own_link)
    asked = questions(application)
    form = SelfIdentificationForm(request.POST if request.method == "POST" else None, questions=asked)
    if request.method == "POST" and form.is_valid():
        self_identification.answer(application=application, answers=form.answers(), at=clock.now())
        return back(own_link, "about-you")
    context = {"form": form, "own_link": own_link, "application": application}
    return render(request, "ats/candidate_status/about_you.html", context, status=422 if form.errors else 200)
