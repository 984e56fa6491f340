"""What other systems call a row: one row of a noun per external id, also where two systems, or two requests, come at once."""

from typing import Any

from django.utils.translation import gettext as _

from ats.actions.persistence import one_at_a_time
from ats.kernel.errors import DomainError


class ExternalIdTaken(DomainError):
    """Another row of the noun has this external id; two systems, or two requests at once, mean the same one."""

    status = 409
    code = "external-id-taken"


def hold(model: Any, external_id: str) -> None:
    """Let nobody else write the row of `model` with this external id until the caller's transaction ends."""
    one_at_a_time(f"{model._meta.model_name} external id {external_id}")


def claim(model: Any, external_id: str) -> None:
    """Hold the external id until the transaction ends. Raises ExternalIdTaken when another row has it; "" is nobody's."""
    if not external_id:
        return
    hold(model, external_id)
    if model._base_manager.filter(external_id=external_id).exists():
        raise ExternalIdTaken(_sentence(model).format(external_id=external_id))


def _sentence(model: Any) -> str:
    return {
        "candidate": _("Another candidate has the external id “{external_id}”. Look it up and change that one."),
        "job": _("Another job has the external id “{external_id}”. Look it up and change that one."),
        "application": _("Another application has the external id “{external_id}”. Look it up and change that one."),
    }[model._meta.model_name]
