"""The ASGI entry point, kept for a future live channel."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ats.settings.base")
application = get_asgi_application()
