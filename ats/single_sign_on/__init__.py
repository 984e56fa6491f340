"""Signing in with the company's own accounts: django-allauth's OpenID Connect and SAML 2.0, and stricter where it is lax."""
