"""Text of one line, such as a name: what people see is what is kept, and nothing hides in it."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by their category that nobody sees."""
ADDRESSES = re.compile(r"://|www\.", re.IGNORECASE)


def one_line(value: str) -> str:
    """The text with line breaks and runs of space as one space.

    Raises ValidationError for control characters, for marks that turn the direction of what follows, and for text of which
    nothing can be seen.
    """
    text = " ".join(value.split())
    shows_all = text.isprintable()  # by Unicode: neither control characters nor marks of direction
    if shows_all and text.isascii():
        return text
    if not shows_all and any(_hides(letter) for letter in text):
        raise ValidationError(_("This holds a character that can't be shown. Type it anew."), code="control")
    if text and not any(_is_seen(letter) for letter in text):
        raise ValidationError(_("Nothing of this can be seen. Type it anew."), code="invisible")
    return text


def name_of_a_person(value: str) -> str:
    """A name that a stranger gives: one line, and no address in it, since it stands in mails that we send."""
    text = one_line(value)
    if ADDRESSES.search(text):
        raise ValidationError(_("Leave web addresses out of the name."), code="address")
    return text


def _hides(letter: str) -> bool:
    return letter in BIDI or unicodedata.category(letter) in ("Cc", "Cs") or ord(letter) & 0xFFFE == 0xFFFE


def _is_seen(letter: str) -> bool:
    return letter not in BLANKS and unicodedata.category(letter)[0] not in "CZ"
