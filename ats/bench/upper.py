"""What stands in the upper apps' tables, named by string only, as the composition root does."""

from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string


def visits() -> Any:
    return apps.get_model("milestones", "Visit")


def job_workflows() -> Any:
    return apps.get_model("milestones", "JobWorkflow")


def milestones() -> dict[str, Any]:
    """The milestones of the standard workflow by their keys, each with its definition."""
    rows = apps.get_model("milestones", "Milestone").objects.filter(
        version__status=import_string("milestones.models.VersionStatus").ACTIVE, version__workflow__is_default=True
    )
    return {row.definition.key: row for row in rows.select_related("definition", "version")}


def event(name: str) -> Any:
    """An event of the milestones' app, such as ApplicationAdvanced."""
    return import_string(f"milestones.events.{name}")
