"""Words that are chosen while the product runs, among those that stand elsewhere.

A file of its own, since the collector of words passes over it: what `words_of` is given was collected where it stands.
"""

from django.utils.translation import gettext, pgettext


def words_of(text: str, context: str = "") -> str:
    """`text` in the reader's language; it is collected for translation where it stands in words (`gettext_noop`)."""
    return pgettext(context, text) if context else gettext(text)
