"""An amount in its pay range, as numbers for a drawing 320 wide and as words. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ats.kernel.pages.words import money, thousands

WIDTH = 320
MARGIN = Decimal("0.12")


@dataclass(frozen=True)
class Band:
    """Places in the drawing (`low_x`, `high_x`, `mark_x`, of 320) and what they mean; `is_inside` decides the tone."""

    low_x: int
    high_x: int
    mark_x: int
    low: str
    high: str
    label: str
    is_inside: bool
    verdict: str
    sentence: str

    @property
    def width(self) -> int:
        return self.high_x - self.low_x

    @property
    def middle_x(self) -> int:
        return (self.low_x + self.high_x) // 2


def band(*, amount: Decimal, low: Decimal, high: Decimal, currency: str, level: str = "") -> Band:
    """Where `amount` lies between `low` and `high`, all three in `currency` and for the same unit of time."""
    least, most = min(low, amount), max(high, amount)
    margin = max((most - least) * MARGIN, Decimal(1))
    start, span = least - margin, most - least + 2 * margin

    def place(value: Decimal) -> int:
        return int(WIDTH * (value - start) / span)

    label = _("Level {level} band").format(level=level) if level else _("Pay range")
    verdict = _verdict(amount, low, high, currency)
    return Band(
        low_x=place(low),
        high_x=place(high),
        mark_x=place(amount) - 1,
        low=_short(low, currency),
        high=_short(high, currency),
        label=label,
        is_inside=low <= amount <= high,
        verdict=verdict,
        sentence=_("{label}: {low} to {high}. The offer: {offer}. {verdict}.").format(
            label=label,
            low=money(low, currency),
            high=money(high, currency),
            offer=money(amount, currency),
            verdict=verdict,
        ),
    )


def _verdict(amount: Decimal, low: Decimal, high: Decimal, currency: str) -> str:
    if amount > high:
        return _("{money} above the band").format(money=money(amount - high, currency))
    if amount < low:
        return _("{money} below the band").format(money=money(low - amount, currency))
    return _("Inside the band")


def _short(amount: Decimal, currency: str) -> str:
    """€78k from 10,000 on, else the whole amount."""
    if amount < 10_000:
        return money(amount, currency)
    return thousands(round(amount / 1000), currency)
