"""/o/: the library's other pages (authorization by people, registration of clients) are not served."""

from django.urls import re_path

from ats.kernel.api.oauth.views import TokenView

urlpatterns = [re_path(r"^token/?$", TokenView.as_view(), name="oauth-token")]
