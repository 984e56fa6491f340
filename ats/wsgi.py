"""The WSGI entry point: `granian --interface wsgi ats.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ats.launcher import restore_journal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ats.settings.base")
application = get_wsgi_application()
restore_journal.refuse_half(settings.VAR)
