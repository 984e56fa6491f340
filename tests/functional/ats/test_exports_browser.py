"""An export in a browser: from a narrowed list to the file, with somebody else's approval on a phone and one's own password."""

import csv
from pathlib import Path

import pytest

from ats.kernel import pump
from ats.kernel.models import ExportRun
from ats.kernel.transfers.exports.models import ExportStatus
from tests.conftest import PHONE
from tests.factories.ats import user_in_role
from tests.factories.exports import person, recruiter
from tests.functional.axe import assert_accessible, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.requirement("PF-4.3")]
PASSWORD = "a long pass phrase of mine"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def sign_in(page, user):
    page.goto("/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "login" not in url)


def colleague(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def work():
    pump.drain()


@pytest.mark.timeout(240)
def test_from_the_list_to_the_file(new_page, settings, tmp_path):
    maya, legal = colleague(recruiter()), colleague(user_in_role("legal"))
    for n in range(3):
        person(n, company="Lunar" if n else "Solar")
    page = new_page()
    sign_in(page, maya)
    page.goto("/candidates/?view=all&c0=candidate.company&c0op=eq&c0v=Lunar")
    page.click("a.chip:has-text('Export')")
    assert "2 rows" in page.inner_text("main")
    assert_accessible(page)
    picture(page, "exports-new")
    page.check("[name=sensitive][value=email]")
    page.fill("[name=reason]", "The works council asks for it.")
    page.click("button:has-text('Export')")
    page.wait_for_selector("text=Waiting for approval")
    assert_accessible(page)
    picture(page, "exports-waiting")
    run = ExportRun.objects.get()
    approve(new_page(size=PHONE, theme="dark"), legal, run)
    work()
    page.goto(f"/exports/{run.pk}/")
    page.wait_for_selector("text=Download it until")
    assert_accessible(page)
    picture(page, "exports-ready")
    settings.STEP_UP_SECONDS = 0
    page.click("main button:has-text('Download')")
    page.wait_for_url("**/reauthenticate/**")
    settings.STEP_UP_SECONDS = 300
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/exports/{run.pk}/")
    with page.expect_download() as coming:
        page.click("main button:has-text('Download')")
    file = Path(tmp_path / "got.csv")
    coming.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert {row["company"] for row in rows} == {"Lunar"} and all(row["email"] for row in rows)
    page.goto("/exports/")
    assert_accessible(page)
    picture(page, "exports-list")
    page.goto(f"/exports/{run.pk}/")
    page.click("main button:has-text('Withdraw')")
    page.wait_for_selector("text=It was withdrawn")
    assert ExportRun.objects.get().status == ExportStatus.WITHDRAWN


def approve(page, legal, run):
    sign_in(page, legal)
    page.goto(f"/approvals/{run.approval_id}/")
    picture(page, "exports-approval-phone")
    assert_accessible(page)
    page.click("button:visible:has-text('Approve')")
    page.wait_for_selector("text=You approved")
    page.goto(f"/exports/{run.pk}/")
    assert_accessible(page)
    picture(page, "exports-phone")
