"""Second factors: the library's pages in the house's look; its own overview is the account page."""

from allauth.mfa.base.views import authenticate, reauthenticate
from allauth.mfa.recovery_codes import urls as recovery_codes
from allauth.mfa.totp import urls as totp
from allauth.mfa.webauthn import urls as webauthn
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="account"), name="mfa_index"),
    path("authenticate/", authenticate, name="mfa_authenticate"),
    path("reauthenticate/", reauthenticate, name="mfa_reauthenticate"),
    path("totp/", include(totp)),
    path("recovery-codes/", include(recovery_codes)),
    path("webauthn/", include(webauthn)),
]
