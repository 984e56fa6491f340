"""Retention, reviews and compliance. Nothing of it is built yet: the app holds its place in the layers."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    default_auto_field = "django.db.models.BigAutoField"
