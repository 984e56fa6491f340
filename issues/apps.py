"""Problem tickets about hiring. Nothing of it is built yet: the app holds its place in the layers."""

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"
    default_auto_field = "django.db.models.BigAutoField"
