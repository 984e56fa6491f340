"""Addresses of the frame itself."""

from django.urls import path

from ats.kernel.pages import gallery, saved_view_pages, views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
    path("theme/", views.theme, name="theme"),
    path("language/", views.language, name="language"),
    path("views/<slug:page>/new/", saved_view_pages.new, name="saved_view_new"),
    path("views/<uuid:pk>/", saved_view_pages.change, name="saved_view"),
    path("views/<uuid:pk>/deletion/", saved_view_pages.delete, name="saved_view_delete"),
    path("views/<uuid:pk>/default/", saved_view_pages.default, name="saved_view_default"),
    path("gallery/", gallery.gallery, name="gallery"),
]
