"""Whose language a page speaks: the reader's own, else the browser's; programs get English, whoever they work for."""

import json

import pytest
from django.utils import translation

from ats.kernel.access import seed_roles
from ats.kernel.notices import reading
from ats.kernel.notices.models import Notice
from ats.models import User
from tests.factories.ats import AT, user_in_role

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
    assert translation.get_language() == "en"
