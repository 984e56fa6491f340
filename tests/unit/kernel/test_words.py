"""Times, dates and money in the words of a language: English as ever, German its own way."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone, translation

from ats.kernel import languages
from ats.kernel.pages import words
from ats.launcher import languages as compiled

AT = datetime(2026, 11, 20, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_utc():
    """The reader's zone; and the German words are there, also where only this file runs."""
    compiled.build(Path(settings.ROOT))
    with timezone.override(UTC):
        yield


def said(language):
    """The same facts in the words of a language."""
    with translation.override(language):
        return [
            words.exact(AT),
            words.day(date(2026, 3, 1)),
            words.day_heading(date(2026, 11, 19), today=AT.date()),
            words.day_heading(date(2026, 10, 5), today=AT.date()),
            words.day_heading(date(2025, 10, 5), today=AT.date()),
            words.relative(AT - timedelta(minutes=20), at=AT),
            words.relative(AT + timedelta(minutes=20), at=AT),
            words.relative(AT - timedelta(days=1), at=AT),
            words.relative(AT - timedelta(days=3), at=AT),
            words.time_left(AT + timedelta(days=5), at=AT)["text"],
            words.time_left(AT - timedelta(hours=28), at=AT)["text"],
            words.span(timedelta(minutes=65)),
            words.money(82000, "EUR"),
            words.money(Decimal("82000.5"), "CHF"),
            words.money(-1200, "USD"),
            languages.number(1000),
            words.span(timedelta(days=1)),
            words.shown_in_zone(AT, "UTC"),
        ]


def test_english_is_as_ever():
    assert said("en") == [
        "Fri 20 Nov 2026, 10:02",
        "1 Mar 2026",
        "Yesterday",
        "Mon 5 Oct",
        "Sun 5 Oct 2025",
        "20m ago",
        "in 20m",
        "yesterday 10:02",
        "Tue 10:02",
        "5d left",
        "1d 4h over",
        "1h 5m",
        "€82,000",
        "CHF 82,000.50",
        "$-1,200",
        "1,000",
        "1d",
        "Friday 20 November 2026, 10:02 (UTC)",
    ]


def test_german_has_its_own_order_names_and_signs():
    assert said("de") == [
        "Fr, 20. Nov 2026, 10:02",
        "1. Mär 2026",
        "Gestern",
        "Mo, 5. Okt",
        "So, 5. Okt 2025",
        "vor 20 Min.",
        "in 20 Min.",
        "gestern 10:02",
        "Di 10:02",
        "noch 5 Tage",
        "1 T. 4 Std. überfällig",
        "1 Std. 5 Min.",
        "82.000\xa0€",
        "82.000,50\xa0CHF",
        "-1.200\xa0$",
        "1.000",
        "1 Tag",
        "Freitag, 20. November 2026, 10:02 (UTC)",
    ]


def test_what_is_kept_as_a_message_stays_english():
    with translation.override("de"):
        assert words.in_zone(AT, "UTC") == "Friday 20 November 2026, 10:02 (UTC)"


@pytest.mark.parametrize(("chosen", "speaks"), [("de", "de"), ("", "en"), ("tlh", "en"), (None, "en")])
def test_a_person_is_spoken_to_as_they_chose(chosen, speaks):
    class Person:
        language = chosen

    with translation.override("en"), languages.of_reader(Person()):
        assert translation.get_language() == speaks
    with translation.override("de"), languages.english():
        assert translation.get_language() == "en"


def test_a_time_limit_is_told_in_each_readers_language_and_zone():
    for language, zone, shown in (
        ("en", "UTC", ("4h left", "Fri 20 Nov 2026, 14:02")),
        ("de", "UTC", ("noch 4 Std.", "Fr, 20. Nov 2026, 14:02")),
        ("en", "Europe/Berlin", ("4h left", "Fri 20 Nov 2026, 15:02")),
    ):
        with translation.override(language), timezone.override(zone):
            told = words.time_left(AT + timedelta(hours=4), at=AT)
            assert (told["text"], told["title"]) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "1m"), (59, "59m"), (60, "1h"), (179, "2h 59m"), (185, "3h"), (1440, "1d"), (1499, "1d"), (1500, "1d 1h"),
     (4319, "2d 23h"), (4400, "3d"), (-65, "1h 5m")],
)  # fmt: skip
def test_a_length_has_one_or_two_units(minutes, shown):
    assert words.span(timedelta(minutes=minutes)) == shown
