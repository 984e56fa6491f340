"""Sixty-four people decide at once on a real database: one decision, and a refused attempt for everybody else."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from ats.actions import offers
from ats.kernel import approvals
from ats.kernel.access import KernelPermission, Role, RoleAssignment
from ats.kernel.approvals.models import ApprovalRequest, Approver, RequestStatus
from ats.kernel.audit.models import AuditEntry
from ats.kernel.errors import Stale
from ats.kernel.models import Event
from ats.models import Offer, OfferStatus
from tests.factories.ats import HiringTeamMemberFactory, UserFactory
from tests.factories.decisions import Desk

DECIDERS = 64
ROUNDS = 3


@pytest.fixture
def desk(transactional_db):
    desk = Desk()
    role = Role.objects.create(
        key="overrider", name="Overrider", permissions=[str(KernelPermission.APPROVALS_OVERRIDE)]
    )
    deciding = [str(KernelPermission.APPROVALS_VIEW), str(KernelPermission.PAY_VIEW)]
    decider = Role.objects.create(key="decider", name="Decider", permissions=deciding)
    desk.crowd = UserFactory.create_batch(DECIDERS)
    for number, person in enumerate(desk.crowd):
        HiringTeamMemberFactory(job=desk.job, user=person, role="hiring_manager")
        RoleAssignment.objects.create(user=person, role=decider, scope="all")
        if number % 4 == 3:
            RoleAssignment.objects.create(user=person, role=role, scope="all")
    return desk


def decide_at_once(request, crowd, at):
    """Everybody decides in the same moment, in turns approving, rejecting, asking for changes and overriding."""
    start = Barrier(len(crowd))

    def one(number):
        person, way = crowd[number], number % 4
        try:
            start.wait(timeout=60)
            if way == 3:
                approvals.override(request=request, by=person, decision="reject", reason="Stuck", at=at)
            else:
                decision = ("approve", "reject", "request_changes")[way]
                approvals.decide(request=request, by=person, decision=decision, at=at, expected_step=1, note="No")
        except Stale as refusal:
            return refusal
        finally:
            connections.close_all()
        return "decided"

    with ThreadPoolExecutor(len(crowd)) as pool:
        return list(pool.map(one, range(len(crowd))))


@pytest.mark.slow
def test_exactly_one_decision_under_a_race(desk, at):
    for round_number in range(ROUNDS):
        offer = desk.offer(application=desk.applicant("Aiko", f"Number {round_number}"))
        offers.submit(offer=offer, by=desk.recruiter, at=at)
        request = ApprovalRequest.objects.get(subject_id=offer.pk)
        outcomes = decide_at_once(request, desk.crowd, at)
        check(request, offer, outcomes)


def check(request, offer, outcomes):
    request.refresh_from_db()
    offer = Offer.objects.get(pk=offer.pk)
    assert outcomes.count("decided") == 1
    assert sum(isinstance(outcome, Stale) for outcome in outcomes) == DECIDERS - 1
    assert request.status != RequestStatus.PENDING
    assert offer.status == (OfferStatus.APPROVED if request.status == RequestStatus.APPROVED else OfferStatus.DRAFT)
    decided = Approver.objects.filter(step__request=request).exclude(decision="").count()
    assert decided + (request.overridden_by is not None) == 1
    assert Event.objects.filter(type="approval.decided", subject_id=request.pk).count() == 1
    logged = AuditEntry.objects.filter(subject_id=request.pk).exclude(deed="approval.request")
    assert logged.filter(outcome="refused").count() == DECIDERS - 1
    assert logged.filter(outcome="done").count() == 1
