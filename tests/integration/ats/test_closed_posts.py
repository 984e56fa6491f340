"""The public link of a job that is over: a page in the company's frame that says so, with what is open instead."""

import pytest
from django.urls import reverse

from tests.factories.ats import DepartmentFactory, JobFactory, JobPostFactory, LocationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("status", "code"), [("closed", 410), ("filled", 410), ("cancelled", 410), ("on_hold", 404)])
@pytest.mark.parametrize("page", ["careers_job", "careers_apply"])
def test_a_post_that_was_says_what_is_open_instead(client, status, code, page):
    ports, place = DepartmentFactory(), LocationFactory()
    over = JobPostFactory(job=JobFactory(name="Dock Planner", status=status, department=ports), is_live=False)
    far = JobPostFactory(job=JobFactory(name="Berth Planner", department=ports))
    over.job.locations.set([place])
    near = JobPostFactory(job=JobFactory(name="Crane Planner", department=ports, locations=[place]))
    JobPostFactory(job=JobFactory(name="Accountant"))
    answer = client.get(reverse(page, args=[over.slug]))
    text = answer.content.decode()
    assert answer.status_code == code
    assert "Dock Planner" in text and "Accountant" not in text
    assert text.index(near.title) < text.index(far.title)


def test_applying_too_late_takes_nothing_and_says_so(client):
    over = JobPostFactory(job=JobFactory(status="closed"), is_live=False)
    answer = client.post(reverse("careers_apply", args=[over.slug]), {"first_name": "Ana"})
    assert answer.status_code == 410
    assert not over.job.applications.exists()


@pytest.mark.parametrize("facts", [{"is_live": False, "published_at": None}])
def test_what_never_was_public_is_not_found(client, facts):
    post = JobPostFactory(job=JobFactory(name="Secret Planner", status="draft"), **facts)
    answer = client.get(reverse("careers_job", args=[post.slug]))
    assert answer.status_code == 404 and "Secret Planner" not in answer.content.decode()
