"""A grant on one job (django-guardian) shows that job and what hangs on it, and nothing more."""

import pytest
from django.contrib.auth.models import Group
from guardian.shortcuts import assign_perm
from rest_framework.test import APIClient

from ats.kernel import access
from ats.kernel.access import KernelPermission, seed_roles
from ats.models import Application, Attachment, Candidate, Job, JobPost, Offer, Opening
from ats.permissions import CorePermission
from tests.factories.ats import (
    ApplicationFactory,
    AttachmentFactory,
    JobFactory,
    JobPostFactory,
    OpeningFactory,
    user_in_role,
    user_with,
)
from tests.factories.decisions import OfferFactory

pytestmark = pytest.mark.django_db
SHOWN = (Job, JobPost, Opening, Application, Candidate)


@pytest.fixture
def manager():
    seed_roles()
    return user_in_role("manager")


def somebodys_job():
    application = ApplicationFactory(job=JobFactory(pay_min=70000, pay_max=90000))
    JobPostFactory(job=application.job)
    OpeningFactory(job=application.job)
    OfferFactory(application=application)
    AttachmentFactory(candidate=application.candidate)
    return application.job


def seen(user, *models):
    return {model.__name__ for model in models if model.objects.visible_to(user).exists()}


def test_a_grant_shows_the_job_and_what_hangs_on_it(manager):
    granted, other = somebodys_job(), somebodys_job()
    assert seen(manager, *SHOWN) == set()
    assign_perm("view_job", manager, granted)
    assert seen(manager, *SHOWN) == {model.__name__ for model in SHOWN}
    assert list(Job.objects.visible_to(manager)) == [granted]
    assert not Application.objects.visible_to(manager).filter(job=other).exists()
    client = APIClient()
    client.force_authenticate(manager)
    assert client.get(f"/api/v1/jobs/{granted.pk}/").status_code == 200
    assert client.get(f"/api/v1/jobs/{other.pk}/").status_code == 404


def test_a_grant_to_a_group_reaches_its_members(manager):
    job, group = somebodys_job(), Group.objects.create(name="Panel")
    assign_perm("view_job", group, job)
    assert not Job.objects.visible_to(manager).exists()
    manager.groups.add(group)
    assert list(Job.objects.visible_to(manager)) == [job]


def test_no_pay_offer_or_deed_comes_with_a_grant(manager):
    job = somebodys_job()
    assign_perm("view_job", manager, job)
    assert not access.sees_pay(manager, job)
    assert seen(manager, Offer, Attachment) == set()
    assert not access.allows(manager, CorePermission.JOBS_EDIT, job)
    client = APIClient()
    client.force_authenticate(manager)
    assert "pay_range" not in client.get(f"/api/v1/jobs/{job.pk}/").data
    assert client.patch(f"/api/v1/jobs/{job.pk}/", {"name": "Mine"}, format="json").status_code == 403


def test_a_grant_gives_no_permission_that_no_role_holds():
    stranger = user_with(KernelPermission.APPROVALS_VIEW)
    assign_perm("view_job", stranger, somebodys_job())
    assert seen(stranger, *SHOWN) == set()
