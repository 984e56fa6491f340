"""One's own account: profile, second factors, browsers, notifications."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from ats.kernel.access import Role, seed_roles
from ats.kernel.notices.models import NoticePreference
from tests.factories.ats import UserFactory, user_in_role

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"


@pytest.fixture
def maya(client):
    seed_roles()
    person = user_in_role("recruiter", email="maya@example.org", time_zone="Europe/Lisbon")
    person.set_password(PASSWORD)
    person.save()
    assert signed_in(client, person)["Location"] == "/"
    return person


def signed_in(client, person):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def code(secret):
    """What an authenticator app shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(client):
    asked = client.get("/accounts/2fa/totp/activate/")["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    assert client.post(asked, {"password": "not mine at all"}).status_code == 200
    page = client.post(asked, {"password": PASSWORD}, follow=True).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page).group(1)
    assert client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    return secret


def test_the_profile_is_kept_with_history(client, maya):
    given = {"first_name": "Maja", "last_name": "Lind", "title": "Lead", "time_zone": "Europe/Berlin", "language": "en"}
    assert client.post("/account/", given).status_code == 303
    maya.refresh_from_db()
    assert (maya.name, maya.time_zone) == ("Maja Lind", "Europe/Berlin")
    latest = maya.history.first()
    assert (latest.history_user, latest.history_change_reason) == (maya, "Profile changed")
    assert client.post("/account/", {**given, "time_zone": "Mars/Base"}).status_code == 422


def test_an_authenticator_app_is_asked_for_at_the_next_sign_in(client, maya):
    secret = with_app(client)
    stored = Authenticator.objects.get(user=maya, type="totp").data["secret"]
    assert secret not in stored
    assert "Switch off" in client.get("/account/").content.decode()
    other = Client()
    assert signed_in(other, maya)["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/candidates/").status_code == 302
    page = other.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert page.status_code == 200
    assert "Incorrect code" in page.content.decode()


def test_the_right_code_and_a_recovery_code_let_in(client, maya):
    secret = with_app(client)
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", page)
    assert len(codes) == 10
    other = Client()
    signed_in(other, maya)
    assert other.post("/accounts/2fa/authenticate/", {"code": code(secret)}).status_code in {200, 302}
    third = Client()
    signed_in(third, maya)
    assert third.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/"
    assert third.get("/candidates/").status_code == 200
    fourth = Client()
    signed_in(fourth, maya)
    assert fourth.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 200


def test_a_role_can_ask_for_a_second_factor_before_anything_else(client, maya):
    role = Role.objects.get(key="recruiter")
    role.needs_second_factor = True
    role.save()
    assert client.get("/candidates/")["Location"] == "/account/?needed=1"
    assert client.get("/api/v1/jobs/").status_code == 403
    assert "Set up a second factor first" in client.get("/account/?needed=1").content.decode()
    with_app(client)
    assert client.get("/candidates/").status_code == 200
    assert client.get("/api/v1/jobs/").status_code == 200


def test_other_browsers_are_listed_and_signed_out(client, maya):
    other = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    signed_in(other, maya)
    assert other.get("/candidates/").status_code == 200
    page = client.get("/account/").content.decode()
    assert "Firefox on Windows" in page
    assert "This browser" in page
    (row,) = maya.usersession_set.filter(user_agent__contains="Firefox")
    assert client.post(f"/account/sessions/{row.pk}/end/").status_code == 303
    assert other.get("/candidates/").status_code == 302
    signed_in(other, maya)
    client.post("/account/sessions/end/")
    assert other.get("/candidates/").status_code == 302
    assert client.get("/candidates/").status_code == 200


def test_somebody_elses_browser_is_nobodys_business(client, maya):
    other = UserFactory(email="jon@example.org")
    other.set_password(PASSWORD)
    other.save()
    theirs = Client()
    signed_in(theirs, other)
    row = other.usersession_set.get()
    assert client.post(f"/account/sessions/{row.pk}/end/").status_code == 404
    assert other.usersession_set.exists()


def test_notifications_are_chosen_by_kind(client, maya):
    page = client.get("/account/")
    chosen = {name: field.initial for name, field in page.context["notices_form"].fields.items()}
    assert chosen["application.received"] == "digest"
    answer = client.post("/account/notifications/", {**chosen, "task.assigned": "mail"})
    assert answer.status_code == 303
    assert NoticePreference.objects.get(user=maya, kind="task.assigned").way == "mail"
    refused = client.post("/account/notifications/", {**chosen, "approval.asked": "digest"})
    assert refused.status_code == 422
