"""Files read in place: pictures of pages, words marked on them, for those only who may see the file."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ats.actions import candidates, uploads
from ats.kernel import files, pump
from ats.kernel.access import Scope
from ats.kernel.files import Pictures, StoredFile
from ats.kernel.files.drawing import frames
from ats.kernel.files.sweeping import forget_unkept, sweep
from ats.permissions import CorePermission as C
from ats.queries import marking
from ats.queries.marking import Terms
from tests.factories.ats import AT, ApplicationFactory, CandidateFactory, JobFactory, user_with
from tests.factories.resumes import pdf

pytestmark = pytest.mark.django_db
LINES = ("Hannah Okafor", "Backend engineer, Go and PostgreSQL", "PCI DSS audits. Going further.")


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def hannah():
    return CandidateFactory(first_name="Hannah", last_name="Okafor")


def attach(candidate, upload=None, **more):
    mine = uploads.take(upload=upload or pdf(*LINES), by=None, at=AT)
    kept = candidates.attach(candidate=candidate, file=mine.file, by=None, at=AT, kind="resume", text=mine.text, **more)
    pump.drain()
    kept.file.refresh_from_db()
    return kept


def view(attachment):
    return reverse("candidate_file_view", args=[attachment.candidate_id, attachment.pk])


def picture(attachment, number=1):
    return reverse("candidate_file_page", args=[attachment.candidate_id, attachment.pk, number])


def test_pages_are_drawn_with_their_words_where_they_stand(hannah):
    kept = attach(hannah)
    assert kept.file.pictures == Pictures.MADE
    page = kept.file.pages.get()
    assert (page.width, page.height) == (1000, 1415)
    words = {word[0]: word[1:] for word in page.words}
    assert "Okafor" in words and "PostgreSQL" in words
    x, y, width, height = words["Hannah"]
    assert 100 < x < 140 and 100 < y < 150 and 40 < width < 120 and 5 < height < 40


def test_the_job_s_keywords_and_searched_words_are_marked(client, hannah):
    job = JobFactory(keywords=["Go", "PCI DSS"])
    application = ApplicationFactory(candidate=hannah, job=job)
    kept = attach(hannah, application=application)
    client.force_login(user_with(C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, C.JOBS_VIEW))
    shown = client.get(view(kept), {"job": job.pk, "find": "postgresql"})
    page = shown.content.decode()
    assert page.count('class="hl ') == 4 and page.count("<title>PCI DSS</title>") == 2
    assert shown.context["viewer"].wanted == [("Go", 1), ("PCI DSS", 1)]
    assert shown.context["viewer"].searched == [("postgresql", 1)]
    assert " style=" not in page.split("<main")[1]
    assert "You see Waymark as" not in page, "A file in its viewer is nobody else's view of the product."
    text = client.get(view(kept), {"job": job.pk, "paper": "text"}).content.decode()
    assert '<mark class="">Go</mark>' in text and "<mark" not in text[text.index("Going") - 20 : text.index("Going")]
    part = client.get(view(kept), {"zoom": "2"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div") and "z2" in part and "<html" not in part


def test_candidate_and_application_pages_show_the_cv(client, hannah):
    kept = attach(hannah)
    client.force_login(user_with(C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, C.JOBS_VIEW))
    assert picture(kept) in client.get(reverse("candidate", args=[hannah.pk])).content.decode()


def test_the_picture_is_for_those_who_see_the_file(client, hannah):
    mine = ApplicationFactory(candidate=hannah)
    kept = attach(hannah, application=mine)
    client.force_login(user_with(C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW))
    answer = client.get(picture(kept))
    assert answer["Content-Type"] == "image/webp" and b"".join(answer.streaming_content)[8:12] == b"WEBP"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(picture(kept, 2)).status_code == 404
    client.force_login(user_with(C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, scope=Scope.TEAM))
    assert client.get(picture(kept)).status_code == client.get(view(kept)).status_code == 404
    client.force_login(user_with(C.JOBS_VIEW))
    assert client.get(picture(kept)).status_code == 403


def test_a_broken_or_plain_file_shows_what_there_is(client, hannah):
    broken = attach(hannah, SimpleUploadedFile("cv.pdf", b"%PDF-1.4 nothing more"))
    assert broken.file.pictures == Pictures.NONE
    plain = attach(hannah, SimpleUploadedFile("cv.txt", b"Rust & C++ <b>"))
    client.force_login(user_with(C.CANDIDATES_VIEW))
    assert "has no text that could be read" in client.get(view(broken)).content.decode()
    page = client.get(view(plain), {"find": "c++"}).content.decode()
    assert 'Rust &amp; <mark class="b">C++</mark> &lt;b&gt;' in page


def test_pictures_go_with_their_file(hannah):
    mine = uploads.take(upload=pdf(), by=None, at=AT)
    pump.drain()
    kept = set(files.reading.place(mine.file).parent.parent.glob("??/*"))
    assert len(kept) == 2
    assert sweep(older_than=-1) == 0
    StoredFile.objects.filter(pk=mine.file.pk).update(created_at="2026-01-01T00:00Z")
    assert forget_unkept(AT) == 1 and sweep(older_than=-1) == 2
    assert settings.MEDIA_ROOT and not StoredFile.objects.exists()


def test_what_the_child_says_is_not_trusted():
    assert list(frames(b"\x00\x00\x00\x02\x00\x00\x00\x04{}RIFF")) == []
    assert list(frames(b"\xff" * 20)) == [] and list(frames(b"\x00\x00")) == []


def test_terms_are_whole_words():
    words = [["Going", 0, 0, 9, 9], ["(Go,", 10, 0, 9, 9], ["PCI", 20, 0, 9, 9], ["DSS.", 30, 0, 9, 9]]
    found = marking.boxes(words, Terms(wanted=("go", "pci dss")))
    assert [(box.term, box.x) for box in found] == [("go", 8), ("pci dss", 18), ("pci dss", 28)]
