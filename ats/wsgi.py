"""The WSGI entry point: `granian --interface wsgi ats.wsgi:application`."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ats.launcher import restore_journal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ats.settings.base")
application = get_wsgi_application()
restore_journal.refuse_half(settings.VAR)
# What is loaded by now stays: collections needn't look through it again and again, which cost a page a tenth of its time.
gc.collect()
gc.freeze()
