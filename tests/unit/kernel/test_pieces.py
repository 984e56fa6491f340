"""Pieces of pages: what is remembered shows what its row says, to whomever, in every language."""

from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from ats.kernel.pages import pieces
from ats.kernel.templatetags.house import icon

LINK = "milestones/board/_link.html"
CARD = "_components/board_card.html"
JOB = UUID("0f7f1f43-7a2e-4b55-9a44-3d5d5f0f7a10")


class Link(NamedTuple):
    pk: UUID
    name: Any


class Marked(NamedTuple):
    pk: UUID
    name: SafeString


@pytest.fixture(autouse=True)
def forgotten() -> None:
    pieces._drawn.cache_clear()


def test_the_same_row_is_drawn_once_and_another_one_anew() -> None:
    rows = [Link(JOB, "Designer"), Link(JOB, "Designer"), Link(JOB, "Engineer")]
    html = pieces.drawn(LINK, rows)
    assert (html.count("Designer"), html.count("Engineer")) == (2, 1)
    assert pieces._drawn.cache_info().misses == 2


def test_each_language_has_its_own() -> None:
    row = Link(JOB, "Designer")
    english = pieces.drawn(LINK, [row])
    with translation.override("de"):
        german = pieces.drawn(LINK, [row])
    assert german != english
    assert pieces.drawn(LINK, [row]) == english


def test_text_is_escaped_also_where_equal_markup_was_drawn_before() -> None:
    assert "<b>x</b>" in pieces.drawn(LINK, [Marked(JOB, mark_safe("<b>x</b>"))])
    with pytest.raises(pieces.NotPlain):
        pieces.drawn(LINK, [Link(JOB, mark_safe("<i>x</i>"))])
    assert "&lt;b&gt;x" in pieces.drawn(LINK, [Link(JOB, "<b>x</b>")])


def test_a_record_of_the_database_is_refused() -> None:
    with pytest.raises(pieces.NotPlain):
        pieces.drawn(LINK, [Link(JOB, object())])


def test_each_page_puts_its_own_token_into_remembered_forms() -> None:
    row = {"id": 1, "name": "Aiko", "can_move": True, "move_url": "/", "moves": []}
    card = NamedTuple("Card", [(name, Any) for name in row])(**row | {"moves": ()})  # type: ignore[misc]
    first, second = (pieces.drawn(CARD, [card], token) for token in ("one-token", "two-token"))
    assert 'value="one-token"' in first and 'value="two-token"' in second
    assert pieces.FORMS_TOKEN not in first + second


def test_the_label_of_an_icon_is_escaped_also_where_equal_markup_was_drawn_before() -> None:
    assert 'aria-label="a &amp; b"' in icon("star", "s", mark_safe("a &amp; b"))
    assert 'aria-label="a &amp;amp; b"' in icon("star", "s", "a &amp; b")
