"""Notes and files of one application stay with its hiring team, also where another team knows the same person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ats.actions import candidates
from ats.kernel import clock, files, pump
from ats.kernel.access import seed_roles
from ats.kernel.notices.models import Notice
from ats.models import Attachment, Note, TeamRole
from tests.factories.ats import ApplicationFactory, HiringTeamMemberFactory, user_in_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    seed_roles()
    return ApplicationFactory()


@pytest.fixture
def theirs(mine):
    """The same person, applying for another team's job."""
    return ApplicationFactory(candidate=mine.candidate)


@pytest.fixture
def manager(mine):
    user = user_in_role("manager")
    HiringTeamMemberFactory(job=mine.job, user=user, role=TeamRole.HIRING_MANAGER)
    return user


def note(application, body, candidate=None):
    return candidates.write_note(
        candidate=candidate or application.candidate,
        application=application,
        body=body,
        by=user_in_role("recruiter"),
        at=clock.now(),
    )


def attach(application, name, candidate=None):
    at = clock.now()
    file = files.store(upload=SimpleUploadedFile(name, name.encode()), by=None, at=at)
    return candidates.attach(
        candidate=candidate or application.candidate, application=application, file=file, by=None, at=at
    )


@pytest.fixture
def told(mine, theirs):
    """What hangs on each application and on the person: three notes and three files."""
    person = mine.candidate
    notes = [note(mine, "Ours"), note(theirs, "Secret of theirs"), note(None, "Of the person", person)]
    kept = [attach(mine, "ours.txt"), attach(theirs, "theirs.txt"), attach(None, "person.txt", person)]
    return notes, kept


def test_the_query_leaves_out_what_belongs_to_another_team(told, manager):
    notes, kept = told
    assert set(Note.objects.visible_to(manager)) == {notes[0], notes[2]}
    assert set(Attachment.objects.visible_to(manager)) == {kept[0], kept[2]}
    assert Note.objects.visible_to(user_in_role("recruiter")).count() == 3


def test_rest_and_page_show_no_more(client, told, manager, mine):
    notes, kept = told
    client.force_login(manager)
    of_person = f"/api/v1/candidates/{mine.candidate.pk}"
    for part, rows in (("notes", notes), ("attachments", kept)):
        shown = client.get(f"{of_person}/{part}/").json()["results"]
        assert {row["id"] for row in shown} == {str(rows[0].pk), str(rows[2].pk)}
    for row, status in ((kept[0], 200), (kept[1], 404), (kept[2], 200)):
        assert client.get(f"{of_person}/attachments/{row.pk}/").status_code == status
    said = client.get(f"{of_person}/timeline/").content.decode()
    page = client.get(reverse("candidate", args=[mine.candidate.pk]), {"history": "all"}).content.decode()
    for text in (said, page):
        assert "Ours" in text and "Of the person" in text and "person.txt" in text
        assert "Secret of theirs" not in text and "theirs.txt" not in text


def test_whoever_may_not_read_a_note_is_not_told_that_it_names_them(client, manager, mine, theirs):
    """The other team's manager sees the person, by the application of their own team, but not what is noted on this one."""
    named = f"@{manager.name}, have you met them?"
    assert list(note(None, named, mine.candidate).mentions.all()) == [manager]
    assert list(note(mine, named).mentions.all()) == [manager]
    assert not note(theirs, named).mentions.exists()
    pump.drain()
    assert Notice.objects.of(manager).count() == 2
    client.force_login(user_in_role("recruiter"))
    form = {"text": named, "application": theirs.pk}
    answer = client.post(reverse("candidate_note", args=[mine.candidate.pk]), form, follow=True)
    assert f"{manager.name} was not told" in answer.content.decode()


def test_an_address_that_begins_like_another_names_its_owner_only(mine):
    user_in_role("recruiter", first_name="Bartholomew-Alexander", last_name="Longname", email="bo@work.example")
    meant = user_in_role("recruiter", first_name="Bo", last_name="Berg", email="bo@work.example.org")
    assert list(note(mine, "Ask @bo@work.example.org").mentions.all()) == [meant]


def test_of_two_with_one_name_both_are_meant(mine):
    both = {user_in_role("recruiter", first_name="Ana", last_name="Sousa") for _ in range(2)}
    assert set(note(mine, "Ask @Ana Sousa.").mentions.all()) == both
