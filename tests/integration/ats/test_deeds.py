"""Every deed of the core leaves history with person and reason, an entry in the audit log, and an event."""

import inspect
from types import ModuleType

import pytest

from ats.actions import (
    application_fields,
    applications,
    bookings,
    candidates,
    company,
    duplicates,
    following,
    interviews,
    invitations,
    jobs,
    kits,
    merges,
    offers,
    ownership,
    people,
    referrals,
    scorecards,
    tasks,
)
from ats.kernel.audit.models import AuditEntry
from ats.kernel.outbox import StoredEvent
from tests.factories.ats import (
    AttachmentFactory,
    StoredFileFactory,
)
from tests.integration.ats.deeds import DEEDS, Stage, who

pytestmark = pytest.mark.django_db
ROOMS: dict[str, ModuleType] = {
    "application_fields": application_fields,
    "applications": applications,
    "bookings": bookings,
    "candidates": candidates,
    "kits": kits,
    "duplicates": duplicates,
    "following": following,
    "company": company,
    "interviews": interviews,
    "invitations": invitations,
    "jobs": jobs,
    "merges": merges,
    "offers": offers,
    "ownership": ownership,
    "people": people,
    "referrals": referrals,
    "scorecards": scorecards,
    "tasks": tasks,
}
ELSEWHERE = {
    "people.look_as": "changes no row; test_viewing_as",
    "people.look_away": "changes no row; test_viewing_as",
    "people.end_sessions": "sessions have no history; test_account",
    "people.end_session": "sessions have no history; test_account",
    "applications.set_stage": "a part of a move, whose event and entry milestones write",
    "applications.mark_rejected": "likewise",
    "applications.mark_withdrawn": "likewise",
    "applications.mark_active": "likewise",
    "duplicates.start_search": "work for the workers, about nobody in particular; it stands in the audit log",
    "duplicates.dismiss": "a pair is history by itself; its event and its entry are looked at in test_candidate_pages",
    "following.follow": "a reader's own wish, without history",
    "following.unfollow": "likewise",
}


def public_actions() -> set[str]:
    """Every public function of the core's actions that takes the moment of a deed and who does it, or nobody."""
    found = {
        f"{room}.{name}"
        for room, module in ROOMS.items()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_")
        and function.__module__.startswith(module.__name__)
        and {"by", "at"} <= set(inspect.signature(function).parameters)
    }
    return found | {"offers.expire", "applications.receive"}


def test_every_public_action_is_walked():
    assert public_actions() == set(DEEDS) | set(ELSEWHERE)


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_a_deed_leaves_history_audit_and_event(name):
    deed, stage = DEEDS[name], Stage()
    made = deed.set_up(stage)
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in (AuditEntry, StoredEvent)}
    past = set(deed.rows.history.values_list("history_id", flat=True))
    deed.run(stage, made)
    actor = {stage.by.pk, stage.interviewer.pk, stage.desk.manager.pk} if deed.by else {None}
    entries = AuditEntry.objects.exclude(pk__in=before[AuditEntry]).filter(deed=deed.event, outcome="done")
    assert entries and {entry.actor_id for entry in entries} <= actor
    told = StoredEvent.objects.exclude(pk__in=before[StoredEvent]).filter(type=deed.event)
    assert bool(told) is deed.is_told
    assert {event.actor_id for event in told} <= actor
    rows = deed.rows.history.exclude(history_id__in=past)
    assert rows and all(row.history_change_reason for row in rows)
    assert {row.history_user_id for row in rows} <= actor


def test_the_second_copy_of_a_file_leaves_nothing():
    stage = Stage()
    attachment = AttachmentFactory()
    copy = StoredFileFactory(sha256=attachment.file.sha256)
    before = AuditEntry.objects.count()
    kept = candidates.attach(candidate=attachment.candidate, file=copy, **who(stage))
    assert (kept, AuditEntry.objects.count()) == (attachment, before)
