"""The ways in that an administrator of the machine has set up, from the settings alone: no row can add another."""

from typing import Any

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop

from ats.kernel.wording import words_of

COMPANY = "company"
"""Part of the addresses to which the providers send people back."""
USUAL_LABEL = gettext_noop("Sign in with your company account")
"""What the settings call a button that was given no name."""
CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"
ATTRIBUTES = {
    "email": ["urn:oid:0.9.2342.19200300.100.1.3", f"{CLAIMS}emailaddress", "email", "mail"],
    "email_verified": ["http://schemas.auth0.com/email_verified", "email_verified"],
    "first_name": ["urn:oid:2.5.4.42", f"{CLAIMS}givenname", "firstName", "first_name"],
    "last_name": ["urn:oid:2.5.4.4", f"{CLAIMS}surname", "lastName", "last_name"],
}


def every() -> list[SocialApp]:
    """Unsaved, as the library wants them; the one by OpenID Connect comes first."""
    found = []
    if settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID:
        found.append(_openid_connect())
    if settings.SAML_ENTITY_ID:
        found.append(_saml())
    return found


def offered() -> list[tuple[str, str]]:
    """For the sign-in page: the words of each button, and the address that it leads to."""
    addresses = {"openid_connect": reverse("single_sign_on"), "saml": reverse("saml_login", args=[COMPANY])}
    return [(app.name, addresses[app.provider]) for app in every()]


def _openid_connect() -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id="company-openid-connect",
        name=words_of(settings.OIDC_LABEL),
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        settings={"server_url": settings.OIDC_ISSUER.rstrip("/"), "oauth_pkce_enabled": True},
    )


def _saml() -> SocialApp:
    """Its `client_id` is what the library puts into our addresses."""
    attributes = dict(ATTRIBUTES)
    if settings.SAML_EMAIL_ATTRIBUTE:
        attributes["email"] = [settings.SAML_EMAIL_ATTRIBUTE]
    return SocialApp(
        provider="saml",
        provider_id="company-saml",
        name=words_of(settings.SAML_LABEL),
        client_id=COMPANY,
        settings={
            "idp": _identity_provider(),
            "attribute_mapping": attributes,
            "verified_email": True,  # a signed word of the company's own directory
            "advanced": {
                "strict": True,
                "want_assertion_signed": True,
                "want_attribute_statement": False,  # the address may be the NameID
                "reject_deprecated_algorithm": True,
                "reject_idp_initiated_sso": True,
            },
        },
    )


def _identity_provider() -> dict[str, Any]:
    if settings.SAML_METADATA_URL:
        return {
            "entity_id": settings.SAML_ENTITY_ID,
            "metadata_url": settings.SAML_METADATA_URL,
            "metadata_request_timeout": settings.SOCIALACCOUNT_REQUESTS_TIMEOUT,
        }
    return {
        "entity_id": settings.SAML_ENTITY_ID,
        "sso_url": settings.SAML_SSO_URL,
        "x509cert": settings.SAML_CERTIFICATE,
    }
