"""Merge fields, the HTML part, pauses between attempts, and the wordings that come with the product."""

import random
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from comms import markup, merge_fields, mime, retry
from comms.mailcatcher import letters
from comms.models import Message
from comms.wordings import ABOUT_ACCOUNTS, CONSENT_TEXTS, TO_CANDIDATES, TO_COLLEAGUES

AT = datetime(2026, 11, 20, 10, 2, tzinfo=UTC)


def test_fields_are_filled_once_and_nothing_else_is_touched():
    text = merge_fields.render(
        "{{ job_name }} {% if x %} {{candidate_name}}", {"job_name": "{{note}}", "candidate_name": "A\nB"}
    )
    assert text == "{{note}} {% if x %} A B"


def test_facts_keep_their_lines_and_lose_control_characters():
    assert merge_fields.render("{{facts}}", {"facts": "a\x00b\nc"}) == "a b\nc"


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_value_counts_as_missing(empty):
    with pytest.raises(merge_fields.MissingValue) as refusal:
        merge_fields.render("{{link}}", {"link": empty})
    assert refusal.value.details == {"field": "link"}


@pytest.mark.parametrize("line", ["a\r\nb", "a\u2028b", "a\x0bb", "a\x85b"])
def test_one_line_is_one_line(line):
    assert len(merge_fields.one_line(line).splitlines()) == 1


def test_html_is_escaped_and_only_our_own_links_are_links(settings):
    settings.BASE_URL = "http://localhost:8000"
    page = markup.html(
        subject="<b>",
        text="<script>\n\nhttp://localhost:8000/o/x/?a=1&b=2\nhttp://evil.example/ http://localhost:8000.evil.example/",
    )
    assert "<script>" not in page
    assert '<a href="http://localhost:8000/o/x/?a=1&amp;b=2"' in page
    assert page.count("<a ") == 1


def test_the_mailbox_makes_our_links_relative_and_leaves_others_alone(settings):
    settings.BASE_URL = "http://localhost:8000"
    pieces = letters.pieces("See http://localhost:8000/careers/ or http://evil.example/ now")
    assert [piece.href for piece in pieces] == ["", "/careers/", "", "", ""]
    assert "".join(piece.text for piece in pieces) == "See http://localhost:8000/careers/ or http://evil.example/ now"


def test_pauses_grow_and_are_spread_over_the_whole_bound():
    chance = random.Random(1)
    for attempt in (1, 3, 30):
        pauses = [retry.pause(attempt, chance=chance) for _ in range(500)]
        bound = min(retry.LONGEST, retry.FIRST * 2 ** (attempt - 1))
        assert max(pauses) <= bound
        assert max(pauses) > bound * 0.9
        assert min(pauses) < bound * 0.2


def test_attempts_end_by_number_and_by_age():
    assert not retry.is_spent(tries=retry.ATTEMPTS - 1, planned=AT, at=AT + retry.AGE)
    assert retry.is_spent(tries=retry.ATTEMPTS, planned=AT, at=AT)
    assert retry.is_spent(tries=1, planned=AT, at=AT + retry.AGE + timedelta(seconds=1))


@pytest.mark.parametrize("wording", [*TO_CANDIDATES, *TO_COLLEAGUES, *ABOUT_ACCOUNTS], ids=lambda wording: wording[0])
def test_every_wording_that_comes_along_uses_known_fields(wording):
    merge_fields.check(wording[2] + wording[3])


def test_there_is_a_consent_text_for_the_union_and_for_everywhere_else():
    assert {(region, purpose) for region, purpose, *_ in CONSENT_TEXTS} == {
        (region, purpose) for region in ("eu", "") for purpose in ("application", "talent_pool")
    }


@pytest.mark.parametrize(
    "subject",
    [
        "Interview for Senior Engineer: Wednesday 2 December 2026, 15:00–15:45 (Europe/Lisbon)",
        "Ana Sousa accepted the offer: Senior Backend Engineer, Payments Platform",
        "Łukasz Żółć Brzęczyszczykiewicz " * 6,
        "a" * 300,
    ],
)
def test_a_long_subject_is_folded_without_a_space_too_many(subject, settings):
    settings.DEFAULT_FROM_EMAIL = "Tidewell hiring <hiring@waymark.example>"
    subject = subject.strip()
    message = Message(
        to_name="Ana", to_address="ana@mail.example", subject=subject, body_text="b", body_html="<p>b</p>"
    )
    written = mime.build(message, AT).as_bytes()
    read = message_from_bytes(written, policy=policy.default)
    assert (read["Subject"], read["From"]) == (subject, settings.DEFAULT_FROM_EMAIL)
    assert all(len(line) <= 998 for line in written.split(b"\r\n"))
