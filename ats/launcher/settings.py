"""The environment that Django gets from the launcher. Whatever is set already is left as it is."""

import os

from ats.launcher import keys
from ats.launcher.places import Places


def for_demo(places: Places, servers: dict[str, str], *, port: int, smtp_port: int) -> dict[str, str]:
    """Everything the demo's processes and the commands beside it are told."""
    made = {
        "DJANGO_SETTINGS_MODULE": "ats.settings.base",
        "ATS_VAR": str(places.var),
        "ATS_DEMO": "1",
        "ATS_BASE_URL": f"http://localhost:{port}",
        "ATS_SMTP_HOST": "127.0.0.1",
        "ATS_SMTP_PORT": str(smtp_port),
        "PYTHONUNBUFFERED": "1",
        **keys.environment(places.var),
        **servers,
    }
    return {**made, **os.environ}


def told(settings: dict[str, str]) -> dict[str, str]:
    """The part of an environment that is the product's, for a command that is to work on the same data."""
    names = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in settings.items() if name in names or name.startswith("ATS_")}
