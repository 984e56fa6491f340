"""Production's settings for `manage.py bench`: each answer says what it cost, and there are addresses for the floors."""

from ats.settings.base import *  # noqa: F403
from ats.settings.base import MIDDLEWARE

MIDDLEWARE = ["ats.bench.middleware.counted", *MIDDLEWARE]
ROOT_URLCONF = "ats.bench.urls"
