"""Whose language a page speaks: the reader's own, else the browser's; programs get English, whoever they work for."""

import json
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import translation

from ats.kernel.access import seed_roles
from ats.kernel.api import keys
from ats.kernel.notices import reading
from ats.kernel.notices.models import Notice
from ats.models import User
from tests.factories.ats import AT, JobFactory, JobPostFactory, user_in_role

pytestmark = pytest.mark.django_db
GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.fixture
def recruiter(client):
    seed_roles()
    person = user_in_role("recruiter")
    client.force_login(person, backend="ats.accounts.Colleagues")
    return person


def language_of(answer):
    text = answer.content.decode()
    assert answer.headers["Content-Language"] in text[: text.index("<head>")]
    return answer.headers["Content-Language"]


def test_a_visitor_is_spoken_to_as_the_browser_asks(client):
    assert language_of(client.get("/careers/")) == "en"
    answer = client.get("/careers/", **GERMAN)
    assert language_of(answer) == "de"
    assert "Accept-Language" in answer.headers["Vary"]
    assert language_of(client.get("/careers/", HTTP_ACCEPT_LANGUAGE="fr")) == "en"
    assert translation.get_language() == "en"  # nothing stays active behind a request


def test_a_visitor_can_choose_without_scripts_and_comes_back(client):
    answer = client.post("/language/", {"language": "de", "next": "/careers/privacy/"})
    assert (answer.status_code, answer["Location"]) == (303, "/careers/privacy/")
    assert language_of(client.get("/careers/")) == "de"
    client.post("/language/", {"language": "en"})
    assert language_of(client.get("/careers/", **GERMAN)) == "en"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_away(client, wanted):
    assert client.post("/language/", {"language": "de", "next": wanted})["Location"] == "/"


def test_a_language_that_is_not_spoken_changes_nothing(client, recruiter):
    answer = client.post("/language/", {"language": "tlh"})
    assert answer.status_code == 303 and "language" not in answer.cookies
    assert User.objects.get(pk=recruiter.pk).language == ""
    assert client.get("/language/").status_code == 405


def test_signed_in_people_read_in_their_own_language_in_the_administration_too(client, recruiter):
    User.objects.filter(pk=recruiter.pk).update(language="de", is_staff=True)
    for path in ("/", "/account/", "/careers/", "/admin/"):
        assert language_of(client.get(path, HTTP_ACCEPT_LANGUAGE="en")) == "de", path
    User.objects.filter(pk=recruiter.pk).update(language="en")
    assert language_of(client.get("/", **GERMAN)) == "en"
    User.objects.filter(pk=recruiter.pk).update(language="")
    assert language_of(client.get("/", **GERMAN)) == "de"


def test_the_choice_is_kept_in_the_profile_with_its_history(client, recruiter):
    client.post("/language/", {"language": "de"})
    row = recruiter.history.first()
    assert (row.language, row.history_user_id, row.history_change_reason) == ("de", recruiter.pk, "Chose a language")
    form = {"first_name": "A", "last_name": "B", "title": "", "time_zone": "Europe/Lisbon", "language": ""}
    assert client.post("/account/", form).status_code in {302, 303}
    assert User.objects.get(pk=recruiter.pk).language == ""


def test_programs_get_english(client, recruiter):
    User.objects.filter(pk=recruiter.pk).update(language="de")
    for answer in (
        client.get("/api/v1/jobs/00000000-0000-0000-0000-000000000000/", **GERMAN),
        client.post("/api/v1/jobs/", "{}", content_type="application/json", **GERMAN),
    ):
        assert answer.headers["Content-Language"] == "en"
        told = json.loads(answer.content)
        assert "title" in told and "Nicht" not in told["title"]


def test_a_key_of_somebody_who_reads_german_gets_english_too():
    seed_roles()
    user = user_in_role("integrator", is_service=True, language="de", email="hris@work.example")
    _key, token = keys.create(name="HRIS", user=user, scopes=())
    caller = Client(headers={"Authorization": f"Bearer {token}"}, **GERMAN)
    post = JobPostFactory(job=JobFactory())
    person = {"first_name": "A", "last_name": "B", "email": user.email, "relation": "other", "reason": "Good."}
    as_json = {"content_type": "application/json"}
    for answer, words in (
        (caller.post("/api/v1/referrals/", {**person, "job": str(post.job_id)}, **as_json), "This is your own address"),
        (caller.post("/api/v1/referrals/", {"email": "x"}, **as_json), "Enter an e-mail address"),
        (caller.post("/api/v1/referrals/", {}, **as_json), "This field is required"),
        (Client(**GERMAN).get("/api/v1/jobs/"), "Authentication credentials"),
    ):
        assert answer.status_code >= 400
        assert answer.headers["Content-Language"] == "en"
        assert words in answer.content.decode()


@pytest.mark.parametrize(
    "header",
    [
        "de" + "-x" * 400,
        "x" * 5000,
        "*",
        ";q=1",
        "de;q=nan",
        "de;q=1e999",
        "\xff\xfe",
        "{x}",
        "%s",
        "en-" * 2000,
        "de,,;;q=",
    ],
)
def test_no_wish_for_a_language_breaks_a_page(client, header):
    for answer in (
        client.get("/careers/", HTTP_ACCEPT_LANGUAGE=header),
        client.get("/careers/", HTTP_COOKIE=f"language={header}"),
        client.post("/language/", {"language": header, "next": header}),
    ):
        assert answer.status_code in {200, 303}
        assert not urlsplit(answer.headers.get("Location", "/")).netloc
        assert answer.headers["Content-Language"] in {"en", "de"}
    assert translation.get_language() == "en"


def test_dates_and_pages_of_refusals_follow_too(client, recruiter):
    User.objects.filter(pk=recruiter.pk).update(language="de")
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert language_of(answer) == "de"


def test_a_notice_speaks_its_readers_language_where_a_worker_writes_it(recruiter):
    recruiter.language = "de"
    notice = Notice.objects.create(
        user=recruiter, kind="gone", subject_type="x", subject_id=recruiter.pk, event_id=recruiter.pk, created_at=AT
    )
    (told,) = reading.worded([notice], recruiter)
    with translation.override("de"):
        assert told.text == str(reading.UNSEEN.text)
    assert told.text == "Etwas, das Sie nicht mehr sehen können."
    assert translation.get_language() == "en"
