"""The administrator's first day: from an empty installation to a company that can hire."""

from playwright.sync_api import expect

from tests.functional.days.house import DOMAIN, PASSWORD, Day, House

ADMIN = f"admin@{DOMAIN}"
COLLEAGUES = {
    "hrbp": ("Sara", "Whitlock"),
    "sourcer": ("Leo", "Marchetti"),
    "coordinator": ("Ines", "Prado"),
    "interviewer": ("Tom", "Adeyemi"),
    "manager": ("Rebecca", "Osei"),
    "finance": ("Miguel", "Duarte"),
    "executive": ("Ruth", "Okafor"),
}
"""Who accepts the invitation at once; the recruiter does so on her own day."""
ON_A_PHONE = {"interviewer", "manager", "finance"}
INVITED = {
    "recruiter": "Recruiter",
    "hrbp": "HR business partner",
    "sourcer": "Sourcer",
    "coordinator": "Coordinator",
    "interviewer": "Interviewer",
    "manager": "Hiring manager",
    "finance": "Finance",
    "executive": "Executive",
}


def work(house: House) -> None:
    day = Day("administrator")
    set_up(house, day)
    configure(house, day)
    invite(house, day)
    look_around(house, day)


def set_up(house: House, day: Day) -> None:
    page = house.at_desk("admin")
    expect(page.get_by_role("heading", name="Set up Waymark")).to_be_visible()
    page.get_by_label("Name of the company").fill("Northlight Ferries")
    page.get_by_label("Time zone").select_option("Europe/Lisbon")
    page.locator("[name=email]").fill(ADMIN)
    page.get_by_role("button", name="Send a test message").click()
    expect(page.locator("#mail")).to_contain_text(f"Look into the inbox of {ADMIN}")
    assert house.mail(ADMIN, "Test message")
    day.step(page, "the test message arrived")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Norberg")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Set up", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
    day.step(page, "signed in at once, on an empty home page")
    page.goto("/company/")
    page.get_by_label("Accent colour").fill("#1f4e8c")
    page.get_by_label("Heading of the careers site").fill("Work where the sea begins")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("Accent colour")).to_have_value("#1f4e8c")
    day.step(page, "the company's own colour and words")


def configure(house: House, day: Day) -> None:
    page = house.at_desk("admin", "/admin/ats/department/add/")
    for name, last in (("Engineering", False), ("Terminal", True)):
        page.locator("[name=name]").fill(name)
        page.locator("[name=_save]" if last else "[name=_addanother]").click()
        expect(page.locator(".messagelist")).to_contain_text(name)
    day.step(page, "two departments")
    page.goto("/admin/ats/location/add/")
    page.locator("[name=name]").fill("Lisbon")
    page.locator("[name=city]").fill("Lisbon")
    page.locator("[name=country]").fill("PT")
    page.locator("[name=time_zone]").fill("Europe/Lisbon")
    page.locator("[name=calendar]").select_option(index=1)
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist")).to_contain_text("Lisbon")
    day.step(page, "a place with its calendar")
    page.goto("/admin/ats/customfield/add/")
    page.locator("[name=entity]").select_option(label="Candidate")
    page.locator("[name=key]").fill("licence")
    page.locator("[name=label]").fill("Sailing licence")
    page.locator("[name=type]").select_option(label="Short text")
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist")).to_contain_text("Sailing licence")
    day.step(page, "a field of the company's own")


def invite(house: House, day: Day) -> None:
    page = house.at_desk("admin", "/people/")
    page.get_by_role("link", name="Invite").first.click()
    for role, label in INVITED.items():
        page.goto("/people/invite/")
        page.get_by_label("Work e-mail").fill(f"{role}@{DOMAIN}")
        page.get_by_label("Department").select_option(label="Terminal" if role == "finance" else "Engineering")
        page.get_by_label(label, exact=True).check()
        page.get_by_role("button", name="Send invitation").click()
        page.wait_for_url(lambda url: "/invite/" not in url)
    page.goto("/people/?view=invited")
    expect(page.locator("main")).to_contain_text(f"executive@{DOMAIN}")
    day.step(page, "eight colleagues are invited")
    page.get_by_role("button", name="Send again").first.click()
    page.wait_for_url("**/people/**")
    day.step(page, "one invitation was sent again")
    for role, (first_name, last_name) in COLLEAGUES.items():
        house.join(role, first_name, last_name, phone=role in ON_A_PHONE)
    page.goto("/people/?view=active")
    expect(page.locator("main")).to_contain_text("Ruth Okafor")
    day.step(page, "seven have chosen a name and a password")


def look_around(house: House, day: Day) -> None:
    page = house.at_desk("admin", "/admin/kernel/role/")
    expect(page.locator("#result_list")).to_contain_text("Hiring manager")
    day.step(page, "the roles and what they may do")
    page.goto("/admin/milestones/workflow/")
    day.step(page, "the workflow that jobs begin with")
    page.goto("/admin/ats/rejectionreason/add/")
    day.step(page, "a reason for rejections")
    page.goto("/")
    expect(page.get_by_role("region", name="Product health")).to_contain_text("At work in every lane")
    day.step(page, "everything is at work")
    day.ends(page)
