"""Prospects, pools and sequences. Nothing of it is built yet: the app holds its place in the layers."""

from django.apps import AppConfig


class SourcingConfig(AppConfig):
    name = "sourcing"
    default_auto_field = "django.db.models.BigAutoField"
