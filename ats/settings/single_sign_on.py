"""Signing in with the company's own accounts, by OpenID Connect or SAML 2.0; each is off without its first setting."""

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

OIDC_ISSUER = env.str("ATS_OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env.str("ATS_OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("ATS_OIDC_CLIENT_SECRET", default="")
OIDC_LABEL = env.str("ATS_OIDC_LABEL", default="Sign in with your company account")
# A role's key, for either way; empty: only who is here or invited.
OIDC_NEW_PEOPLE_ROLE = env.str("ATS_OIDC_NEW_PEOPLE_ROLE", default="")

SAML_ENTITY_ID = env.str("ATS_SAML_ENTITY_ID", default="")  # the identity provider's, not ours
SAML_METADATA_URL = env.str("ATS_SAML_METADATA_URL", default="")
SAML_SSO_URL = env.str("ATS_SAML_SSO_URL", default="")
SAML_CERTIFICATE = env.str("ATS_SAML_CERTIFICATE", default="", multiline=True)
SAML_EMAIL_ATTRIBUTE = env.str("ATS_SAML_EMAIL_ATTRIBUTE", default="")
SAML_LABEL = env.str("ATS_SAML_LABEL", default="Sign in with your company account")
SAML_ANSWERS_PER_MINUTE = env.int("ATS_SAML_ANSWERS_PER_MINUTE", default=300)  # per address
if SAML_ENTITY_ID and not (SAML_METADATA_URL or (SAML_SSO_URL and SAML_CERTIFICATE)):
    raise ImproperlyConfigured(
        "ATS_SAML_ENTITY_ID is set. Give ATS_SAML_METADATA_URL too, or ATS_SAML_SSO_URL and ATS_SAML_CERTIFICATE."
    )

SOCIALACCOUNT_ADAPTER = "ats.single_sign_on.adapter.CompanyAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "ats.single_sign_on.openid_connect.CompanyOpenIDConnect"},
    "saml": {"provider_class": "ats.single_sign_on.saml.CompanySAML"},
}
