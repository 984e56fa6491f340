"""The mailbox that mail comes from."""

from email.utils import parseaddr

from django.conf import settings

from ats.queries.company import identity


def sender() -> tuple[str, str]:
    """Name and address in the setting (ATS_MAIL_FROM); where it gives no name, the company's."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return name or identity().name, address
