"""Approvals by themselves: order, quorum, conditions, delegation, override, due times, and who may not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ats.kernel import approvals
from ats.kernel.access import KernelPermission
from ats.kernel.approvals import lists
from ats.kernel.approvals.chain import chain
from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Approver, Decision, RequestStatus, StepStatus
from ats.kernel.audit.models import AuditEntry
from ats.kernel.errors import NotAllowed, Stale
from ats.kernel.models import Event, Timer
from ats.kernel.timers import firing
from ats.models import Department
from tests.factories.ats import DepartmentFactory, UserFactory, user_with
from tests.factories.decisions import flow

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing(monkeypatch):
    """A department stands in for a subject; `decided` collects what `on_decided` was told, `asked` who is."""
    row = DepartmentFactory()
    row.decided, row.asked = [], {"first": [UserFactory(), UserFactory()], "second": [UserFactory()]}

    def on_decided(found, *, request, by, at):
        row.decided.append((request.status, request.decision, by))

    known = {**approvals.registry._subjects}, {**approvals.registry._resolvers}
    approvals.subject(
        key="thing",
        model=Department,
        title=str,
        facts=lambda found, user: "",
        url=lambda found: "/",
        on_decided=on_decided,
        values=lambda found: {},
        visible_to=lambda user: Department.objects.all(),
    )
    for key in row.asked:
        approvals.resolver(key, key.capitalize(), lambda found, key=key: row.asked[key])
    yield row
    approvals.registry._subjects, approvals.registry._resolvers = known


@pytest.fixture
def asker():
    return UserFactory()


def ask(thing, asker, at, *steps):
    flow("thing", *steps)
    return approvals.request(flow="thing", subject_type="thing", subject_id=thing.pk, version=1, by=asker, at=at)


def decide(request, by, at, decision="approve", step=None, note="Because"):
    return approvals.decide(request=request, by=by, decision=decision, at=at, expected_step=step, note=note)


def test_steps_are_asked_in_order(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "first"}, {"resolver": "second"})
    assert [step.status for step in request.steps.all()] == [StepStatus.PENDING, StepStatus.WAITING]
    with pytest.raises(NotAllowed):
        decide(request, thing.asked["second"][0], at)
    decide(request, thing.asked["first"][0], at)
    assert not thing.decided
    decide(request, thing.asked["second"][0], at)
    assert thing.decided == [(RequestStatus.APPROVED, Decision.APPROVE, thing.asked["second"][0])]


def test_quorum_counts_parallel_approvers(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "first", "quorum": 2})
    one, other = thing.asked["first"]
    decide(request, one, at)
    with pytest.raises(Stale, match="already"):
        decide(request, one, at)
    assert not thing.decided
    decide(request, other, at)
    assert len(thing.decided) == 1


def test_one_no_ends_it_for_all(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "first", "quorum": 2}, {"resolver": "second"})
    decide(request, thing.asked["first"][0], at, decision="reject")
    assert thing.decided[0][:2] == (RequestStatus.REJECTED, Decision.REJECT)
    with pytest.raises(Stale):
        decide(request, thing.asked["first"][1], at)
    assert list(request.steps.values_list("status", flat=True)) == [StepStatus.REJECTED, StepStatus.CANCELLED]


def test_a_no_needs_its_reason(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "first"})
    with pytest.raises(approvals.decisions.NoteMissing):
        decide(request, thing.asked["first"][0], at, decision="request_changes", note=" ")


def test_nobody_decides_what_they_asked_for(thing, at):
    asker = thing.asked["first"][0]
    request = ask(thing, asker, at, {"resolver": "first"})
    assert not Approver.objects.filter(user=asker).exists()
    with pytest.raises(NotAllowed, match="somebody else"):
        decide(request, asker, at)


def test_when_nobody_is_left_the_request_says_so(thing, at):
    asker = thing.asked["second"][0]
    request = ask(thing, asker, at, {"resolver": "second"})
    assert "Nobody can decide this step" in request.steps.get().problem
    assert chain(request, asker)[1].state == "bad"


def test_page_that_showed_an_earlier_step_is_stale(thing, asker, at):
    both = thing.asked["first"][0]
    thing.asked["second"] = [both]
    request = ask(thing, asker, at, {"resolver": "first"}, {"resolver": "second"})
    decide(request, both, at, step=1)
    with pytest.raises(Stale) as refusal:
        decide(request, both, at, step=1)
    assert refusal.value.details["current"] == {"status": "pending", "step": 2}


def test_delegate_decides_until_the_time_is_over(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "second"})
    away, stand_in = thing.asked["second"][0], UserFactory()
    approvals.delegate(request=request, by=away, to=stand_in, at=at, until=at + timedelta(days=1), reason="On leave")
    with pytest.raises(NotAllowed):
        decide(request, stand_in, at + timedelta(days=2))
    decide(request, stand_in, at + timedelta(hours=3))
    seat = Approver.objects.get(step__request=request)
    assert (seat.decided_by, seat.delegated_from) == (stand_in, away)


def test_lender_may_still_decide(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "second"})
    away, stand_in = thing.asked["second"][0], UserFactory()
    approvals.delegate(request=request, by=away, to=stand_in, at=at, reason="On leave")
    decide(request, away, at)
    with pytest.raises(Stale):
        decide(request, stand_in, at)


def test_seat_is_not_lent_to_the_person_who_asked(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "second"})
    with pytest.raises(approvals.delegation.CannotDelegate, match="asked for this"):
        approvals.delegate(request=request, by=thing.asked["second"][0], to=asker, at=at, reason="Quick")


def test_override_is_marked_and_needs_right_and_reason(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "first"}, {"resolver": "second"})
    admin = user_with(KernelPermission.APPROVALS_OVERRIDE)
    with pytest.raises(NotAllowed):
        approvals.override(request=request, by=UserFactory(), decision="approve", reason="Stuck", at=at)
    with pytest.raises(approvals.decisions.NoteMissing):
        approvals.override(request=request, by=admin, decision="approve", reason=" ", at=at)
    approvals.override(request=request, by=admin, decision="approve", reason="Stuck since Monday", at=at)
    request.refresh_from_db()
    assert (request.status, request.overridden_by) == (RequestStatus.APPROVED, admin)
    assert chain(request, admin)[-1].title == "Override by You"
    assert Event.objects.get(type="approval.decided").data["overridden"] is True


def test_asker_cannot_override_their_own_request(thing, at):
    admin = user_with(KernelPermission.APPROVALS_OVERRIDE)
    request = ask(thing, admin, at, {"resolver": "first"})
    with pytest.raises(NotAllowed, match="somebody else"):
        approvals.override(request=request, by=admin, decision="approve", reason="Mine", at=at)


def test_due_step_reminds_each_open_approver_once(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "first", "quorum": 2, "due_minutes": 60})
    decide(request, thing.asked["first"][0], at)
    due = request.steps.get().due_at
    firing.run(due)
    firing.run(due + timedelta(days=1))
    reminded = Event.objects.filter(type="approval.due")
    assert [event.data["approver_id"] for event in reminded] == [str(thing.asked["first"][1].pk)]


def test_decided_step_reminds_nobody(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "second", "due_minutes": 60})
    decide(request, thing.asked["second"][0], at)
    assert set(Timer.objects.values_list("state", flat=True)) == {"cancelled"}


def test_request_with_nothing_to_ask_is_approved_at_once(thing, asker, at):
    never = {"any": []}
    request = ask(thing, asker, at, {"resolver": "first", "condition": never})
    request.refresh_from_db()
    assert request.status == RequestStatus.APPROVED
    assert thing.decided


def test_decisions_and_refused_attempts_are_logged(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "second"})
    stranger, approver = UserFactory(), thing.asked["second"][0]
    with pytest.raises(NotAllowed):
        decide(request, stranger, at)
    decide(request, approver, at)
    logged = AuditEntry.objects.filter(deed="approval.approve", subject_id=request.pk)
    assert set(logged.values_list("actor_id", "outcome")) == {(stranger.pk, "refused"), (approver.pk, "done")}


def test_failing_consequence_undoes_the_decision(thing, asker, at, monkeypatch):
    request = ask(thing, asker, at, {"resolver": "second"})
    monkeypatch.setattr(thing, "decided", None)
    with pytest.raises(AttributeError):
        decide(request, thing.asked["second"][0], at)
    assert ApprovalRequest.objects.get(pk=request.pk).status == RequestStatus.PENDING
    assert not Approver.objects.exclude(decision="").exists()


def test_subject_is_asked_about_once_at_a_time(thing, asker, at):
    ask(thing, asker, at, {"resolver": "first"})
    with pytest.raises(Stale):
        approvals.request(flow="thing", subject_type="thing", subject_id=thing.pk, version=1, by=asker, at=at)


@pytest.mark.requirement("MS-4.2")
def test_nobody_counts_twice_towards_a_quorum(thing, asker, at):
    """A lends to C, B would lend to A: then A could decide both seats."""
    request = ask(thing, asker, at, {"resolver": "first", "quorum": 2})
    a, b = thing.asked["first"]
    approvals.delegate(request=request, by=a, to=UserFactory(), at=at, reason="On leave")
    with pytest.raises(approvals.delegation.CannotDelegate, match="already"):
        approvals.delegate(request=request, by=b, to=a, at=at, reason="Quick")
    decide(request, a, at)
    with pytest.raises(approvals.delegation.CannotDelegate, match="already"):
        approvals.delegate(request=request, by=b, to=a, at=at, reason="Quick")


@pytest.mark.requirement("MS-4.2")
def test_a_second_seat_of_the_same_person_stays_shut(thing, asker, at):
    """However it came about: by an older delegation, or by a hand in the database."""
    request = ask(thing, asker, at, {"resolver": "first", "quorum": 2})
    a, b = thing.asked["first"]
    Approver.objects.filter(user=b).update(delegated_from=a)
    decide(request, a, at)
    with pytest.raises(Stale, match="already"):
        decide(request, a, at)
    assert approvals.decisions.can_decide(request, a, at) is None
    assert not lists.waiting_for(a, at).exists()
    assert not thing.decided
    decide(request, b, at)
    assert len(thing.decided) == 1


def test_the_database_keeps_a_person_to_one_decision(thing, asker, at):
    request = ask(thing, asker, at, {"resolver": "first", "quorum": 2})
    a, _ = thing.asked["first"]
    seats = Approver.objects.filter(step__request=request)
    with pytest.raises(IntegrityError, match="one_decision_per_person_and_step"), transaction.atomic():
        seats.update(decision="approve", decided_by=a, decided_at=at)


@pytest.mark.parametrize(
    ("of", "column", "value", "name"),
    [
        (ApprovalRequest, "status", "asleep", "approval_status_known"),
        (ApprovalRequest, "decision", "perhaps", "approval_decision_known"),
        (ApprovalStep, "status", "asleep", "approval_step_status_known"),
        (ApprovalStep, "quorum", 0, "approval_step_needs_somebody"),
        (Approver, "decision", "perhaps", "approver_decision_known"),
    ],
)
def test_the_database_knows_every_word(thing, asker, at, of, column, value, name):
    request = ask(thing, asker, at, {"resolver": "first"})
    if of is Approver:
        decide(request, thing.asked["first"][0], at)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        of.objects.update(**{column: value})
