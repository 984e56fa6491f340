"""Every component, sign-in and the error pages: accessible in both themes and two widths, no wider than the screen."""

import pytest

from tests.conftest import DESKTOP, PHONE
from tests.functional.axe import assert_accessible, assert_no_sideways_scroll, picture
from tests.functional.looks import in_each_look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {"gallery": "/gallery/", "sign-in": "/accounts/login/", "not-found": "/nothing/here/"}
SIZES = {"desk": DESKTOP, "phone": PHONE}


@in_each_look
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(new_page, name, theme, size):
    page = new_page(theme=theme, size=size)
    page.goto(PAGES[name])
    picture(page, f"{name}-{size['width']}-{theme}")
    assert_no_sideways_scroll(page)
    assert_accessible(page)


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_a_narrow_phone(new_page, name):
    page = new_page(size={"width": 320, "height": 700})
    page.goto(PAGES[name])
    assert_no_sideways_scroll(page)


def test_dialog_and_menu_are_accessible(new_page):
    page = new_page()
    page.goto("/gallery/")
    page.get_by_role("button", name="More actions").click()
    assert_accessible(page, "#sample-menu")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reject", exact=True).first.click()
    assert page.locator("dialog#sample").is_visible()
    assert_accessible(page, "dialog#sample")


def test_theme_is_kept_without_scripts(new_page):
    page = new_page(javascript=False)
    page.goto("/gallery/")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto("/accounts/login/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_theme_changes_at_once_with_scripts(new_page):
    page = new_page()
    page.goto("/gallery/")
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="Switch between light and dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
