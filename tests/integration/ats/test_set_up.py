"""An empty installation has one page: set up once, by exactly one administrator, closed for ever afterwards."""

import threading

import pytest
from django.core import mail
from django.db import connection

from ats.actions import company as actions
from ats.kernel import access, clock
from ats.kernel.errors import Stale
from ats.models import Company, User
from ats.policies import branding
from ats.queries import company
from tests.factories.ats import UserFactory, user_in_role

FILLED = {
    "name": "Harbour & Sons",
    "time_zone": "Europe/Copenhagen",
    "language": "en",
    "first_name": "Ines",
    "last_name": "Holm",
    "email": "ines@harbour.example",
    "password": "a long enough sentence",
}


@pytest.fixture(autouse=True)
def empty(settings):
    settings.SET_UP_PAGE = True
    company.forget_set_up()
    yield
    company.forget_set_up()


@pytest.mark.django_db
def test_nothing_else_is_reachable_meanwhile(client):
    for path in ("/", "/careers/", "/accounts/login/", "/admin/", "/people/", "/join/x/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/set-up/"), path
    assert client.get("/api/v1/jobs/").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/set-up/").status_code == 200


@pytest.mark.django_db
def test_the_page_founds_the_company_and_signs_its_administrator_in(client):
    assert client.post("/set-up/", FILLED)["Location"] == "/"
    (person,) = User.objects.all()
    assert access.allows(person, access.KernelPermission.ADMIN_CONFIGURE)
    assert person.check_password(FILLED["password"])
    assert company.identity().name == "Harbour & Sons"
    page = client.get("/", follow=True)
    assert page.status_code == 200
    assert page.context["user"] == person
    assert client.get("/set-up/").status_code == 404
    assert client.post("/set-up/", {**FILLED, "email": "thief@evil.example"}).status_code == 404
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_easy_password_is_refused_in_words(client):
    answer = client.post("/set-up/", {**FILLED, "password": "password1234"})
    assert answer.status_code == 422
    assert "too common" in answer.content.decode()
    assert not User.objects.exists()
    assert not Company.objects.exists()


@pytest.mark.django_db
def test_the_test_message_really_goes_out(client):
    page = client.post("/set-up/", {**FILLED, "then": "test_mail"})
    assert "took the message" in page.content.decode()
    assert [letter.to for letter in mail.outbox] == [["ines@harbour.example"]]
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_said(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = client.post("/set-up/", {**FILLED, "then": "test_mail"}).content.decode()
    assert "did not take the message" in page


@pytest.mark.django_db
def test_where_people_are_there_already_the_page_is_not(client):
    UserFactory()
    assert client.get("/set-up/").status_code == 404
    assert client.get("/careers/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_race_makes_exactly_one_administrator():
    outcomes: list[str] = []
    start = threading.Barrier(8)

    def found(number: int) -> None:
        try:
            start.wait()
            actions.set_up(at=clock.now(), **{**FILLED, "email": f"admin{number}@harbour.example"})
            outcomes.append("made")
        except Stale:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=found, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made"] + ["refused"] * 7
    assert User.objects.count() == 1


@pytest.mark.django_db
class TestLooks:
    def test_a_colour_on_which_nobody_could_read_is_refused(self, client):
        client.force_login(_in_role("admin"))
        page = client.post("/company/", _looks(accent="#ffe066"))
        assert page.status_code == 422
        assert "Choose a darker colour" in page.content.decode()
        assert not Company.objects.exists()

    def test_name_and_colour_are_on_every_page(self, client):
        client.force_login(_in_role("admin"))
        assert client.post("/company/", _looks(accent="#0B6B57", careers_title="Sail with us")).status_code == 303
        careers = client.get("/careers/").content.decode()
        assert "Sail with us" in careers
        assert "Harbour &amp; Sons" in careers
        href = f"/branding.css?v={company.identity().key}"
        assert href in careers
        assert href in client.get("/").content.decode()
        sheet = client.get(href)
        assert "#0b6b57" in sheet.content.decode()
        assert "immutable" in sheet["Cache-Control"]

    def test_every_shade_can_be_read(self):
        for accent in ("#0b6b57", "#8a1538", "#1a1a1a", "#3a50c8", "#b3261e", "#000000"):
            branding.check(accent)
            on_dark = branding.read(branding.on_dark(accent))
            assert branding.contrast(on_dark, (22, 26, 33)) >= 4.5
            soft = branding.read(branding.mixed(accent, (255, 255, 255), 0.1))
            assert branding.contrast(branding.read(branding.darker(accent)), soft) >= 4.5

    def test_a_recruiter_changes_nothing(self, client):
        client.force_login(_in_role("recruiter"))
        assert client.post("/company/", _looks()).status_code == 403


def _looks(**more: str) -> dict[str, str]:
    return {"name": "Harbour & Sons", "time_zone": "Europe/Copenhagen", "language": "en", **more}


def _in_role(key: str) -> User:
    access.seed_roles()
    return user_in_role(key)
