"""The language of a text: what a page says is its reader's, what is kept is the product's first one."""

from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any, TypeAlias

from django.conf import settings
from django.utils import formats, translation

Text: TypeAlias = Any
"""A text, or a lazy one, which finds its language when it is shown."""


def kept_words() -> AbstractContextManager[None]:
    """What is written down inside is worded in the first language, whoever's page it comes from."""
    return translation.override(settings.LANGUAGE_CODE)


def small(label: Text) -> str:
    """A label in the middle of a sentence: in small letters, but for languages that write nouns with a capital."""
    return str(label).lower() if _has_small_nouns() else str(label)


def small_first(text: Text) -> str:
    """A sentence's words in the middle of another one; see `small`."""
    said = str(text)
    return said[:1].lower() + said[1:] if _has_small_nouns() else said


def number(value: Decimal | int, places: int | None = None) -> str:
    """82,000 as the reader's language writes it."""
    return formats.number_format(value, decimal_pos=places, force_grouping=True)


def _has_small_nouns() -> bool:
    return (translation.get_language() or "en").split("-")[0] != "de"
