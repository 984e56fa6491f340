"""The composition root of URLs: names upper apps by string only."""

from django.contrib import admin
from django.urls import include, path

from ats.views import health

urlpatterns = [
    path("healthz", health.process, name="healthz"),
    path("readyz", health.progress, name="readyz"),
    path("accounts/", include("ats.views.account_urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("ats.kernel.api.urls")),
    path("o/", include("ats.kernel.api.oauth.urls")),
    path("", include("ats.kernel.pages.urls")),
    path("", include("ats.kernel.notices.urls")),
    path("", include("ats.views.urls")),
    path("", include("milestones.views.urls")),
    path("", include("comms.views.urls")),
]

handler500 = "ats.kernel.pages.errors.server_error"
