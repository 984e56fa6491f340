"""Which language somebody is spoken to in, which a kept text is written in, and how a sentence is put together in it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any, TypeAlias

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

Text: TypeAlias = Any
"""A text, or a lazy one, which finds its language when it is shown."""


def choices() -> list[tuple[str, Text]]:
    """What a person may choose; nothing chosen is the browser's."""
    return [("", _l("As in my browser")), *settings.LANGUAGES]


def is_spoken(language: str) -> bool:
    """Whether the product speaks it."""
    return language in dict(settings.LANGUAGES)


def of(person: Any) -> str:
    """The language that the person chose; empty where they did not, or where it is spoken no longer."""
    chosen: str = getattr(person, "language", "")
    return chosen if is_spoken(chosen) else ""


def of_reader(person: Any) -> AbstractContextManager[None]:
    """Speak as the person chose; as before where they did not choose."""
    return translation.override(of(person) or translation.get_language())


def english() -> AbstractContextManager[None]:
    """Speak English: to programs, whoever they work for."""
    return translation.override(settings.LANGUAGE_CODE)


def kept_words() -> AbstractContextManager[None]:
    """What is written down inside is worded in the first language, whoever's page it comes from."""
    return english()


def small(label: Text) -> str:
    """A label in the middle of a sentence: in small letters, but for languages that write nouns with a capital."""
    return str(label).lower() if _has_small_nouns() else str(label)


def small_first(text: Text) -> str:
    """A sentence's words in the middle of another one; see `small`."""
    said = str(text)
    return said[:1].lower() + said[1:] if _has_small_nouns() else said


def all_of(words: Iterable[Any]) -> str:
    """Such as "level and pay range"."""
    return _(" and ").join(str(word) for word in words)


def one_of(words: Iterable[Any]) -> str:
    """Such as "M or E"."""
    return _(" or ").join(str(word) for word in words)


def number(value: Decimal | int, places: int | None = None) -> str:
    """82,000 as the reader's language writes it."""
    return formats.number_format(value, decimal_pos=places, force_grouping=True)


def _has_small_nouns() -> bool:
    return (translation.get_language() or "en").split("-")[0] != "de"
