"""The drawing of an amount in its band."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from ats.queries.pay_band import WIDTH, band


def drawn(amount, low=78000, high=98000):
    return band(amount=Decimal(amount), low=Decimal(low), high=Decimal(high), currency="EUR", level="6")


@pytest.mark.parametrize(
    ("amount", "is_inside", "verdict"),
    [
        (78000, True, "Inside the band"),
        (98000, True, "Inside the band"),
        ("98000.01", False, "€0.01 above the band"),
        (70000, False, "€8,000 below the band"),
    ],
)
def test_the_ends_belong_to_the_band(amount, is_inside, verdict):
    found = drawn(amount)
    assert (found.is_inside, found.verdict) == (is_inside, verdict)


@pytest.mark.parametrize("amount", [1, 78000, 90000, 98000, 500000])
def test_everything_fits_into_the_drawing_in_order(amount):
    found = drawn(amount)
    assert 0 <= found.low_x < found.high_x <= WIDTH
    assert 0 <= found.mark_x <= WIDTH


def test_band_of_one_amount_can_be_drawn():
    assert drawn(90000, 90000, 90000).width == 0


def test_its_ends_are_written_as_the_reader_writes_them():
    assert (drawn(90000).low, drawn(90000).high) == ("€78k", "€98k")
    with override("de"):
        assert (drawn(90000).low, drawn(90000).high) == ("78\xa0Tsd.\xa0€", "98\xa0Tsd.\xa0€")
