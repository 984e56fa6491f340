"""The careers site as an anonymous visitor meets it."""

import gzip
import json
import re
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
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
from ats.queries import careers
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


@pytest.mark.requirement("SR-3.2")
def test_the_feed_is_xml_whatever_people_write(client, post):
    post.job.description = "Cranes & docks <b>\x0b\ufffe\uffff</b> ]]>"
    post.job.save()
    entry = ElementTree.fromstring(client.get(reverse("careers_feed")).content).find("job")
    assert entry.findtext("title") == "Dock Planner"
    assert entry.findtext("description") == "Cranes & docks <b></b> ]]>"
    assert entry.findtext("url").endswith("/careers/dock-planner/")


@pytest.mark.requirement("SR-3.2")
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


def shown(client, query=""):
    page = client.get(f"/careers/{query}")
    boxes = {each.name: {facet.value: facet.count for facet in each.facets} for each in page.context["found"].filters}
    return [post.title for post in page.context["found"].posts], boxes


@pytest.fixture
def three_jobs():
    lisbon, oslo = LocationFactory(name="Lisbon"), LocationFactory(name="Oslo")
    facts = {
        "Crane Driver": {
            "employment_type": "full_time",
            "remote_policy": "on_site",
            "level": "3",
            "locations": [lisbon],
        },
        "Data Analyst": {"employment_type": "part_time", "remote_policy": "hybrid", "level": "4", "locations": [oslo]},
        "Engineer": {
            "employment_type": "full_time",
            "remote_policy": "remote",
            "level": "4",
            "locations": [lisbon, oslo],
        },
    }
    return [JobPostFactory(title=title, job=JobFactory(name=title, **each)) for title, each in facts.items()]


def test_boxes_count_what_they_would_show_beside_the_other_choices(client, three_jobs):
    titles, boxes = shown(client)
    assert sorted(titles) == ["Crane Driver", "Data Analyst", "Engineer"]
    assert boxes["type"] == {"full_time": 2, "part_time": 1}
    assert boxes["presence"] == {"on_site": 1, "hybrid": 1, "remote": 1}
    assert boxes["level"] == {"3": 1, "4": 2}
    titles, boxes = shown(client, "?type=full_time")
    assert sorted(titles) == ["Crane Driver", "Engineer"]
    assert boxes["type"] == {"full_time": 2, "part_time": 1}
    assert boxes["presence"] == {"on_site": 1, "hybrid": 0, "remote": 1}
    titles, boxes = shown(client, "?type=full_time&presence=remote&presence=hybrid&place=Oslo")
    assert titles == ["Engineer"]
    assert boxes["place"] == {"Lisbon": 1, "Oslo": 1}


def test_a_choice_that_fits_nothing_stays_to_be_taken_back(client, three_jobs):
    page = client.get("/careers/?level=3&presence=remote").content.decode()
    assert "No job fits this search." in page
    assert 'href="?level=3"' in page
    assert 'href="?presence=remote"' in page


def test_words_find_places_and_levels_too(client, three_jobs):
    assert sorted(shown(client, "?q=oslo")[0]) == ["Data Analyst", "Engineer"]
    assert shown(client, "?q=oslo+crane")[0] == []


def test_boxes_open_on_a_phone_by_a_link_that_keeps_the_search(client, three_jobs):
    closed = client.get("/careers/?q=e&type=full_time").content.decode()
    assert 'class="facets hide-s"' in closed
    assert 'href="?q=e&amp;type=full_time&amp;filters=1"' in closed
    opened = client.get("/careers/?q=e&type=full_time&filters=1").content.decode()
    assert 'class="facets"' in opened
    assert '<input type="hidden" name="filters" value="1">' in opened


def test_many_jobs_come_in_pages_and_ask_no_more(client, three_jobs, monkeypatch, django_assert_num_queries):
    client.get("/careers/")
    with CaptureQueriesContext(connection) as few:
        client.get("/careers/")
    for number in range(12):
        JobPostFactory(title=f"Post {number:02}", job=JobFactory(locations=[LocationFactory()], level=str(number)))
    with django_assert_num_queries(len(few)):
        client.get("/careers/")
    monkeypatch.setattr(careers, "SHOWN", 10)
    first = client.get("/careers/")
    assert len(first.context["found"].posts) == 10
    assert f"after={first.context['found'].posts[-1].pk}" in first.context["next_url"]
    second = client.get(f"/careers/{first.context['next_url']}")
    assert len(second.context["found"].posts) == 5
    assert not {post.pk for post in second.context["found"].posts} & {post.pk for post in first.context["found"].posts}


def test_the_list_stays_light_with_a_hundred_jobs(client, settings):
    for number in range(110):
        JobPostFactory(title=f"Senior Terminal Planner for Northern Ports {number:03}", job=JobFactory(level="4"))
    page = client.get("/careers/").content
    assert len(page) < 100_000
    assert len(gzip.compress(page)) < 20_000
