"""Settings for the test suite: fast hashing, a movable clock, an in-process mailbox where no SMTP is asked for."""

import os
import tempfile

os.environ.setdefault("ATS_SECRET_KEY", "test-only-" + "x" * 50)
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/9")
os.environ.setdefault("ATS_STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
# Emptying every table between tests takes longer than a page may on a busy machine; the lock limit stays as it is.
os.environ.setdefault(
    "ATS_DATABASE_OPTIONS",
    "-c statement_timeout=60s -c lock_timeout=1s -c idle_in_transaction_session_timeout=60s",
)

from ats.settings.base import *  # noqa: F403
from ats.settings.base import DATABASES, LOGGING

TESTING = True
WAKE_WORKERS = False
SET_UP_PAGE = False  # tests that have nobody in their database mean to
COMPANY_SECONDS = 0.0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_scratch = tempfile.mkdtemp(prefix="waymark-test-")
CLOCK_FILE = os.path.join(_scratch, "clock.json")
MEDIA_ROOT = os.path.join(_scratch, "media")
AUDIT_ANCHOR_FILE = os.path.join(_scratch, "anchor.jsonl")
ERASURE_LEDGER_FILE = os.path.join(_scratch, "ledger.jsonl")
FIELD_KEYS = ["MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]
BLIND_INDEX_KEY = "test-blind-index"
AXES_ENABLED = False
# All test processes count in one Redis and come from one address; tests of a limit set their own.
APPLICATIONS_PER_MINUTE = SAML_ANSWERS_PER_MINUTE = REFERRALS_PER_DAY = 100_000
DATABASES["default"]["CONN_MAX_AGE"] = 0
LOGGING["root"]["level"] = "WARNING"
CELERY_TASK_DEFAULT_QUEUE = "waymark-test-" + os.environ.get("PYTEST_XDIST_WORKER", "main")
# A database that is migrated already, which each test process copies as its own (the launcher makes it).
if os.environ.get("ATS_TEST_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["ATS_TEST_TEMPLATE"]}
