"""Pay is seen by role and region only: seeded amounts, looked for in every page and every REST answer, as everybody.

Jobs and offers of the north carry amounts that nothing else does, those of the south others. Whoever may not see pay in a
region must find none of its amounts anywhere: pages, administration, REST, search, history, timelines, events, mail.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ats.kernel.access import KernelPermission, Role, RoleAssignment, Scope, grants
from ats.models import Candidate, Department, Job, Offer, Region, User
from ats.permissions import CorePermission as C
from tests.factories.ats import LocationFactory, RoleFactory, user_in_role, user_with
from tests.functional.matrix import rows, world
from tests.functional.matrix.addresses import Address, every_address
from tests.functional.matrix.drive import client_of, is_about_a_row, url_of
from tests.functional.matrix.judging import a_mail
from tests.functional.standing import standing, undone
from tests.sample import taken

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1200),
    pytest.mark.requirement("PF-3.6"),
]
AMOUNTS = {"north": (71357, 91357, 81357), "south": (72468, 92468, 82468)}
RELATION_OF = {"north": "own", "south": "foreign"}
# Nothing of ours: Django's and allauth's own pages, which know of no job, and what signs the reader out.
ELSEWHERE = ("/accounts/", "/admin/auth/", "/admin/account/", "/admin/axes/", "/admin/logout/", "/i18n/")
PUBLIC = ("/careers/", "/o/", "/demo/mailbox/")


@pytest.fixture(scope="module")
def world_of_regions(django_db_setup, django_db_blocker):
    with standing(django_db_blocker, build) as made:
        yield made


@pytest.fixture
def built(world_of_regions, settings, tmp_path):
    settings.API_RATE_PER_MINUTE = 1_000_000
    settings.DEMO, settings.MAIL_DIR = True, str(tmp_path)
    for ids in world_of_regions.ids.values():
        ids["mail"] = a_mail(tmp_path)
    with undone():
        yield world_of_regions


def build():
    """The matrix' world with one region to each relation's jobs, and amounts by region."""
    with pytest.MonkeyPatch.context() as patched:
        for relation, region in (("own", "north"), ("sibling", "north"), ("foreign", "south")):
            patched.setitem(rows.AMOUNTS, relation, AMOUNTS[region])
        made = world.build()
    for region, departments in (("north", ["Payments"]), ("south", ["Terminals"])):
        place = LocationFactory(name=region.capitalize(), region=Region.objects.create(key=region, name=region))
        for job in Job.objects.filter(department__name__in=departments):
            job.locations.set([place])
    return made


def confined(key: str, region: str) -> User:
    """Somebody in the role `key`, within one region."""
    return user_in_role(key, scope=Scope.REGION, unit_id=Region.objects.get(key=region).pk, is_staff=True)


def everywhere_but_pay(region: str) -> User:
    """Sees every job, candidate, offer and the audit log, and pay in one region only."""
    seen = [C.JOBS_VIEW, C.APPLICATIONS_VIEW, C.CANDIDATES_VIEW, C.OFFERS_VIEW, C.INTERVIEWS_VIEW, C.ORGANISATION_VIEW]
    more = [C.JOBS_CREATE, C.JOBS_EDIT, C.OFFERS_DRAFT, KernelPermission.APPROVALS_VIEW, KernelPermission.ADMIN_VIEW]
    user = user_with(*seen, *more, KernelPermission.AUDIT_VIEW, is_staff=True)
    role = RoleFactory(permissions=[str(KernelPermission.PAY_VIEW)])
    RoleAssignment.objects.create(user=user, role=role, scope=Scope.REGION, unit_id=Region.objects.get(key=region).pk)
    return user


def readers() -> Iterator[tuple[str, User, set[str]]]:
    """Who, and the regions in which they see pay."""
    yield "everywhere, pay in the north", everywhere_but_pay("north"), {"north"}
    for key, region in (("recruiter", "south"), ("finance", "north"), ("executive", "south"), ("legal", "north")):
        yield f"{key} of the {region}", confined(key, region), {region}
    for key in ("admin", "coordinator"):
        yield key, user_in_role(key, scope=Scope.ALL, is_staff=True), set()


def shown(client: Client, url: str) -> set[str]:
    """The regions whose amounts the answer holds, however they are grouped."""
    answer = client.get(url)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    digits = re.sub(r"(?<=\d)[,.\s\u00a0\u202f](?=\d{3})", "", body.decode(errors="ignore"))
    return {region for region, amounts in AMOUNTS.items() if any(_stands(amount, digits) for amount in amounts)}


def _stands(amount: int, text: str) -> bool:
    """Whether the amount stands in `text` by itself; within the hexadecimal digits of some id it means nothing."""
    return re.search(rf"(?<![0-9a-f]){amount}(?![0-9a-f])", text) is not None


def addresses() -> list[Address]:
    return [
        address
        for address in every_address()
        if address.method == "GET" and not address.path.startswith((*ELSEWHERE, *PUBLIC))
    ]


def visited(address: Address, made: Any) -> list[str]:
    relations = RELATION_OF.values() if is_about_a_row(address) else ["own"]
    return [url_of(address, made, relation) for relation in relations]


def test_no_page_and_no_answer_shows_pay_to_who_may_not_see_it(built):
    leaks, found = [], {}
    for who, user, allowed in readers():
        client = client_of(user)
        for address in [each for each in addresses() if taken(f"{who} {each}", 3)]:
            for url in visited(address, built):
                regions = shown(client, url)
                found.setdefault(who, set()).update(regions)
                leaks += [f"{who}: {url} shows the {region}" for region in regions - allowed]
    assert leaks == []
    for who, regions in found.items():
        expected = {region for region in AMOUNTS if who.endswith(f"the {region}")}
        assert regions == expected, f"{who} should see the pay of {expected}, and saw {regions}"


QUESTIONS = [
    "ordering=pay_min",
    "ordering=-pay_min",
    "sort=pay_max",
    "o=pay_max",
    "pay_min=71357",
    "pay_min__gte=72000",
    "pay_max__lt=92000",
    "search=71357",
    "q=71357",
    "salary_amount__gte=82000",
    "ordering=salary",
]
LISTS = ["/api/v1/jobs/", "/api/v1/offers/", "/jobs/", "/candidates/"]


@pytest.mark.parametrize("path", LISTS)
def test_no_filter_and_no_order_tells_pay_apart(built, path):
    """Asked for by its amount a list answers as if nothing had been asked, or finds nothing, or refuses the question."""
    client = client_of(user_in_role("admin"))
    everything = _order(client, f"{path}?view=all")
    assert everything
    for question in QUESTIONS:
        answered = _order(client, f"{path}?view=all&{question}")
        assert answered in (everything, []), question


def _order(client: Client, path: str) -> list[str]:
    """The jobs, people and offers that the list names, in its order."""
    text = client.get(path).content.decode()
    known = set(_jobs()) | {
        str(pk) for rows_ in (Candidate, Offer) for pk in rows_.objects.values_list("pk", flat=True)
    }
    return [each for each in re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", text) if each in known]


def _jobs() -> list[str]:
    return [str(pk) for pk in Job.objects.values_list("pk", flat=True)]


def test_search_finds_nothing_by_an_amount(built):
    client = client_of(user_in_role("coordinator"))
    for words in ("71357", "71,357", "81357", "91357"):
        hits = client.get(reverse("search"), {"q": words}).content.decode()
        assert not set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", hits)) & set(_jobs())


def test_the_world_is_what_it_says(built):
    """Everybody who is meant to see pay does so by role and region, or the search above proves nothing."""
    assert Department.objects.filter(name__in=["Payments", "Terminals"]).count() == 2
    assert Role.objects.filter(permissions__contains=[str(KernelPermission.PAY_VIEW)]).exists()
    for _, user, allowed in readers():
        assert bool(grants(user, KernelPermission.PAY_VIEW)) is bool(allowed)
