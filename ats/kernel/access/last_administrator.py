"""Somebody can always change the set-up: a change after which nobody could is refused and undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ats.kernel.access.held import assignments
from ats.kernel.access.models import Scope
from ats.kernel.access.permissions import KernelPermission
from ats.kernel.errors import DomainError


class LastAdministrator(DomainError):
    """The change would leave the product without anybody who may change the set-up."""

    code = "last-administrator"


@contextmanager
def kept() -> Iterator[None]:
    """Undo what happens inside where it takes the last administrator away; raises LastAdministrator then.

    Two administrators who take away each other's role at the same moment wait for one another here.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('last administrator'))")
        before = there_is_one()
        yield
        if before and not there_is_one():
            raise LastAdministrator(
                _("After this nobody could change the set-up any more. Make somebody else an administrator first.")
            )


def there_is_one() -> bool:
    """Whether a person who may sign in holds the right to change the set-up, over the whole company."""
    held = assignments(KernelPermission.ADMIN_CONFIGURE).filter(scope=Scope.ALL)
    return held.filter(user__is_active=True, user__is_staff=True, user__is_service=False).exists()
