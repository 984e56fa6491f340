"""/api/v1/: what the apps registered on the router, the schema and its page. Names the apps by string only."""

from importlib import import_module

from django.apps import apps
from django.urls import include, path, re_path
from django.utils.module_loading import module_has_submodule

from ats.kernel.api import openapi, words  # noqa: F401 (extensions and words register by being imported)
from ats.kernel.api.catchall import UnknownAddress
from ats.kernel.api.feeds import DeletionsView, EventsView
from ats.kernel.api.router import router
from ats.kernel.api.schema import SchemaView, docs
from ats.kernel.webhooks.api import DeliveryViewSet, EndpointViewSet

HOUSE = ("ats", "comms", "milestones", "sourcing", "issues", "performance", "governance")

router.register("webhook-endpoints", EndpointViewSet)
router.register("webhook-deliveries", DeliveryViewSet)
for name in HOUSE:
    package = apps.get_app_config(name).module
    if package and module_has_submodule(package, "api"):
        import_module(f"{name}.api.urls")
        if module_has_submodule(import_module(f"{name}.api"), "words"):
            import_module(f"{name}.api.words")

urlpatterns = [
    re_path(r"^schema/?$", SchemaView.as_view(), name="api-schema"),
    re_path(r"^docs/?$", docs, name="api-docs"),
    re_path(r"^events/?$", EventsView.as_view(), name="api-events"),
    re_path(r"^deletions/?$", DeletionsView.as_view(), name="api-deletions"),
    path("", include(router.urls)),
    re_path(r"^[\s\S]*$", UnknownAddress.as_view(), name="api-unknown"),  # a line break is no end of it
]
