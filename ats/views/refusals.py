"""A refusal of a rule as an error of the form that asked for it."""

from collections.abc import Callable
from typing import Any

from django.forms import Form

from ats.kernel.errors import DomainError


def done(form: Form, deed: Callable[[], Any]) -> bool:
    """Do it; where a rule refuses, its sentence becomes an error of `form` (of the field it names) and the answer is False."""
    try:
        deed()
    except DomainError as refusal:
        named = [field for field in refusal.details.get("errors", {}) if field in form.fields]
        for field in named or [None]:
            form.add_error(field, refusal.message)
        return False
    return True
