"""The careers site as an anonymous visitor meets it."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ats.actions import first_day
from ats.kernel import access, pages, pump
from ats.models import (
    Answer,
    Application,
    ApplicationStatus,
    Attachment,
    Candidate,
    CandidateEmail,
    CandidatePhone,
    Note,
)
from comms.models import Message
from tests.factories.ats import (
    AT,
    CandidateEmailFactory,
    CandidateFactory,
    JobFactory,
    JobPostFactory,
    JobQuestionFactory,
    LocationFactory,
    user_in_role,
)
from tests.factories.resumes import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    first_day.prepare(at=AT)
    return JobPostFactory(slug="dock-planner", job=JobFactory(name="Dock Planner", locations=[LocationFactory()]))


def sent(**changes):
    return {
        "first_name": "Hannah",
        "last_name": "Okafor",
        "email": "Hannah.Okafor@Example.org ",
        "phone": "912 345 678",
        "resume": pdf(),
        "consent": ["application"],
        **changes,
    }


def apply(client, post, **changes):
    return client.post(reverse("careers_apply", args=[post.slug]), sent(**changes))


@pytest.mark.requirement("SR-5.1")
def test_an_application_is_taken_in_whole_and_normalised(client, post):
    question = JobQuestionFactory(job=post.job)
    answer = apply(client, post, **{f"question_{question.pk}": "The sea."})
    assert answer.status_code == 303
    application = Application.objects.get()
    candidate = application.candidate
    assert candidate.name == "Hannah Okafor"
    assert candidate.email_addresses.get().value == "hannah.okafor@example.org"
    assert candidate.phone_numbers.get().value == "+351912345678"
    assert "PostgreSQL" in candidate.attachments.get().text
    assert Answer.objects.get().value == "The sea."
    assert application.source.key == "career-site"


@pytest.mark.requirement("SR-5.1")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "hannah(at)example"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"phone": "call me"}, "phone"),
        ({"first_name": ""}, "first_name"),
        ({"first_name": "Win http://evil.example/x"}, "first_name"),
        ({"last_name": "WWW.evil.example"}, "last_name"),
        ({"last_name": "\u200b\u2060"}, "last_name"),
        ({"first_name": "\u3164"}, "first_name"),
        ({"first_name": "Han\x1bnah"}, "first_name"),
        ({"last_name": "Okafor\u202egnp.exe"}, "last_name"),
        ({"resume": ""}, "resume"),
        ({"resume": SimpleUploadedFile("cv.pdf", b"MZ\x90\x00 not a pdf")}, "resume"),
        ({"resume": SimpleUploadedFile("cv.pdf", b"")}, "resume"),
        ({"consent": []}, "consent"),
    ],
)
def test_bad_input_is_refused_with_its_field_named(client, post, change, field):
    answer = apply(client, post, **change)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Application.objects.exists()


def test_line_breaks_in_a_name_become_spaces(client, post):
    apply(client, post, first_name="Hannah\r\nBcc:", last_name="O\u200cKafor  Núñez")
    assert Candidate.objects.get().name == "Hannah Bcc: O\u200cKafor Núñez"


def test_a_known_person_stays_one_row_and_nothing_is_overwritten(client, post):
    known = CandidateFactory(first_name="Johanna", last_name="Okafor")
    CandidateEmailFactory(candidate=known, value="hannah.okafor@example.org")
    answer = apply(client, post, phone="")
    assert answer.status_code == 303
    assert Candidate.objects.get().first_name == "Johanna"
    assert CandidateEmail.objects.count() == 1
    assert Application.objects.get().candidate == known


def without_tokens(answer):
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())


def test_a_second_form_looks_the_same_and_makes_no_second_application(client, post):
    first = apply(client, post)
    again = apply(client, post, first_name="Mallory", resume=pdf("Another CV"))
    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert without_tokens(client.get(first.url)) == without_tokens(client.get(again.url))
    assert Application.objects.count() == 1
    assert Candidate.objects.get().first_name == "Hannah"
    assert Attachment.objects.count() == 2


def test_applying_again_adds_and_never_overwrites(client, post):
    first, second = JobQuestionFactory(job=post.job), JobQuestionFactory(job=post.job)
    apply(client, post, **{f"question_{first.pk}": "The sea."})
    answers = {f"question_{first.pk}": "The money.", f"question_{second.pk}": "In May."}
    apply(client, post, first_name="Mallory", resume=pdf("Another CV"), **answers)
    application = Application.objects.get()
    assert set(application.answers.values_list("question", "value")) == {(first.pk, "The sea."), (second.pk, "In May.")}
    note = Note.objects.get()
    assert note.application == application and "The money." in note.body and "In May." not in note.body
    assert application.attachments.count() == 2
    access.seed_roles()
    told = pages.timeline.entries(user=user_in_role("recruiter"), application=application)
    assert [entry.text for entry in told].count("Applied again for Dock Planner") == 1


def test_the_acknowledgement_says_so_once_a_day(client, post):
    for _ in range(3):
        apply(client, post)
    pump.drain()
    sent = Message.objects.order_by("send_at").values_list("subject", flat=True)
    assert sorted(sent) == ["We have your application: Dock Planner", "We have your new form: Dock Planner"]


def test_the_same_file_twice_is_kept_once(client, post):
    for _ in range(2):
        apply(client, post, resume=SimpleUploadedFile("cv.txt", b"Hannah Okafor, dock planner since 2019."))
    assert Attachment.objects.count() == 1


def test_after_a_rejection_one_may_apply_again(client, post):
    apply(client, post)
    application = Application.objects.get()
    Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.REJECTED, rejected_at=AT)
    apply(client, post)
    assert Application.objects.filter(status=ApplicationStatus.ACTIVE).count() == 1
    assert Candidate.objects.count() == 1


def test_who_fills_in_the_hidden_field_is_thanked_and_forgotten(client, post):
    answer = apply(client, post, website="https://spam.example")
    assert answer.status_code == 303
    assert not Candidate.objects.exists()


def test_too_many_from_one_address_must_wait(client, post, settings):
    settings.APPLICATIONS_PER_MINUTE = 0
    answer = apply(client, post)
    assert answer.status_code == 429
    assert not Application.objects.exists()


@pytest.mark.requirement("CM-4.1")
def test_consent_boxes_come_unticked(client, post):
    page = client.get(reverse("careers_apply", args=[post.slug])).content.decode()
    assert page.count('name="consent"') >= 2
    assert " checked" not in page


def test_only_live_posts_of_open_jobs_are_shown(client, post):
    hidden = JobPostFactory(is_live=False, title="Hidden Post")
    held = JobPostFactory(job=JobFactory(status="on_hold"), title="Held Post")
    page = client.get(reverse("careers")).content.decode()
    assert "Dock Planner" in page
    assert "Hidden Post" not in page
    assert "Held Post" not in page
    for unseen in (hidden, held):
        assert client.get(reverse("careers_job", args=[unseen.slug])).status_code == 404
        assert client.get(reverse("careers_apply", args=[unseen.slug])).status_code == 404


def test_pay_is_public_only_where_the_post_shows_it(client, post):
    job = post.job
    job.pay_min, job.pay_max = 50000, 60000
    job.save()
    addresses = [reverse("careers"), reverse("careers_job", args=[post.slug]), reverse("careers_feed")]
    assert not any("€50,000" in client.get(address).content.decode() for address in addresses)
    post.shows_pay = True
    post.save()
    assert all("€50,000" in client.get(address).content.decode() for address in addresses)


def test_the_feed_is_xml_whatever_people_write(client, post):
    post.job.description = "Cranes & docks <b>\x0b\ufffe\uffff</b> ]]>"
    post.job.save()
    entry = ElementTree.fromstring(client.get(reverse("careers_feed")).content).find("job")
    assert entry.findtext("title") == "Dock Planner"
    assert entry.findtext("description") == "Cranes & docks <b></b> ]]>"
    assert entry.findtext("url").endswith("/careers/dock-planner/")


def test_the_structured_data_can_not_be_broken_out_of(client, post):
    post.title = "Planner </script><script>alert(1)</script>"
    post.save()
    page = client.get(reverse("careers_job", args=[post.slug])).content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block)["title"] == post.title
    assert "alert(1)</script>" not in page


def test_phone_numbers_are_read_in_the_country_of_the_job(client, post):
    post.job.locations.set([LocationFactory(name="Aarhus", country="DK")])
    apply(client, post, phone="20 12 34 56")
    assert CandidatePhone.objects.get().value == "+4520123456"


def test_filters_narrow_the_list(client, post):
    JobPostFactory(title="Crane Mechanic")
    page = client.get(reverse("careers"), {"q": "crane"}).content.decode()
    assert "Crane Mechanic" in page
    assert "Dock Planner" not in page
    team = client.get(reverse("careers"), {"team": post.job.department.name}).content.decode()
    assert "Dock Planner" in team
    assert "Crane Mechanic" not in team


def test_the_list_costs_the_same_with_more_posts(client, post, django_assert_num_queries):
    def measure():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("careers"))
        return len(queries)

    before = measure()
    JobPostFactory.create_batch(10)
    assert measure() == before
