"""Metrics, plans and reports. Nothing of it is built yet: the app holds its place in the layers."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "performance"
    default_auto_field = "django.db.models.BigAutoField"
