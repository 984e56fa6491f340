"""The careers site: public, anonymous, works without JavaScript, says nothing about who is known already."""

import hashlib
import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import applications, uploads
from ats.extension_points import ConsentBox, Submission
from ats.forms.applications import ApplicationForm
from ats.kernel import access, clock, files, pages
from ats.kernel.api.limits import WINDOW, counter
from ats.kernel.crowding import insist
from ats.models import JobPost
from ats.queries import careers
from ats.views import job_posting

TOLD = ("utm_source", "utm_medium", "utm_campaign", "ref")


@access.view(access.PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    """Open jobs; what narrows them stands in the address. On a phone the boxes open by a link, with or without scripts."""
    words, asked = request.GET.get("q", "").strip(), request.GET
    chosen = {dimension.name: asked.getlist(dimension.name) for dimension in careers.DIMENSIONS}
    found = careers.find(words, chosen, asked.get("after", ""))
    is_open = "filters" in asked
    context = {
        "found": found,
        "words": words,
        "chips": [(facet.label, _without(asked, name, facet.value)) for name, facet in found.chosen],
        "is_open": is_open,
        "toggle_url": pages.with_query(request, filters="" if is_open else "1", after=""),
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
    }
    return render(request, "ats/careers/index.html", context)


def _without(asked: QueryDict, name: str, value: str) -> str:
    """The address with this one box unticked."""
    query = asked.copy()
    query.setlist(name, [each for each in query.getlist(name) if each != value])
    query.pop("after", None)
    return f"?{query.urlencode()}"


@access.view(access.PUBLIC)
def job(request: HttpRequest, slug: str) -> HttpResponse:
    post = careers.live_posts().filter(slug=slug).first()
    if post is None:
        return _gone(request, slug)
    return render(
        request, "ats/careers/job.html", {"post": post, "posting": job_posting.script(job_posting.structured(post))}
    )


@access.view(access.PUBLIC)
def feed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(job_posting.feed(list(careers.live_posts())), content_type="application/xml; charset=utf-8")


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what it takes in answers with the same page whether the person is new or known."""
    post = careers.live_posts().filter(slug=slug).first()
    if post is None:
        return _gone(request, slug)
    form = _form(request, post)
    if request.method != "POST":
        return _page(request, post, form)
    if _too_many(request):
        form.add_error(None, _("Too many applications came from your address. Please wait a minute and send it again."))
        return _page(request, post, form, status=429)
    if form.is_from_a_machine:
        return _thanks(post)
    if not form.is_valid() or not _take(request, post, form):
        return _page(request, post, form, status=422)
    return _thanks(post)


@access.view(access.PUBLIC)
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    post = get_object_or_404(JobPost.objects.select_related("job"), slug=slug)
    return render(request, "ats/careers/thanks.html", {"post": post})


@access.view(access.PUBLIC)
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens to a candidate's data, and the wordings in force that the form asks them to agree to."""
    return render(request, "ats/careers/privacy.html", {"boxes": _boxes(""), "days": settings.DATA_REQUEST_DAYS})


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    """A post that once was public says that it is over (410) or paused (404), and what is open instead; one that never was
    is not found."""
    post = get_object_or_404(careers.posts_that_were(), slug=slug)
    context = {"post": post, "similar": careers.similar(post)}
    return render(request, "ats/careers/gone.html", context, status=410 if post.job.is_over else 404)


def _form(request: HttpRequest, post: JobPost) -> ApplicationForm:
    place = careers.main_place(post)
    return ApplicationForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        questions=list(post.job.questions.filter(is_active=True)),
        boxes=_boxes(careers.region_of(post.job)),
        country=place.country if place else "",
    )


def _boxes(region: str) -> list[ConsentBox]:
    return [box for boxes in extension_points.consent_boxes(region=region) for box in boxes]


def _take(request: HttpRequest, post: JobPost, form: ApplicationForm) -> bool:
    """Store and parse the file, then take the application in; False when the file is refused."""
    at = clock.now()
    try:
        with uploads.taken(upload=form.cleaned_data["resume"], by=None, at=at) as upload:
            submission = _submission(request, post, form, upload)
            insist(lambda: applications.receive(post=post, submission=submission, at=at))
    except files.UploadRefused as refusal:
        form.add_error("resume", refusal.message)
        return False
    return True


def _submission(request: HttpRequest, post: JobPost, form: ApplicationForm, upload: uploads.Upload) -> Submission:
    clean = form.cleaned_data
    return Submission(
        first_name=clean["first_name"],
        last_name=clean["last_name"],
        email=clean["email"],
        phone=clean["phone"],
        consents=form.consents(),
        answers=form.answers(),
        file_id=upload.file.pk,
        file_text=upload.text,
        file_problem=upload.problem,
        ip=request.META.get("REMOTE_ADDR", ""),
        user_agent=request.headers.get("User-Agent", ""),
        locale=get_language() or "",
        region=careers.region_of(post.job),
        form_url=job_posting.address_of(post),
        source_detail={name: request.GET[name][:100] for name in TOLD if name in request.GET},
    )


def _too_many(request: HttpRequest) -> bool:
    """Count this attempt for its address, of which only a fingerprint is kept for a minute."""
    source = f"{settings.SECRET_KEY}:apply:{request.META.get('REMOTE_ADDR', '')}"
    principal = f"apply:{hashlib.sha256(source.encode()).hexdigest()[:20]}"
    return counter().add(principal, int(time.time() // WINDOW)) > settings.APPLICATIONS_PER_MINUTE


def _page(request: HttpRequest, post: JobPost, form: ApplicationForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"post": post, "form": form, "megabytes": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}
    return render(request, "ats/careers/apply.html", context, status=status)


def _thanks(post: JobPost) -> HttpResponse:
    answer = HttpResponseRedirect(reverse("careers_thanks", args=[post.slug]))
    answer.status_code = 303
    return answer
