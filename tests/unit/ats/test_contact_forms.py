"""The quick ways to the one form of a contact point say what the thorough ones say, or nothing."""

import phonenumbers
import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ats.models.contact import PLAIN_EMAIL, normal_phone
from ats.models.plain_phone import plain_phone

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


@st.composite
def written_numbers(draw):
    """Digits with spaces, often with a country code that exists, of lengths around those that are possible."""
    code = draw(st.sampled_from(["", "+", *(f"+{code}" for code in CODES), "00", "0"]))
    return code + draw(st.text("0123456789 ", min_size=3, max_size=16))


def thorough(value, country):
    number = phonenumbers.parse(value, country or None)
    assert phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@settings(max_examples=3000)
@given(written_numbers(), st.sampled_from(["", *REGIONS]))
@example("+39 06 1234 5678", "")
@example("+54 9 11 2345 6789", "AR")
@example("1 650 253 0000", "US")
@example("351912345678", "PT")
def test_a_plain_number_is_what_the_library_makes_of_it(value, country):
    if plain := plain_phone(value, country):
        assert plain == thorough(value, country)


@pytest.mark.parametrize("region", REGIONS)
def test_example_numbers_of_every_region_have_one_form(region):
    number = phonenumbers.example_number(region)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.national_significant_number(number)
    assert normal_phone(e164) == e164 and normal_phone(national, region) == thorough(national, region)


def test_most_usual_numbers_are_plain():
    usual = [("+351 912 345 678", ""), ("912345678", "PT"), ("+44 7700 900123", ""), ("+49 1512 3456789", "DE")]
    assert all(plain_phone(*number) for number in usual)


@settings(max_examples=1000)
@given(st.from_regex(PLAIN_EMAIL, fullmatch=True).filter(lambda address: len(address) <= 320))
def test_a_plain_address_is_one(address):
    validate_email(address)


def test_what_is_not_plain_is_still_asked():
    with pytest.raises(ValidationError):
        normal_phone("12")
    assert normal_phone("(0151) 2345-6789", "DE") == "+4915123456789"
