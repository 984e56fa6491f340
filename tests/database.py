"""The test's own database, for programs that a test starts beside itself."""

from urllib.parse import quote

from django.db import connection


def database_url() -> str:
    """Its address, as DATABASE_URL has it; the server may listen on a socket."""
    its = connection.settings_dict
    password = f":{quote(its['PASSWORD'], safe='')}" if its["PASSWORD"] else ""
    if its["HOST"].startswith("/"):
        return f"postgres://{its['USER']}{password}@/{its['HOST']}/{its['NAME']}"
    return f"postgres://{its['USER']}{password}@{its['HOST']}:{its['PORT'] or 5432}/{its['NAME']}"
