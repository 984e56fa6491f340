"""Signing in and out, and passwords. The library's other pages (addresses, phones, codes) are not offered."""

from typing import NoReturn

from allauth.account.urls import urlpatterns as of_the_library
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path

from ats.kernel import access
from ats.views import single_sign_on

OFFERED = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # says that accounts are made by an administrator
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# The library gives the parameter to `reverse`; there is one company.
SAML = r"^(?P<organization_slug>company)/saml/"


@access.view(access.PUBLIC)
def not_offered(request: HttpRequest) -> NoReturn:
    """The library wants to know this page's address; an administrator changes addresses."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("company/", single_sign_on.begin, name="single_sign_on"),
    path("company/back/", single_sign_on.finish, name="single_sign_on_finish"),
    re_path(SAML + r"$", single_sign_on.saml_begin, name="saml_login"),
    re_path(SAML + r"acs/$", single_sign_on.saml_acs, name="saml_acs"),
    re_path(SAML + r"acs/finish/$", single_sign_on.saml_finish, name="saml_finish_acs"),
    re_path(SAML + r"metadata/$", single_sign_on.saml_metadata, name="saml_metadata"),
    re_path(SAML + r"sls/$", single_sign_on.saml_not_offered, name="saml_sls"),
    path("2fa/", include("ats.views.second_factor_urls")),
    *(pattern for pattern in of_the_library if pattern.name in OFFERED),
    path("email/", not_offered, name="account_email"),
]
