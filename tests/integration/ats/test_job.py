"""The life of a job, through its real approval."""

from datetime import timedelta

import pytest

from ats.actions import first_day, jobs
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.outbox import StoredEvent
from ats.models import JobStatus, TeamRole
from tests.factories.ats import AT, DepartmentFactory, LocationFactory, user_in_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    first_day.prepare(at=AT)
    return {key: user_in_role(key) for key in ("recruiter", "manager", "hrbp")}


def draft(cast, **facts):
    return jobs.create(
        by=cast["recruiter"],
        at=AT,
        requisition_id="REQ-1",
        name="Dock Planner",
        department=DepartmentFactory(),
        locations=[LocationFactory()],
        description="Plan docks.",
        team={TeamRole.HIRING_MANAGER: [cast["manager"]], TeamRole.HRBP: [cast["hrbp"]]},
        **facts,
    )


def test_one_approval_opens_the_job_and_publishes_it(cast):
    job = jobs.submit(job=draft(cast), by=cast["recruiter"], at=AT)
    assert job.status == JobStatus.PENDING_APPROVAL
    later = AT + timedelta(hours=2)
    request = ApprovalRequest.objects.get(subject_id=job.pk)
    approvals.decide(request=request, by=cast["hrbp"], decision="approve", at=later, expected_step=1)
    job.refresh_from_db()
    assert (job.status, job.opened_at) == (JobStatus.OPEN, later)
    assert job.posts.get().is_live
    assert job.openings.get().opened_at == later
    types = list(StoredEvent.objects.filter(subject_id=job.pk).order_by("sequence").values_list("type", flat=True))
    assert types == ["job.created", "job.submitted", "job.approved", "job.published", "job.opened"]
