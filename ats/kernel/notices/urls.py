"""Addresses of the notices."""

from django.urls import path

from ats.kernel.notices import views

urlpatterns = [
    path("inbox/", views.index, name="inbox"),
    path("notifications/", views.moved, name="notices"),
    path("notifications/reading/", views.reading_all, name="notices_reading"),
    path("notifications/<uuid:pk>/reading/", views.read, name="notice_reading"),
    path("notifications/hint/", views.hint, name="notices_hint"),
    path("notifications/bell/", views.bell, name="notices_bell"),
]
