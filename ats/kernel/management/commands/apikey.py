"""`manage.py apikey create --name N --role R [--scopes …] [--days D]`, `apikey list`, `rotate ID`, `revoke ID`."""

from ats.kernel.api.models import Kind
from ats.kernel.management.credentials import CredentialCommand


class Command(CredentialCommand):
    help = "Makes, lists, rotates and revokes API keys. The last line of `create` and `rotate` is the key, shown only once."
    kind, what, command = Kind.KEY, "Key", "apikey"
