"""The product's addresses, and those of the floors."""

from django.urls import include, path

from ats.bench import views

urlpatterns = [
    path("bench/empty/", views.empty),
    path("bench/one-query/", views.one_query),
    path("bench/plain-rows/", views.plain_rows),
    path("", include("ats.urls")),
]

handler500 = "ats.kernel.pages.errors.server_error"
