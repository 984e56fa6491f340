"""OAuth 2.0 for REST: client credentials only. Who the clients are, and their secrets, is told by the API keys."""

import environ

env = environ.Env()

OAUTH2_PROVIDER_APPLICATION_MODEL = "kernel.ApiKey"
OAUTH_TOKEN_SECONDS = env.int("ATS_OAUTH_TOKEN_SECONDS", default=1800)
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",  # knows no other grant
    "OAUTH2_VALIDATOR_CLASS": "ats.kernel.api.oauth.validator.ClientValidator",
    "SCOPES_BACKEND_CLASS": "ats.kernel.api.oauth.scopes.KeyScopes",
    "ACCESS_TOKEN_GENERATOR": "ats.kernel.api.oauth.tokens.generate",
    "ACCESS_TOKEN_EXPIRE_SECONDS": OAUTH_TOKEN_SECONDS,
    "APPLICATION_ADMIN_CLASS": "ats.kernel.api.admin.ApiKeyAdmin",
    # RFC 9700. Of tokens only a checksum is kept; the others forbid what no grant of ours does.
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
}

# --- Secrets of API keys and OAuth clients: how long the old one goes on beside a new one, and who is reminded when --------
KEY_OVERLAP_DAYS = env.int("ATS_KEY_OVERLAP_DAYS", default=7)
KEY_ROTATION_DAYS = env.int("ATS_KEY_ROTATION_DAYS", default=180)  # 0: nobody is reminded
KEY_NOTICE_DAYS = env.int("ATS_KEY_NOTICE_DAYS", default=14)  # before a secret is due, or ends
