"""What will end is announced: in headers, in the schema, on the human page; and never at less than a year's notice."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from ats.kernel.api import deprecations, schema
from ats.kernel.api.deprecations import Deprecation
from ats.permissions import CorePermission
from tests.factories.ats import DepartmentFactory, user_with

pytestmark = pytest.mark.django_db
SINCE, SUNSET = date(2027, 1, 1), date(2028, 3, 1)
TIMES = {"since": SINCE, "sunset": SUNSET}


@pytest.fixture(autouse=True)
def nothing_declared(monkeypatch, settings):
    """A registry, and a schema, of each test's own."""
    settings.SECRET_KEY = uuid.uuid4().hex * 2
    monkeypatch.setattr(deprecations, "_declared", [])
    made = (schema.document, schema._document, schema._reference)
    for each in made:
        each.cache_clear()
    yield
    for each in made:
        each.cache_clear()


@pytest.fixture
def api(client):
    client.force_login(user_with(CorePermission.ORGANISATION_VIEW), backend="ats.accounts.Colleagues")
    return client


def test_a_deprecated_operation_says_so_on_its_answers(api):
    deprecations.declare(Deprecation(noun="departments", operation="list", instead="job-families", **TIMES))
    answer = api.get("/api/v1/departments/")
    assert answer["Deprecation"] == "@1798761600"
    assert answer["Sunset"] == "Wed, 01 Mar 2028 00:00:00 GMT"
    assert '</api/v1/docs/#deprecations>; rel="deprecation"; type="text/html"' in answer["Link"]
    for path in (f"/api/v1/departments/{DepartmentFactory().pk}/", "/api/v1/locations/"):
        assert "Deprecation" not in api.get(path) and "Sunset" not in api.get(path)


def test_a_deprecated_field_says_so_wherever_its_noun_is_answered(api):
    deprecations.declare(Deprecation(noun="departments", field="name", instead="label", **TIMES))
    for path in ("/api/v1/departments/", f"/api/v1/departments/{DepartmentFactory().pk}/"):
        assert {"Deprecation", "Sunset", "Link"} <= set(api.get(path).headers)


def test_links_to_further_pages_stay(api):
    deprecations.declare(Deprecation(noun="departments", operation="list", instead="x", **TIMES))
    DepartmentFactory.create_batch(2)
    link = api.get("/api/v1/departments/?page_size=1")["Link"]
    assert 'rel="next"' in link and 'rel="deprecation"' in link


def test_of_several_the_earliest_end_counts(api):
    deprecations.declare(Deprecation(noun="departments", operation="list", instead="x", **TIMES))
    sooner = {"since": date(2026, 6, 1), "sunset": date(2027, 6, 1)}
    deprecations.declare(Deprecation(noun="departments", field="name", instead="x", **sooner))
    assert api.get("/api/v1/departments/")["Sunset"] == "Tue, 01 Jun 2027 00:00:00 GMT"


def test_the_schema_marks_what_ends_and_nothing_else(api):
    deprecations.declare(Deprecation(noun="departments", operation="list", instead="x", **TIMES))
    deprecations.declare(Deprecation(noun="sources", field="kind", instead="x", **TIMES))
    told = api.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    marked = {
        f"{method} {path}"
        for path, item in told["paths"].items()
        for method, operation in item.items()
        if operation.get("deprecated")
    }
    assert marked == {"get /api/v1/departments/"}
    fields = {
        f"{name}.{field}"
        for name, shape in told["components"]["schemas"].items()
        for field, about in shape.get("properties", {}).items()
        if about.get("deprecated")
    }
    assert fields == {"Source.kind"}
    assert told["components"]["securitySchemes"]["oauth"]["flows"]["clientCredentials"]["tokenUrl"] == "/o/token/"


def test_the_page_tells_the_policy_and_the_list(api):
    assert "Nothing is deprecated at present." in api.get("/api/v1/docs/").content.decode()
    schema.document.cache_clear()
    schema._reference.cache_clear()
    deprecations.declare(Deprecation(noun="departments", field="name", instead="label", **TIMES))
    page = api.get("/api/v1/docs/").content.decode()
    assert "departments: field name" in page and "2028-03-01" in page and "twelve months ahead" in page


@pytest.mark.parametrize("sunset", [date(2027, 12, 31), date(2027, 1, 1), date(2026, 1, 1)])
def test_less_than_twelve_months_is_refused(sunset):
    with pytest.raises(ImproperlyConfigured, match="twelve months"):
        deprecations.declare(Deprecation(noun="x", operation="list", since=SINCE, sunset=sunset, instead="y"))
    assert deprecations.declared() == []


def test_a_year_from_a_leap_day_is_a_year():
    assert deprecations.a_year_after(date(2028, 2, 29)) == date(2029, 3, 1)


@pytest.mark.parametrize("what", [{}, {"operation": "list", "field": "name"}])
def test_it_names_one_thing(what):
    with pytest.raises(ImproperlyConfigured, match="an operation or a field"):
        deprecations.declare(Deprecation(noun="x", instead="y", **TIMES, **what))
