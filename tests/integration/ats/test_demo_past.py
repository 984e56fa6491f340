"""The year before the demo's story: many people, written set-wise, and consistent all the same."""

import pytest
from django.db.models import F

from ats.actions import demo
from ats.kernel.outbox.models import Delivery
from ats.models import Application, ApplicationStatus, Candidate, Job, JobStatus, Opening
from milestones.models import Visit
from tests.factories.ats import AT

pytestmark = pytest.mark.django_db


def test_the_year_before_is_whole_and_reaches_nobody():
    demo.tell(at=AT, scale=460)
    past = Application.objects.filter(job__status__in=[JobStatus.CLOSED, JobStatus.CANCELLED])
    assert past.count() == 400 and Candidate.objects.count() >= 455
    assert Job.objects.count() == 40
    assert not past.filter(status=ApplicationStatus.ACTIVE).exists()
    assert not Visit.objects.filter(application__in=past, exited_at=None).exists()
    assert set(past.values_list("visits__position", flat=True)) >= {0, 1, 2, 3}
    assert not past.filter(applied_at__gt=AT).exists()
    assert Opening.objects.filter(application__in=past).exclude(job=F("application__job")).count() == 0
    assert past.filter(status=ApplicationStatus.HIRED).count() == Opening.objects.filter(application__in=past).count()
    assert Application.history.filter(id__in=past.values("pk")).count() == 400
    assert not Delivery.objects.filter(subject_id__in=past.values("pk")).exists()
