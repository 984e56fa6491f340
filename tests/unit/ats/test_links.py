"""Links that leave the house: whoever may read a message later must not be able to answer in the person's name."""

import re

import pytest
from django.urls import get_resolver

from ats import links

TOKEN = "eyJpZCI6IjEifQ:1vN0-Aa_b"
PARTS = re.compile(r"<str:(token|own_link|copy_link)>")


def routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        yield from routes(pattern, route) if hasattr(pattern, "url_patterns") else [route]


PERSONAL = sorted(route for route in routes(get_resolver()) if PARTS.search(route))


def test_the_personal_addresses_are_found():
    assert len(PERSONAL) >= 10


@pytest.mark.parametrize("route", PERSONAL)
def test_no_personal_link_is_shown_whole(route):
    link = "https://jobs.example/" + PARTS.sub(TOKEN, route)
    shown = links.withheld(f"Answer here: {link} Thank you.")
    assert TOKEN not in shown and shown.endswith("Thank you.")


def test_other_links_stay_as_they_are():
    text = "The job: https://jobs.example/careers/dock-planner/ and https://jobs.example/offers/1/"
    assert links.withheld(text) == text
