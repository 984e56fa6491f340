"""The WSGI entry point: `granian --interface wsgi ats.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ats.settings.base")
application = get_wsgi_application()
