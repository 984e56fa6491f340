"""Workflows, the board, visits and the engine that moves an application."""

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    name = "milestones"
    verbose_name = "Workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from milestones import registrations

        registrations.register()
