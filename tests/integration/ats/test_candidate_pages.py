"""SR-3.4 and PF-2.5 on the pages: editing, duplicates, merging and undoing, whose a candidate is, following, reminding."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ats.actions import candidates, duplicates, first_day, merges, ownership, tasks
from ats.kernel import pump
from ats.kernel.outbox import StoredEvent
from ats.models import Candidate, CandidateMerge, Follow, Note, OwnershipRequest, PairStatus, SourceTouch, Task
from tests.factories.ats import (
    ApplicationFactory,
    CandidateEmailFactory,
    CandidateFactory,
    JobFactory,
    SourceFactory,
    user_in_role,
)

pytestmark = pytest.mark.django_db
REASON = {"reason": "The person asked us."}


@pytest.fixture
def recruiter(at):
    first_day.prepare(at=at)
    return user_in_role("recruiter", first_name="Maya", last_name="Lindqvist")


@pytest.fixture
def second(recruiter):
    return user_in_role("recruiter", first_name="Anna", last_name="Ruiz")


@pytest.fixture
def desk(client, recruiter):
    client.force_login(recruiter)
    return client


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def points(emails=(), phones=()):
    body = {}
    for prefix, rows in (("emails", emails), ("phones", phones)):
        body |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, (value, kind) in enumerate(rows):
            body |= {f"{prefix}-{number}-value": value, f"{prefix}-{number}-type": kind}
    return body


def test_facts_lists_contacts_and_a_source_are_edited_on_one_page(desk, at):
    one = CandidateFactory(first_name="Ines", tags=["old"])
    CandidateEmailFactory(candidate=one, value="old@mail.example")
    first = SourceTouch.objects.create(candidate=one, source=SourceFactory(key="event"), at=at - timedelta(days=9))
    assert "old@mail.example" in text_of(page(desk, "candidate_edit", one.pk))
    body = {
        "first_name": "Inês",
        "last_name": "Ferreira",
        "time_zone": "Europe/Lisbon",
        "tags": "shortlisted, Referral, referral",
        "skills": "Go, PostgreSQL",
        "source": SourceFactory(key="github", name="GitHub, sourced").pk,
        **points([("ines@mail.example", "work")], [("+351 912 345 678", "personal")]),
    }
    assert desk.post(reverse("candidate_edit", args=[one.pk]), body).status_code == 303
    one.refresh_from_db()
    assert (one.name, one.time_zone, one.tags) == ("Inês Ferreira", "Europe/Lisbon", ["shortlisted", "Referral"])
    assert one.skills == ["Go", "PostgreSQL"]
    assert [(row.value, row.type) for row in one.email_addresses.all()] == [("ines@mail.example", "work")]
    assert [row.value for row in one.phone_numbers.all()] == ["+351912345678"]
    assert first in one.source_touches.all() and one.source_touches.count() == 2
    shown = text_of(page(desk, "candidate", one.pk))
    assert "GitHub, sourced" in shown and "PostgreSQL" in shown


def test_what_is_wrong_is_said_and_nothing_is_written(desk):
    one = CandidateFactory(first_name="Ines")
    answer = desk.post(reverse("candidate_edit", args=[one.pk]), {"first_name": "", **points([("no address", "work")])})
    assert answer.status_code == 422
    assert "Enter a valid email address" in text_of(answer) or "Enter an e-mail address" in text_of(answer)
    assert Candidate.objects.get(pk=one.pk).first_name == "Ines"


def test_who_may_not_see_contact_points_edits_none(client, recruiter):
    coordinator = user_in_role("coordinator")
    one = CandidateFactory()
    CandidateEmailFactory(candidate=one, value="old@mail.example")
    role = coordinator.role_assignments.get().role
    role.permissions = [value for value in role.permissions if value != "contact.view"]
    role.save()
    client.force_login(coordinator)
    assert "old@mail.example" not in text_of(page(client, "candidate_edit", one.pk))
    client.post(reverse("candidate_edit", args=[one.pk]), {"first_name": "Ines", **points()})
    assert one.email_addresses.count() == 1


@pytest.mark.requirement("SR-3.4")
def test_a_likely_duplicate_is_shown_compared_merged_and_undone(desk, recruiter, at):
    kept = candidates.add(first_name="Ines", last_name="Ferreira", email="a@mail.example", by=recruiter, at=at)
    gone = candidates.add(
        first_name="Inês", last_name="Ferreira", email="a@mail.example", title="Engineer", by=recruiter, at=at
    )
    pump.drain()
    assert "same e-mail address" in text_of(page(desk, "candidate", kept.pk))
    assert "Inês Ferreira" in text_of(page(desk, "duplicates"))
    compared = text_of(page(desk, "candidate_merge", kept.pk, **{"with": gone.pk}))
    assert "Engineer" in compared and "a@mail.example" in compared
    body = {"with": gone.pk, "take_name": "theirs", "reason": "Same address"}
    assert desk.post(reverse("candidate_merge", args=[kept.pk]), body).status_code == 303
    kept.refresh_from_db()
    assert (kept.name, kept.title) == ("Inês Ferreira", "Engineer")
    shown = text_of(page(desk, "candidate", kept.pk))
    assert "Undo the merge" in shown and "Maya Lindqvist merged them" in shown
    merge = CandidateMerge.objects.get()
    assert "stays with" in text_of(page(desk, "merge_undoing", merge.pk))
    assert desk.post(reverse("merge_undoing", args=[merge.pk]), {}).status_code == 303
    kept.refresh_from_db()
    assert (kept.name, kept.title) == ("Ines Ferreira", "")
    assert page(desk, "candidate", gone.pk).status_code == 200


@pytest.mark.requirement("SR-3.4")
def test_a_clash_is_shown_before_and_said_when_it_is_tried(desk):
    one = ApplicationFactory()
    other = ApplicationFactory(job=one.job)
    address = reverse("candidate_merge", args=[one.candidate_id])
    assert "active application for" in text_of(desk.get(address, {"with": other.candidate_id}))
    answer = desk.post(address, {"with": other.candidate_id})
    assert answer.status_code == 422 and "End one of the two first" in text_of(answer)


@pytest.mark.requirement("SR-3.4")
def test_two_people_are_remembered_and_the_search_is_started(desk, recruiter, at):
    for first in ("Ines", "Inês"):
        candidates.add(first_name=first, last_name="Ferreira", email="a@mail.example", by=recruiter, at=at)
    assert desk.post(reverse("duplicates_search")).status_code == 303
    assert "under way" in text_of(page(desk, "duplicates"))
    pump.drain()
    pair = page(desk, "duplicates").context["pairs"][0]
    desk.post(reverse("duplicate_dismissal", args=[pair.pk]))
    pair.refresh_from_db()
    assert (pair.status, pair.decided_by) == (PairStatus.DISMISSED, recruiter)
    assert "No record looks like another" in text_of(page(desk, "duplicates"))


@pytest.mark.requirement("SR-3.4")
def test_the_other_record_is_found_by_name(desk):
    one, other = CandidateFactory(), CandidateFactory(first_name="Oskar", last_name="Lind")
    assert f"with={other.pk}" in text_of(page(desk, "candidate_merge", one.pk, q="oskar"))


@pytest.mark.requirement("SR-3.4")
def test_a_merged_record_leads_to_the_one_that_stays_and_its_doors_are_shut(desk, recruiter, at):
    kept, gone = CandidateFactory(), CandidateFactory()
    merges.merge(candidate=gone, into=kept, by=recruiter, at=at)
    assert page(desk, "candidate", gone.pk).headers["Location"] == reverse("candidate", args=[kept.pk])
    assert page(desk, "candidate_edit", gone.pk).status_code == 404
    assert [row.candidate for row in page(desk, "candidates", view="all").context["rows"]] == [kept]


@pytest.mark.requirement("PF-2.5")
def test_the_second_recruiter_sees_the_owner_asks_and_is_given_the_candidate(client, recruiter, second, at):
    one = candidates.add(first_name="Ines", last_name="Ferreira", owner=recruiter, by=recruiter, at=at)
    client.force_login(second)
    shown = text_of(page(client, "candidate", one.pk))
    assert "Maya Lindqvist works with Ines" in shown and "locked until" in shown
    taken = client.post(reverse("candidate_owner", args=[one.pk]), {"owner": second.pk})
    assert taken.status_code == 409
    client.post(reverse("ownership_ask", args=[one.pk]), {"reason": "She answered my mail."})
    asked = OwnershipRequest.objects.get()
    assert client.post(reverse("ownership_answer", args=[asked.pk]), {"granted": "1"}).status_code == 403
    client.force_login(recruiter)
    assert "Anna Ruiz asks for Ines" in text_of(page(client, "candidate", one.pk))
    client.post(reverse("ownership_answer", args=[asked.pk]), {"granted": "1"})
    one.refresh_from_db()
    assert one.owner == second
    told = StoredEvent.objects.filter(subject_id=one.pk).values_list("type", flat=True)
    assert {"ownership.asked", "ownership.answered", "candidate.handed_over"} <= set(told)
    assert one.history.latest().history_user == recruiter


@pytest.mark.requirement("PF-2.5")
def test_a_no_is_disputed_once_and_an_administrator_decides(client, recruiter, second, at):
    one = candidates.add(first_name="Ines", last_name="Ferreira", owner=recruiter, by=recruiter, at=at)
    asked = ownership.ask(candidate=one, reason="Mine", by=second, at=at)
    ownership.answer(request=asked, granted=False, answer="I am on it", by=recruiter, at=at)
    client.force_login(second)
    assert "Dispute it" in text_of(page(client, "candidate_owner", one.pk))
    client.post(reverse("ownership_dispute", args=[asked.pk]), {"reason": "No word for weeks"})
    for person in (recruiter, second):
        client.force_login(person)
        assert client.post(reverse("ownership_answer", args=[asked.pk]), {"granted": "1"}).status_code == 403
    client.force_login(user_in_role("admin"))
    assert "disputes the no" in text_of(page(client, "candidate_owner", one.pk))
    assert client.post(reverse("ownership_answer", args=[asked.pk]), {"granted": ""}).status_code == 303
    with pytest.raises(ownership.OwnershipRefused):
        ownership.dispute(request=asked, reason="Again", by=second, at=at)
    one.refresh_from_db()
    assert one.owner == recruiter


def test_a_no_is_not_disputed_while_the_same_person_asks_again(client, recruiter, second, at):
    one = candidates.add(first_name="Ines", last_name="Ferreira", owner=recruiter, by=recruiter, at=at)
    refused = ownership.ask(candidate=one, reason="Mine", by=second, at=at)
    ownership.answer(request=refused, granted=False, by=recruiter, at=at)
    ownership.ask(candidate=one, reason="Still mine", by=second, at=at)
    client.force_login(second)
    answer = client.post(reverse("ownership_dispute", args=[refused.pk]), {"reason": "No word for weeks"})
    assert answer.status_code == 422 and "You have asked already" in text_of(answer)


@pytest.mark.requirement("PF-2.5")
def test_the_lock_follows_the_owner_s_last_activity_and_ends(recruiter, second, at):
    one = candidates.add(first_name="Ines", last_name="Ferreira", owner=recruiter, by=recruiter, at=at)
    later = at + timedelta(days=20)
    candidates.write_note(candidate=one, body="Called.", by=recruiter, at=later)
    with pytest.raises(ownership.policy.OwnedByAnother):
        ownership.hand_over(candidate=one, to=second, by=second, at=at + timedelta(days=49))
    ownership.hand_over(candidate=one, to=second, by=second, at=at + timedelta(days=51))
    second.is_active = False
    second.save()
    ownership.hand_over(candidate=one, to=recruiter, by=recruiter, at=at + timedelta(days=52))


@pytest.mark.requirement("PF-2.5")
def test_whose_a_candidate_is_stands_where_they_are_put_forward(client, recruiter, second, at):
    one = candidates.add(first_name="Ines", last_name="Ferreira", owner=recruiter, by=recruiter, at=at)
    job = JobFactory()
    client.force_login(second)
    assert "Maya Lindqvist works with them, locked until 20 December 2026" in text_of(
        page(client, "put_forward", one.pk)
    )
    address = reverse("put_forward", args=[one.pk])
    assert client.post(address, {"job": job.pk}).status_code == 303
    assert one.applications.get().job == job
    again = client.post(address, {"job": job.pk})
    assert again.status_code == 422 and "already has an active application" in text_of(again)


def test_do_not_contact_is_set_with_a_reason_shown_loudly_and_lifted(desk, recruiter):
    one = CandidateFactory()
    address = reverse("candidate_contact", args=[one.pk])
    assert desk.post(address, {"reason": ""}).status_code == 422
    desk.post(address, REASON)
    shown = text_of(page(desk, "candidate", one.pk))
    assert "The person asked us." in shown and "Maya Lindqvist, 20 Nov 2026" in shown
    desk.post(address, {"reason": "They wrote to us."})
    one.refresh_from_db()
    assert (one.do_not_contact, one.do_not_contact_reason) == (False, "")
    assert one.history.latest().history_change_reason == "Contact allowed again: They wrote to us."


def test_a_note_tells_those_whom_it_calls_and_who_may_see_the_candidate(desk, recruiter, second):
    one = CandidateFactory()
    user_in_role("interviewer", first_name="Ola", last_name="Berg")
    user_in_role("recruiter", first_name="Anna", last_name="Ruiz-Lopez")
    body = {"text": "@Anna Ruiz please call; @ola berg too, and @Nobody Here."}
    answer = desk.post(reverse("candidate_note", args=[one.pk]), body, follow=True)
    assert list(Note.objects.get().mentions.all()) == [second]
    written = StoredEvent.objects.get(type="note.written")
    assert written.data["mentioned"] == [str(second.pk)]
    assert "Ola Berg was not told" in text_of(answer)
    names = desk.get(reverse("candidate_mentionable", args=[one.pk]), {"q": "an"}).json()["names"]
    assert names == ["Anna Ruiz", "Anna Ruiz-Lopez"]


def test_following_and_a_reminder(desk, recruiter):
    application = ApplicationFactory()
    one = application.candidate
    desk.post(reverse("candidate_follow", args=[one.pk]))
    assert Follow.objects.get().user == recruiter and "Unfollow" in text_of(page(desk, "candidate", one.pk))
    desk.post(reverse("candidate_follow", args=[one.pk]), {"undo": "1"})
    assert not Follow.objects.exists()
    desk.post(reverse("candidate_reminder", args=[one.pk]), {"days": "3", "title": ""})
    task = Task.objects.get()
    assert (task.due_date, task.application, task.assigned_to) == (date(2026, 11, 23), application, recruiter)
    assert (
        one.name in task.title
        and tasks.complete(task=task, by=recruiter, at=application.applied_at).due_date is not None
    )


def test_the_list_is_narrowed_by_tag_skill_owner_and_source(desk, recruiter, second):
    made = {
        "tag": CandidateFactory(tags=["shortlisted"]),
        "skill": CandidateFactory(skills=["Go"]),
        "owner": CandidateFactory(owner=second),
    }
    touch = SourceTouch.objects.create(
        candidate=CandidateFactory(owner=recruiter), source=SourceFactory(key="event"), at=made["tag"].created_at
    )
    asked = {"tag": "shortlisted", "skill": "Go", "owner": str(second.pk), "source": str(touch.source_id)}
    for name, value in asked.items():
        rows = page(desk, "candidates", view="all", **{name: value}).context["rows"]
        assert [row.candidate for row in rows] == [made.get(name, touch.candidate)], name
    nobodys = page(desk, "candidates", view="all", owner="none").context["rows"]
    assert {row.candidate for row in nobodys} == {made["tag"], made["skill"]}
    assert not page(desk, "candidates", view="all", source="nonsense").context["rows"]


@pytest.mark.requirement("SR-3.4")
def test_a_decided_pair_is_not_decided_twice(desk, recruiter, at):
    with pytest.raises(duplicates.SearchRefused):
        for _ in range(2):
            duplicates.start_search(by=recruiter, at=at)
