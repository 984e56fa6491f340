"""Both faces of a condition give the same answer, for random trees on real rows."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ats.kernel import catalogue, conditions
from ats.kernel.catalogue import FieldType
from ats.kernel.conditions.checking import OPERATORS
from ats.models import JobFamily, OfferVersion
from tests.factories.ats import JobFactory
from tests.factories.decisions import OfferFactory

pytestmark = pytest.mark.django_db

SALARIES = [Decimal("90000"), Decimal("98000"), Decimal("98000.01")]
TOPS = [None, Decimal("90000"), Decimal("98000")]
TEXTS = ["", "10 %", "EUR", "a_b", "A%b"]
DATES = [None, date(2027, 2, 1), date(2027, 3, 1)]


@pytest.fixture
def rows():
    """Offers that differ in everything that the trees ask about, missing values included."""
    for number in range(12):
        job = JobFactory(
            pay_max=TOPS[number % 3],
            level=TEXTS[number % 5],
            target_date=DATES[number // 4],
            flsa_status=["exempt", "", "non_exempt"][number % 3],
            is_technical=number % 2 == 0,
            job_family=JobFamily.objects.get_or_create(key="a", name="A%b")[0] if number % 4 else None,
        )
        OfferFactory(
            application__job=job,
            terms__salary_amount=SALARIES[number // 4],
            terms__bonus=TEXTS[(number + 1) % 5],
            terms__start_date=DATES[number % 3],
            terms__salary_unit=("year", "month", "hour")[number % 3],
        )
    return list(OfferVersion.objects.select_related("offer__application__job__department"))


VALUES = {
    FieldType.NUMBER: st.sampled_from([90000, 98000, "98000.01", 97999.99, -1]),
    FieldType.DATE: st.sampled_from(["2027-02-01", "2027-02-15", "2027-03-01"]),
    FieldType.TEXT: st.sampled_from(TEXTS),
    FieldType.BOOLEAN: st.booleans(),
}


FIELDS = [
    catalogue.get(key)
    for key in (
        "offer.salary",
        "offer.bonus",
        "offer.unit",
        "offer.start_date",
        "offer.currency",
        "job.pay_max",
        "job.pay_min",
        "job.level",
        "job.target_date",
        "job.pay_unit",
        "department.name",
    )
]


@st.composite
def leaves(draw):
    field = draw(st.sampled_from(FIELDS))
    operator = draw(st.sampled_from(sorted(OPERATORS[field.type])))
    if operator in ("is_empty", "is_not_empty"):
        return {"field": field.key, "op": operator}
    others = [other.key for other in FIELDS if other.type == field.type]
    if operator in ("gt", "gte", "lt", "lte", "eq", "ne") and draw(st.booleans()):
        return {"field": field.key, "op": operator, "other_field": draw(st.sampled_from(others))}
    value = st.sampled_from([key for key, _ in field.choices]) if field.choices else VALUES[field.type]
    return {
        "field": field.key,
        "op": operator,
        "value": draw(st.lists(value, max_size=3) if operator in ("in", "not_in") else value),
    }


TREES = st.recursive(
    leaves(),
    lambda inner: st.one_of(
        st.builds(lambda some: {"all": some}, st.lists(inner, max_size=3)),
        st.builds(lambda some: {"any": some}, st.lists(inner, max_size=3)),
        st.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_python_and_sql_agree(rows, tree):
    try:
        conditions.check(tree, "offer")
    except conditions.BadCondition as refusal:
        assert "nested" in refusal.message
        return
    in_python = {row.pk for row in rows if conditions.evaluate(tree, catalogue.values("offer", row))}
    in_sql = set(OfferVersion.objects.filter(conditions.to_q(tree, "offer")).values_list("pk", flat=True))
    assert in_python == in_sql, conditions.sentence(tree)
