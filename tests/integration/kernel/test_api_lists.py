"""Pages of lists that nothing narrows come by prepared queries: they are those that the ordinary way gives."""

from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest
from django.test import Client

from ats.kernel import clock
from ats.kernel.api import keys
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.showing import in_utc
from ats.models import CustomField, Department
from ats.permissions import CorePermission
from tests.factories.ats import user_with

pytestmark = pytest.mark.django_db
DEPARTMENTS = "/api/v1/departments/"


@pytest.fixture
def api(settings):
    settings.ROOT_URLCONF = "tests.integration.kernel.api_urls"
    _key, token = keys.create(name="test", user=user_with(CorePermission.ORGANISATION_VIEW))
    return Client(headers={"Authorization": f"Bearer {token}"})


def pages(api, query):
    """All pages of the list, there and back."""
    found, way, address = [], "next", f"{DEPARTMENTS}?page_size=2{query}"
    while address:
        page = api.get(address).json()
        found.append([row["name"] for row in page["results"]])
        if page["next"] is None:
            way = "previous"
        link = page[way] and urlsplit(page[way])
        address = link and f"{link.path}?{link.query}"
    return found


@pytest.mark.parametrize("query", ["", "&updated_after=2020-01-01T00:00:00Z"])
def test_every_page_is_that_of_the_ordinary_way(api, query):
    for n in range(5):
        Department.objects.create(name=f"Department {n}")
    found = pages(api, query)
    assert found == pages(api, f"{query}&nothing=asked") and len(found) == 5
    assert {name for page in found for name in page} == {f"Department {n}" for n in range(5)}


def test_what_changed_before_is_left_out_each_time(api):
    first, second = (Department.objects.create(name=name) for name in ("First", "Second"))
    between = clock.now() + timedelta(hours=1)
    Department.objects.filter(pk=second.pk).update(updated_at=between + timedelta(hours=1))
    for after, names in ((first.created_at - timedelta(days=1), ["First", "Second"]), (between, ["Second"])):
        page = api.get(DEPARTMENTS, {"updated_after": after.isoformat()}).json()
        assert [row["name"] for row in page["results"]] == names


def test_mistakes_are_told_as_everywhere(api):
    for query in ("page_size=0", "cursor=x", "updated_after=yesterday", "expand=nothing"):
        assert api.get(f"{DEPARTMENTS}?{query}").status_code == 400


def test_a_serializer_shows_what_the_library_shows():
    class Shown(NounSerializer):
        class Meta:
            model = CustomField
            fields = ("entity", "key", "type", "choices", "position", "is_active")

    row = CustomField.objects.create(entity="job", key="x", label="X", type="choice", choices=["a", "b"], position=3)
    by_the_library = super(NounSerializer, Shown(context={})).to_representation(row)
    assert Shown(context={}).to_representation(row) == by_the_library


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Asia/Tokyo"])
def test_times_are_told_and_taken_in_utc_whatever_the_reader_s_zone(api, settings, zone):
    settings.DEFAULT_TIME_ZONE = zone
    summer = datetime(2026, 8, 24, 3, 45, 1, 230, tzinfo=UTC)
    row = Department.objects.create(name="Summer")
    Department.objects.filter(pk=row.pk).update(created_at=summer, updated_at=summer)
    person = user_with(CorePermission.ORGANISATION_VIEW, time_zone=zone)
    session = Client()
    session.force_login(person, backend="ats.accounts.Colleagues")
    for client in (api, session):
        told = client.get(f"{DEPARTMENTS}{row.pk}/").json()["created_at"]
        listed = client.get(DEPARTMENTS).json()["results"][0]["created_at"]
        assert told == listed == "2026-08-24T03:45:01.000230Z"
        assert len(client.get(DEPARTMENTS, {"updated_after": told}).json()["results"]) == 0
        assert len(client.get(DEPARTMENTS, {"updated_after": "2026-08-24T03:45:00Z"}).json()["results"]) == 1


def test_a_moment_at_the_end_of_the_calendar_stays_as_it_is():
    end = datetime.max.replace(tzinfo=timezone(timedelta(hours=-9)))
    assert in_utc(end) == end.isoformat()
