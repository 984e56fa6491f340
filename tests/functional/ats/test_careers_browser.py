"""Applying in a real Chromium, with and without JavaScript."""

import json

import pytest

from ats.actions import first_day
from ats.kernel import clock
from ats.models import Application
from tests.conftest import PHONE
from tests.factories.ats import (
    JobFactory,
    JobPostFactory,
    OpeningFactory,
)
from tests.factories.resumes import pdf


@pytest.fixture
def post(transactional_db):
    first_day.prepare(at=clock.now())
    job = JobFactory(name="Dock Planner", opened_at=clock.now())
    OpeningFactory(job=job)
    return JobPostFactory(slug="dock-planner", job=job)


@pytest.mark.requirement("CM-4.1")
@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_applies_with_a_real_pdf(new_page, post, javascript):
    page = new_page(javascript=javascript, size=PHONE)
    page.goto("/careers/")
    page.get_by_role("link", name="Dock Planner").click()
    page.get_by_role("link", name="Apply for this job").last.click()
    page.get_by_label("First name").fill("Hannah")
    page.get_by_label("Last name").fill("Okafor")
    page.get_by_label("E-mail").fill("hannah@example.org")
    cv = pdf()
    page.locator("input[name=resume]").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": cv.read()}
    )
    page.get_by_role("button", name="Send application").click()
    assert page.get_by_role("alert").inner_text().startswith("One answer needs a change")
    page.locator("input[name=consent]").first.check()
    page.locator("input[name=resume]").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": pdf().read()}
    )
    page.get_by_role("button", name="Send application").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    application = Application.objects.get()
    assert application.candidate.name == "Hannah Okafor"
    assert "PostgreSQL" in application.attachments.get().text


def test_the_structured_data_pass_the_content_security_policy(new_page, post):
    page = new_page()
    page.goto("/careers/dock-planner/")
    block = page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(block)["@type"] == "JobPosting"
