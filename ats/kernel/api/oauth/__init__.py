"""OAuth 2.0 client credentials (RFC 6749, 4.4) at /o/token/, by django-oauth-toolkit. Clients are ApiKeys of their kind, so
that secrets, rotation, scopes and the service user are the same thing for both."""
