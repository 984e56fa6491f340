"""`manage.py oauthclient create --name N --role R [--scopes …] [--days D]`, `oauthclient list`, `rotate ID`, `revoke ID`."""

from ats.kernel.api.models import Kind
from ats.kernel.management.credentials import CredentialCommand


class Command(CredentialCommand):
    help = "Makes, lists, rotates and revokes OAuth clients. The last line of `create` and `rotate` is id.secret."
    kind, what, command = Kind.OAUTH_CLIENT, "OAuth client", "oauthclient"
