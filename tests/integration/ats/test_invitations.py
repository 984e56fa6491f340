"""Colleagues come in by invitation: one link, which works once, for seven days, until it is sent again or taken back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ats.actions import first_day, invitations
from ats.kernel import access, clock, pump
from ats.kernel.access import Role
from ats.kernel.errors import NotAllowed
from ats.models import HiringTeamMember, Invitation, Job, User
from ats.permissions import CorePermission
from comms.models import Message
from tests.factories.ats import AT, DepartmentFactory, JobFactory, user_in_role, user_with

pytestmark = pytest.mark.django_db
COMING_IN = {
    "first_name": "Ines",
    "last_name": "Holm",
    "time_zone": "Europe/Copenhagen",
    "password": "a long enough sentence",
}


@pytest.fixture
def admin(client):
    first_day.prepare(at=AT)
    person = user_in_role("admin")
    client.force_login(person)
    return person


def invite(client, email="ines@harbour.example", roles=("recruiter",), **more):
    keys = [str(Role.objects.get(key=key).pk) for key in roles]
    return client.post("/people/invite/", {"email": email, "roles": keys, **more})


def letters():
    pump.drain()
    return [message.body_text for message in Message.objects.filter(purpose="invitation").order_by("created_at", "pk")]


def link_in(letter):
    return re.search(r"https?://\S+?(/join/\S+)", letter).group(1)


def test_an_invited_person_chooses_name_and_password_and_has_the_role(client, admin):
    job: Job = JobFactory()
    assert invite(client, job=str(job.pk), team_role="recruiter").status_code == 303
    person = User.objects.get(email="ines@harbour.example")
    assert not access.grants(person, "candidates.view")
    (letter,) = letters()
    assert admin.name in letter
    client.logout()
    link = link_in(letter)
    assert admin.name in client.get(link).content.decode()
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert client.post(link, COMING_IN)["Location"] == "/"
    person = User.objects.get(pk=person.pk)
    assert (person.name, person.time_zone) == ("Ines Holm", "Europe/Copenhagen")
    assert access.grants(person, "candidates.view")
    assert HiringTeamMember.objects.filter(job=job, user=person, role="recruiter").exists()
    assert client.get("/").context["user"] == person
    assert client.post(link, {**COMING_IN, "first_name": "Eve"}).status_code == 404


def test_the_link_of_the_first_letter_dies_with_the_second(client, admin):
    invite(client)
    row = Invitation.objects.get()
    (first,) = letters()
    assert client.post(f"/people/invitations/{row.pk}/resending/").status_code == 303
    _, second = letters()
    client.logout()
    assert client.get(link_in(first)).status_code == 404
    assert client.get(link_in(second)).status_code == 200


def test_a_link_dies_after_seven_days_and_with_its_invitation(client, admin, move_clock):
    invite(client)
    invite(client, email="old@harbour.example")
    taken_back, old = (link_in(letter) for letter in letters())
    row = Invitation.objects.get(user__email="ines@harbour.example")
    assert client.post(f"/people/invitations/{row.pk}/revocation/").status_code == 303
    client.logout()
    assert client.get(taken_back).status_code == 404
    assert not User.objects.get(email="ines@harbour.example").is_active
    assert client.get(old).status_code == 200
    move_clock(timedelta(days=7, minutes=1))
    assert "no longer works" in client.get(old).content.decode()
    assert client.get("/join/forged:token/").status_code == 404


def test_nobody_is_invited_twice_and_a_confined_role_needs_its_department(client, admin):
    assert invite(client, email=admin.email.upper()).status_code == 422
    page = invite(client, roles=("unitadmin",))
    assert "confined to a department" in page.content.decode()
    assert invite(client, roles=("unitadmin",), department=str(DepartmentFactory().pk)).status_code == 303


def test_only_who_looks_after_people_invites(client, admin):
    client.force_login(user_in_role("recruiter"))
    assert invite(client).status_code == 403
    assert client.get("/people/").status_code == 403
    with pytest.raises(NotAllowed):
        invitations.invite(email="a@b.example", roles=[], by=user_in_role("manager"), at=clock.now())


def test_who_reads_messages_doesnt_get_the_link(client, admin):
    invite(client)
    letters()
    assert "/join/…" in Message.objects.get(purpose="invitation").text_for_colleagues


class TestForgottenPassword:
    def test_the_answer_to_a_stranger_costs_the_same_queries(self, client, admin):
        client.logout()

        def queries(email):
            with CaptureQueriesContext(connection) as counted:
                answer = client.post("/accounts/password/reset/", {"email": email})
            assert answer.status_code == 302
            return [re.sub(r"_x\d+|'[^']*'", "?", query["sql"])[:60] for query in counted]

        assert queries(admin.email) == queries("stranger@nowhere.example")

    def test_somebody_invited_can_not_come_in_by_it(self, client, admin):
        invite(client)
        client.logout()
        client.post("/accounts/password/reset/", {"email": "ines@harbour.example"})
        pump.drain()
        assert not Message.objects.filter(purpose="password_reset").exists()


@pytest.mark.parametrize("might", ["people.view_as", "audit.view", "approvals.override", "admin.configure"])
def test_who_may_only_invite_gives_no_role_that_rules_over_others(client, admin, might):
    Role.objects.create(key="mighty", name="Mighty", permissions=[might], default_scope="all")
    client.force_login(user_with(CorePermission.PEOPLE_MANAGE))
    refused = invite(client, roles=("mighty",))
    assert refused.status_code == 422 and "Only an administrator" in refused.content.decode()
    assert not Invitation.objects.exists()
    assert invite(client, roles=("recruiter",)).status_code == 303
    client.force_login(admin)
    assert invite(client, email="jon@harbour.example", roles=("mighty",)).status_code == 303
