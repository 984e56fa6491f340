"""Pieces of sentences, each as the reader's language puts it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.dateformat import format as in_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def all_of(words: Iterable[Any]) -> str:
    """Such as "level and pay range"."""
    return _(" and ").join(str(word) for word in words)


def one_of(words: Iterable[Any]) -> str:
    """Such as "M or E"."""
    return _(" or ").join(str(word) for word in words)


def long_day(value: date) -> str:
    """20 November 2026."""
    return in_format(value, pgettext("a day, in the letters of Django's date formats", "j F Y"))
