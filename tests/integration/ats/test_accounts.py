"""Accounts are the administrator's: nobody changes their address, and no mail carries a host from the request."""

import re

import pytest
from django.core import mail

from ats.actions import first_day
from ats.kernel import pump
from comms.models import Message
from tests.factories.ats import AT, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "confirm-email/x/", "login/code/confirm/", "phone/change/"]
)
def test_the_librarys_other_pages_are_not_there(client, path):
    client.force_login(UserFactory())
    assert client.get(f"/accounts/{path}").status_code == 404
    answer = client.post(f"/accounts/{path}", {"action_add": "", "email": "thief@evil.example"})
    assert answer.status_code in {404, 405}
    assert mail.outbox == []


def test_a_password_is_chosen_by_a_link_on_our_own_address(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    first_day.prepare(at=AT)
    user = UserFactory(email="maya@example.org")
    client.post("/accounts/password/reset/", {"email": user.email}, headers={"Host": "evil.example:31337"})
    assert mail.outbox == []
    pump.drain()
    letter = Message.objects.get(purpose="password_reset")
    assert letter.to_address == "maya@example.org"
    assert "evil" not in letter.body_text + letter.subject
    assert "password/reset/key/…" in letter.text_for_colleagues
    link = re.search(rf"{re.escape(settings.BASE_URL)}(/\S+)", letter.body_text).group(1)
    page = client.get(link, follow=True)
    assert page.status_code == 200
    words = {"password1": "a long new passphrase", "password2": "a long new passphrase"}
    client.post(page.redirect_chain[-1][0], words)
    user.refresh_from_db()
    assert user.check_password("a long new passphrase")


def test_strangers_get_no_mail(client):
    first_day.prepare(at=AT)
    assert client.post("/accounts/password/reset/", {"email": "nobody@example.org"}).status_code == 302
    pump.drain()
    assert mail.outbox == []
    assert not Message.objects.exists()
