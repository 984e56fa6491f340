"""What is a condition and what isn't, and how it reads."""

import pytest

from ats.actions.first_day import ABOVE_THE_BAND
from ats.kernel import conditions
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.catalogue import UnknownField
from ats.kernel.conditions import BadCondition

GREATER = {"field": "offer.salary", "op": "gt", "value": 90000}


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ([], "must be an object"),
        ({"all": [], "any": []}, "one of"),
        ({"every": []}, "one of"),
        ({"all": GREATER}, "holds a list"),
        ({**GREATER, "extra": 1}, "nothing else"),
        ({**GREATER, "op": "contains"}, "can't be compared"),
        ({**GREATER, "op": "sql"}, "can't be compared"),
        ({**GREATER, "value": "many"}, "no value for"),
        ({**GREATER, "value": float("nan")}, "no value for"),
        ({**GREATER, "value": True}, "no value for"),
        ({"field": "offer.salary", "op": "gt"}, "has no value"),
        ({**GREATER, "other_field": "job.pay_max"}, "not both"),
        ({"field": "offer.salary", "op": "gt", "other_field": "offer.bonus"}, "different types"),
        ({**GREATER, "op": "in"}, "takes a list"),
        ({"field": "offer.unit", "op": "eq", "value": "week"}, "no value for"),
        ({"field": "offer.bonus", "op": "is_empty", "value": 1}, "takes no value"),
        ({"all": [GREATER] * 60}, "parts; 60 are allowed"),
    ],
)
def test_what_is_no_condition_is_refused_with_the_place(tree, said):
    with pytest.raises(BadCondition, match=said):
        conditions.check(tree, "offer")


def test_too_deep_is_refused():
    tree = GREATER
    for _ in range(6):
        tree = {"not": tree}
    with pytest.raises(BadCondition, match="nested"):
        conditions.check(tree, "offer")


@pytest.mark.parametrize("key", ["offer.secret", "selfidentification.answers", "__class__"])
def test_only_catalogued_fields_can_be_named(key):
    with pytest.raises(UnknownField):
        conditions.check({"field": key, "op": "is_empty"}, "offer")


def test_field_of_an_entity_without_a_way_to_it_is_refused():
    with pytest.raises(UnknownField, match="can't be reached"):
        conditions.check(GREATER, "job")


def test_above_the_band_is_a_condition_and_reads_well():
    conditions.check(ABOVE_THE_BAND, "offer")
    assert conditions.sentence(ABOVE_THE_BAND).startswith(
        "Offered salary is more than Top of the pay range or Top of the pay range is empty"
    )


def test_sentence_brackets_mixed_words():
    tree = {"all": [GREATER, {"any": [GREATER, {"not": GREATER}]}]}
    one = "Offered salary is more than 90000"
    assert conditions.sentence(tree) == f"{one} and ({one} or not ({one}))"


def test_condition_knows_how_sensitive_it_is():
    assert {field.sensitivity for field in conditions.fields(ABOVE_THE_BAND)} == {Sensitivity.PAY}


def test_missing_values_hold_in_no_comparison_but_in_its_negation():
    values = {"offer.salary": 90000, "job.pay_max": None}
    above = {"field": "offer.salary", "op": "gt", "other_field": "job.pay_max"}
    assert not conditions.evaluate(above, values)
    assert conditions.evaluate({"not": above}, values)
