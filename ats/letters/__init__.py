"""Offer letters: named fields in plain text, laid out as a PDF. Pure: no rows are read or written here."""

from ats.letters.fields import FIELDS, UnknownLetterField, check, fill
from ats.letters.fonts import not_shown
from ats.letters.layout import Signature, pdf

__all__ = ["FIELDS", "Signature", "UnknownLetterField", "check", "fill", "not_shown", "pdf"]
