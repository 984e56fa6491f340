"""Both faces of a condition give the same answer over the core's catalogue, custom fields included."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ats.kernel import catalogue, conditions
from ats.kernel.catalogue import FieldType
from ats.kernel.conditions.checking import OPERATORS
from ats.models import Application, CustomField, JobStatus
from tests.factories.ats import (
    ApplicationFactory,
    CandidateFactory,
    DepartmentFactory,
    JobFactory,
    LocationFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-1.3")]
N = 16
TEXTS = ["", "Ana", "ANA", "Éva Ångström", "50 %_", "Иван"]
JSON = {
    "visa_status": ["Citizen", "Needs a visa", None, 7],
    "remarks": [*TEXTS, None, ["Ana"]],
    "years": [0, 3, 3.5, -1, None, "3", True],
    "free_from": ["2027-01-01", "2027-02-01", None, "soon", 20270101],
    "relocates": [True, False, None, "yes"],
    "languages": [["Dutch"], ["Dutch", "Welsh"], [], None, "Dutch", {"Dutch": 1}],
}
TYPES = {
    "visa_status": "choice",
    "remarks": "long_text",
    "years": "number",
    "free_from": "date",
    "relocates": "boolean",
    "languages": "multi_choice",
}
CHOICES = {"visa_status": ["Citizen", "Needs a visa"], "languages": ["Dutch", "Welsh", "Polish"]}


@pytest.fixture
def rows():
    """Applications that differ in everything; JSON holds what fits, nothing, and what an old system left there."""
    for key, kind in TYPES.items():
        for entity in ("candidate", "application"):
            CustomField.objects.create(entity=entity, key=key, label=key, type=kind, choices=CHOICES.get(key, []))
    people, places, sources = (
        [UserFactory(), None],
        [LocationFactory(name="Porto"), LocationFactory(name="Lisbon")],
        [
            SourceFactory(),
            None,
        ],
    )
    departments = [DepartmentFactory(name="Ports"), DepartmentFactory(name="Sales")]
    jobs = [
        JobFactory(
            status=(JobStatus.OPEN, JobStatus.ON_HOLD)[n % 2],
            level=TEXTS[n],
            department=departments[n % 2],
            target_date=(None, date(2027, 2, 1))[n % 2],
        )
        for n in range(4)
    ]
    for n, job in enumerate(jobs):
        job.locations.set(places[: n % 3])
    for n in range(N):
        candidate = CandidateFactory(
            title=TEXTS[n % 6],
            tags=[["a"], [], ["a", "b"], ["B"]][n % 4],
            owner=people[n % 2],
            custom_fields=_values(n),
            do_not_contact=n % 3 == 0,
        )
        ApplicationFactory(
            candidate=candidate,
            job=jobs[n % 4],
            source=sources[n % 2],
            stage=("applied", "offer")[n % 2],
            applied_at=datetime(2026, 11, 1 + n, tzinfo=UTC),
            start_date=(None, date(2027, 2, 1), date(2027, 3, 1))[n % 3],
            custom_fields=_values(n + 5),
        )
    found = Application.objects.select_related("candidate", "job__department").prefetch_related("job__locations")
    return list(found)


def _values(n):
    given = {key: some[n % len(some)] for key, some in JSON.items()}
    return {key: value for key, value in given.items() if value is not None or n % 2}


def _value(field):
    offered = [value for value, _ in field.offered()]
    if offered:
        return st.sampled_from(offered)
    return {
        FieldType.NUMBER: st.sampled_from([0, 3, "3.5", -1, 2.99]),
        FieldType.DATE: st.sampled_from(["2027-01-01", "2027-02-01", "2027-02-28"]),
        FieldType.MOMENT: st.sampled_from(["2026-11-05", "2026-11-08T12:00:00+00:00", "2020-01-01"]),
        FieldType.BOOLEAN: st.booleans(),
        FieldType.REFERENCE: st.uuids().map(str),
    }.get(field.type, st.sampled_from([*TEXTS, "a", "b", "an", "éva å", "50 %", "и"]))


@st.composite
def leaves(draw):
    fields = catalogue.reachable("application")
    field = draw(st.sampled_from(fields))
    operator = draw(st.sampled_from(sorted(OPERATORS[field.type])))
    if operator in ("is_empty", "is_not_empty"):
        return {"field": field.key, "op": operator}
    value = _value(field)
    several = operator in ("in", "not_in")
    return {
        "field": field.key,
        "op": operator,
        "value": draw(st.lists(value, max_size=3) if several else value),
    }


TREES = st.recursive(
    st.deferred(lambda: leaves()),
    lambda inner: st.one_of(
        st.builds(lambda some: {"all": some}, st.lists(inner, max_size=3)),
        st.builds(lambda some: {"any": some}, st.lists(inner, max_size=3)),
        st.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=TREES)
def test_python_and_sql_agree(rows, tree):
    """Two hundred trees, each on sixteen rows."""
    with catalogue.read_once():
        try:
            conditions.check(tree, "application")
        except conditions.BadCondition as refusal:
            assert "nested" in refusal.message
            return
        in_python = {row.pk for row in rows if conditions.evaluate(tree, catalogue.values("application", row))}
        in_sql = set(Application.objects.filter(conditions.to_q(tree, "application")).values_list("pk", flat=True))
        assert in_python == in_sql, conditions.sentence(tree)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_each_custom_field_agrees_in_every_comparison(rows, name):
    field = catalogue.get(f"candidate.custom.{name}")
    samples = {"years": [0, 3, "3.5"], "free_from": ["2027-01-01"], "relocates": [True, False], "remarks": TEXTS}
    for operator in sorted(OPERATORS[field.type]):
        for value in samples.get(name) or CHOICES[name]:
            leaf = {"field": field.key, "op": operator, "value": [value] if operator in ("in", "not_in") else value}
            if operator in ("is_empty", "is_not_empty"):
                del leaf["value"]
            for tree in (leaf, {"not": leaf}):
                conditions.check(tree, "application")
                python = {row.pk for row in rows if conditions.evaluate(tree, catalogue.values("application", row))}
                sql = Application.objects.filter(conditions.to_q(tree, "application"))
                assert python == set(sql.values_list("pk", flat=True)), conditions.sentence(tree)


def test_letters_count_small_and_capital_alike_in_parts_but_not_in_wholes(rows):
    def found(operator, value):
        tree = {"field": "candidate.title", "op": operator, "value": value}
        hits = Application.objects.filter(conditions.to_q(tree, "application"))
        return set(hits.values_list("candidate__title", flat=True))

    assert found("contains", "éVA å") == {"Éva Ångström"}
    assert found("starts_with", "an") == {"Ana", "ANA"}
    assert found("eq", "ANA") == {"ANA"}


def test_a_field_that_is_switched_off_can_not_be_named(rows):
    CustomField.objects.filter(key="years").delete()
    with pytest.raises(catalogue.UnknownField):
        conditions.check({"field": "candidate.custom.years", "op": "is_empty"}, "application")


def test_restricted_fields_are_in_no_rule(rows):
    CustomField.objects.create(entity="candidate", key="faith", label="Faith", type="text", sensitivity="restricted")
    with pytest.raises(catalogue.UnknownField):
        conditions.check({"field": "candidate.custom.faith", "op": "is_empty"}, "candidate")


def test_definitions_are_read_once_for_a_whole_tree(rows, django_assert_num_queries):
    leaf = {"field": "candidate.custom.years", "op": "gt", "value": 1}
    with django_assert_num_queries(1):
        conditions.check({"all": [leaf] * 20}, "application")
