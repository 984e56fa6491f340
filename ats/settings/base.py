"""Settings, every one from the environment (README, "Configuration", has a line for each)."""

import logging
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from ats.settings.oauth import *  # noqa: F403
from ats.settings.single_sign_on import *  # noqa: F403

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.Env()


def required(name: str, cure: str) -> str:
    """The setting `name`, or an ImproperlyConfigured that names its cure."""
    if name not in env.ENVIRON:
        raise ImproperlyConfigured(f"{name} is not set. {cure}")
    return env.str(name)


# --- Where things are -------------------------------------------------------------------------------------------------
VAR = Path(env.str("ATS_VAR", default=str(ROOT / "var")))
DEMO = env.bool("ATS_DEMO", default=False)
DEBUG = env.bool("ATS_DEBUG", default=False)
SECRET_KEY = required(
    "ATS_SECRET_KEY", "Set it to 50 or more random characters; `python3 manage.py demo` makes one in var/."
)
ALLOWED_HOSTS = env.list("ATS_ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
BASE_URL = env.str("ATS_BASE_URL", default="http://localhost:8000").rstrip("/")
COMPANY_NAME = env.str("ATS_COMPANY_NAME", default="Tidewell")  # until the set-up page or the administration says it
COMPANY_SECONDS = 5.0  # how long a process goes on with the company's name and looks after they were changed elsewhere
SET_UP_PAGE = True
CSRF_TRUSTED_ORIGINS = env.list("ATS_TRUSTED_ORIGINS", default=[])

# --- Apps -------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "ats.kernel.apps.KernelConfig",
    "ats.apps.CoreConfig",
    "comms.apps.CommsConfig",
    "milestones.apps.MilestonesConfig",
    "sourcing.apps.SourcingConfig",
    "issues.apps.IssuesConfig",
    "performance.apps.PerformanceConfig",
    "governance.apps.GovernanceConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "simple_history",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "oauth2_provider",
    "django_structlog",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "ats.kernel.pages.middleware.unreadable_refused",
    "ats.kernel.memo.per_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ats.kernel.pages.languages.visitors_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ats.kernel.pages.middleware.private_pages_unkept",
    "ats.kernel.audit.middleware.access_log",
    "ats.views.gates.looks_as_somebody_else",
    "ats.kernel.pages.languages.readers_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ats.kernel.logs.RequestLog",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ats.kernel.pages.middleware.ReaderZoneMiddleware",
    "ats.kernel.pages.middleware.RefusalMiddleware",
    "ats.views.gates.set_up_first",
    "ats.views.gates.second_factor_first",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "ats.urls"
WSGI_APPLICATION = "ats.wsgi.application"
FORM_RENDERER = "ats.kernel.pages.rendering.HouseRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ats.kernel.pages.context.shell",
                "ats.views.branding.context",
            ],
            "builtins": [
                "ats.kernel.templatetags.house",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.db_url_config(
            required(
                "DATABASE_URL", "Give a Postgres 15+ URL, or run through `python3 manage.py …`, which starts its own."
            )
        ),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"]["options"] = env.str(
    "ATS_DATABASE_OPTIONS",
    default="-c statement_timeout=5s -c lock_timeout=1s -c idle_in_transaction_session_timeout=10s",
)
PREPARED_STATEMENTS = env.bool("ATS_PREPARED_STATEMENTS", default=True)  # off behind a pool that shares connections
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = required(
    "REDIS_URL", "Give a Redis or Valkey URL, or run through `python3 manage.py …`, which starts its own."
)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Celery only wakes work up; rows hold it (docs/adr) ---------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_DEFAULT_QUEUE = env.str("ATS_QUEUE", default="waymark")
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 5, "socket_keepalive": True}
CELERY_BEAT_SCHEDULE = {"wake": {"task": "ats.kernel.tasks.wake", "schedule": 2.0, "options": {"expires": 2.0}}}
# What workers use instead of ATS_DATABASE_OPTIONS: a batch may take longer than a page.
WORKER_DATABASE_OPTIONS = env.str(
    "ATS_WORKER_DATABASE_OPTIONS",
    default="-c statement_timeout=60s -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s",
)
WAKE_WORKERS = env.bool("ATS_WAKE_WORKERS", default=True)
POLL_SECONDS = env.float("ATS_POLL_SECONDS", default=1.0)
CLOCK_FILE = env.str("ATS_CLOCK_FILE", default=str(VAR / "clock.json") if DEMO else "")

# --- People and sign-in -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "ats.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "ats.accounts.Colleagues",
    "guardian.backends.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "ats.accounts.ClosedAccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes the product write to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"reset_password": "ats.forms.accounts.ForgottenPasswordForm"}
MFA_ADAPTER = "ats.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by administrators
MFA_TOTP_TOLERANCE = 1  # steps of 30 s before and after: telephones' clocks go wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = BASE_URL.startswith("http://localhost")
USERSESSIONS_TRACK_ACTIVITY = False
AXES_FAILURE_LIMIT = env.int("ATS_SIGN_IN_FAILURES", default=1000 if DEMO else 10)
AXES_COOLOFF_TIME = env.float("ATS_SIGN_IN_COOLOFF_HOURS", default=0.25)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
ACCOUNT_RATE_LIMITS = False if DEMO else {"login_failed": "10/m/ip,5/300s/key"}
SESSION_ENGINE = "ats.kernel.pages.sessions"
SESSION_COOKIE_AGE = env.int("ATS_SESSION_SECONDS", default=12 * 3600)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
HTTPS = env.bool("ATS_HTTPS", default=BASE_URL.startswith("https://"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a health check speaks plain HTTP inside the machine
SECURE_HSTS_SECONDS = env.int("ATS_HSTS_SECONDS", default=31536000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("ATS_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Content security policy: no inline script, no inline style, anywhere, the admin included -------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

# --- Keys -------------------------------------------------------------------------------------------------------------
# Base64 of 32 random bytes each; the first encrypts, all of them decrypt (rotation with overlap).
FIELD_KEYS = env.list("ATS_FIELD_KEYS", default=[])
BLIND_INDEX_KEY = env.str("ATS_BLIND_INDEX_KEY", default="")

# --- Files ------------------------------------------------------------------------------------------------------------
MEDIA_ROOT = env.str("ATS_MEDIA_ROOT", default=str(VAR / "media"))
APPLICATIONS_PER_MINUTE = env.int("ATS_APPLICATIONS_PER_MINUTE", default=1000 if DEMO else 20)  # per address
STATUS_WISHES_PER_MINUTE = env.int("ATS_STATUS_WISHES_PER_MINUTE", default=5)  # per candidate's link
REFERRALS_PER_DAY = env.int("ATS_REFERRALS_PER_DAY", default=20)  # per colleague
# Within how many days a person's wish about their data is answered. The law's month; please confirm with counsel.
DATA_REQUEST_DAYS = env.int("ATS_DATA_REQUEST_DAYS", default=30)
# A program that is given a path and exits 0 (clean) or 1 (infected), such as `clamdscan --no-summary`; empty: none.
ANTIVIRUS_COMMAND = env.str("ATS_ANTIVIRUS_COMMAND", default="")
UPLOAD_MAX_BYTES = env.int("ATS_UPLOAD_MAX_BYTES", default=10 * 1024 * 1024)
# A TrueType file with the letters that the bundled font lacks (Greek, Cyrillic, Vietnamese); empty: none.
LETTER_FONT = env.str("ATS_LETTER_FONT", default="")
IMPORT_MAX_BYTES = env.int("ATS_IMPORT_MAX_BYTES", default=50 * 1024 * 1024)
# Exports. At most so many rows leave within EXPORT_HOURS without an approval; with contact points or pay in them, fewer.
EXPORT_ROWS_WITHOUT_APPROVAL = env.int("ATS_EXPORT_ROWS_WITHOUT_APPROVAL", default=500)
EXPORT_SENSITIVE_ROWS_WITHOUT_APPROVAL = env.int("ATS_EXPORT_SENSITIVE_ROWS_WITHOUT_APPROVAL", default=0)
EXPORT_MAX_ROWS = env.int("ATS_EXPORT_MAX_ROWS", default=1_000_000)
EXPORT_HOURS = env.int("ATS_EXPORT_HOURS", default=24)  # then a file that was made is deleted
STEP_UP_SECONDS = env.int("ATS_STEP_UP_SECONDS", default=300)  # how fresh a sign-in must be to download an export
PARSE_SECONDS = env.int("ATS_PARSE_SECONDS", default=10)
PARSE_MEGABYTES = env.int("ATS_PARSE_MEGABYTES", default=256)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
AUDIT_ANCHOR_FILE = env.str("ATS_AUDIT_ANCHOR_FILE", default=str(VAR / "audit-anchor.jsonl"))
ERASURE_LEDGER_FILE = env.str("ATS_ERASURE_LEDGER_FILE", default=str(VAR / "erasure-ledger.jsonl"))

# --- Mail -------------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.str("ATS_SMTP_HOST", default="localhost")
EMAIL_PORT = env.int("ATS_SMTP_PORT", default=25)
EMAIL_HOST_USER = env.str("ATS_SMTP_USER", default="")
EMAIL_HOST_PASSWORD = env.str("ATS_SMTP_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("ATS_SMTP_TLS", default=False)
EMAIL_TIMEOUT = env.int("ATS_SMTP_SECONDS", default=10)
DEFAULT_FROM_EMAIL = env.str("ATS_MAIL_FROM", default="hiring@waymark.example")
MAIL_DIR = env.str("ATS_MAIL_DIR", default=str(VAR / "mail"))

# --- Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
FORMAT_MODULE_PATH = ["ats.formats"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_TIME_ZONE = env.str("ATS_TIME_ZONE", default="Europe/Lisbon")

# --- Interviews -------------------------------------------------------------------------------------------------------
INTERVIEW_REMINDER_HOURS = env.int("ATS_INTERVIEW_REMINDER_HOURS", default=24)  # before it begins
SCORECARD_DUE_MINUTES = env.int("ATS_SCORECARD_DUE_MINUTES", default=540)  # business minutes after the interview
SCORECARD_REMINDERS = env.int("ATS_SCORECARD_REMINDERS", default=3)  # how often an interviewer is reminded
BOOKING_CHANGE_HOURS = env.int("ATS_BOOKING_CHANGE_HOURS", default=24)  # until then candidates move what they booked
BOOKING_OPEN_DAYS = env.int("ATS_BOOKING_OPEN_DAYS", default=7)  # how long a booking link can be answered

# --- Static files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = env.str("ATS_STATIC_ROOT", default=str(VAR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": env.str("ATS_STATIC_STORAGE", default="ats.kernel.pages.static_files.StaticFiles")},
}

# --- Webhooks, and whatever else goes to an address that somebody typed in ---------------------------------------------
OUTGOING_HTTP = DEMO  # elsewhere only https
# Internal networks that such addresses may lead to all the same, as CIDR. The demo speaks to receivers on its own machine.
OUTGOING_NETWORKS = env.list("ATS_OUTGOING_NETWORKS", default=["127.0.0.1/32"] if DEMO else [])
WEBHOOK_SECONDS = env.int("ATS_WEBHOOK_SECONDS", default=15)  # for one attempt, from the name's lookup to the answer
# Pauses before the second, third … attempt; with the default ten attempts within three days and three hours.
WEBHOOK_RETRY_SECONDS = env.list(
    "ATS_WEBHOOK_RETRY_SECONDS", cast=int, default=[5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
)
WEBHOOK_FAILING_HOURS = env.int("ATS_WEBHOOK_FAILING_HOURS", default=72)  # then an endpoint is switched off
WEBHOOK_SECRET_HOURS = env.int("ATS_WEBHOOK_SECRET_HOURS", default=24)  # how long the old secret signs beside a new one
WEBHOOK_LOG_DAYS = env.int("ATS_WEBHOOK_LOG_DAYS", default=90)  # how long settled deliveries are kept

# --- REST -------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "ats.kernel.api.authentication.KeyAuthentication",
        "ats.kernel.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["ats.kernel.api.permissions.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["ats.kernel.api.rendering.HouseJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["ats.kernel.api.parsing.HouseJSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_PAGINATION_CLASS": "ats.kernel.api.paging.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["ats.kernel.api.filters.OwnFilters"],
    "DEFAULT_SCHEMA_CLASS": "ats.kernel.api.openapi.HouseSchema",
    "EXCEPTION_HANDLER": "ats.kernel.api.problems.handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DATETIME_FORMAT": "%Y-%m-%dT%H:%M:%S.%fZ",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Waymark REST API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "GET_LIB_DOC_EXCLUDES": "ats.kernel.api.document.hooks.not_for_callers",
    "POSTPROCESSING_HOOKS": ["ats.kernel.api.document.enums.named", "ats.kernel.api.document.hooks.with_the_rest"],
}
API_BULK_ROWS = env.int("ATS_API_BULK_ROWS", default=500)  # how many rows one request may bring
API_RATE_PER_MINUTE = env.int("ATS_API_RATE_PER_MINUTE", default=6000 if DEMO else 600)

# --- History and logs -------------------------------------------------------------------------------------------------
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "house": {"()": "ats.kernel.logs.formatter", "as_json": env.bool("ATS_LOG_JSON", default=not DEBUG)}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "house"}},
    "root": {"handlers": ["stderr"], "level": env.str("ATS_LOG_LEVEL", default="INFO")},
    "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
}
