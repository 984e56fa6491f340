"""The label of a choice within a sentence."""

from typing import Any

from django.utils.translation import get_language


def in_sentence(label: Any) -> str:
    """Small in English (“the job is on hold”); as it stands in languages that write nouns large."""
    return str(label).lower() if (get_language() or "en").startswith("en") else str(label)
