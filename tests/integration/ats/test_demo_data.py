"""The demo company."""

import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from ats.actions import demo
from ats.kernel import clock
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.models import Absence, ImportRun, SavedView
from ats.kernel.pages.models import Sharing
from ats.kernel.transfers.models import RunStatus
from ats.models import (
    Application,
    ApplicationStatus,
    Booking,
    BookingStatus,
    CandidateMerge,
    DuplicatePair,
    Interview,
    Job,
    JobPost,
    JobStatus,
    Offer,
    OfferStatus,
    OwnershipRequest,
    PairStatus,
    SelfIdentification,
    Stage,
    User,
)
from ats.queries import past
from milestones.models import Visit, VisitOutcome, WorkflowSelectionRule
from tests.factories.ats import AT

pytestmark = pytest.mark.django_db
ACCOUNTS = (
    "admin recruiter recruiter2 coordinator sourcer manager manager2 interviewer hrbp finance executive comms legal dei "
    "support unitadmin"
)


def test_tidewell_is_told_whole():
    begun = time.process_time()  # our own work, whatever else the machine does meanwhile
    demo.tell(at=AT, scale=60)
    took = time.process_time() - begun
    for account in ACCOUNTS.split():
        user = User.objects.get(email=f"{account}@waymark.example")
        assert user.check_password("waymark-demo")
        assert user.role_assignments.get().role.key == account.rstrip("2")
    assert Job.objects.filter(status=JobStatus.OPEN).count() == 4
    assert JobPost.objects.filter(is_live=True).count() == 4
    assert Job.objects.get(requisition_id="REQ-2411").status == JobStatus.FILLED
    assert 55 <= Application.objects.count() <= 65
    stages = set(Application.objects.filter(status=ApplicationStatus.ACTIVE).values_list("stage", flat=True))
    assert stages >= {Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER}
    assert Application.objects.filter(status=ApplicationStatus.HIRED).count() == 1
    assert not Application.objects.filter(applied_at__gt=AT).exists()
    assert took < 40, f"The story took {took:.0f} s of a processor"
    everyday_life_is_there()


def everyday_life_is_there():
    """Each room of the product has something to show on the first evening."""
    assert DuplicatePair.objects.filter(status=PairStatus.OPEN).exists()
    assert CandidateMerge.objects.get().survivor.pk
    assert OwnershipRequest.objects.unanswered().get().reason
    assert Absence.objects.get().deputy.email == "manager@waymark.example"
    assert SavedView.objects.filter(sharing=Sharing.ALL).count() == 3
    run = ImportRun.objects.get()
    assert (run.status, run.count("new"), run.count("refused")) == (RunStatus.QUEUED, 3, 1)
    assert Booking.objects.get().status == BookingStatus.OPEN
    assert Interview.objects.to_come(AT).exists()
    assert Visit.objects.filter(outcome=VisitOutcome.BYPASSED).exists()
    assert WorkflowSelectionRule.objects.get().name == "Technical jobs"
    assert SelfIdentification.objects.exists()


def test_it_is_refused_where_there_are_data():
    User.objects.create_user("somebody@waymark.example")
    with pytest.raises(CommandError, match="--fresh"):
        call_command("demo_data")


def test_its_past_lies_in_the_past():
    """History and the rows' own times are told with the deeds, so that "as it was" has something to show."""
    demo.tell(at=AT, scale=60)
    present = clock.now()
    offer = Offer.objects.exclude(sent_at=None).earliest("created_at")
    dates = list(offer.history.order_by("history_date").values_list("history_date", flat=True))
    assert offer.created_at == dates[0] and len(dates) > 2
    assert present - dates[0] > timedelta(days=1)
    assert dates == sorted(dates) and dates[-1] <= present
    was = past.offer_as_of(offer, dates[0] + timedelta(seconds=1))
    assert was is not None and was.offer.status == OfferStatus.DRAFT
    for model in (Job, Application, Offer, ApprovalRequest):
        for row in model.objects.all():
            newest = row.history.latest("history_date")
            assert row.created_at <= row.updated_at <= present
            assert newest.history_date <= present
    for application in Application.objects.all():
        assert application.history.earliest("history_date").history_date == application.applied_at
