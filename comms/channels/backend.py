"""Any of Django's mail backends, such as the console's or the in-process mailbox of tests."""

from django.core.mail import EmailMessage as DjangoMessage
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext_noop

from ats.kernel import clock
from comms import mime
from comms.channels import Guarantee, TryAgain
from comms.models import Message


class _Built(DjangoMessage):
    """Django's wrapper around a mail that is already built."""

    def __init__(self, message: Message) -> None:
        self._mail = mime.build(message, clock.now())
        super().__init__(message.subject, message.body_text, str(self._mail["From"]), [message.to_address])

    def message(self) -> object:
        return self._mail


class BackendChannel:
    guarantee = Guarantee.NONE

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def open(self) -> None:
        self._backend = get_connection()

    def send(self, message: Message, *, seconds: float) -> str:
        if self._backend is None:
            raise TryAgain(gettext_noop("The connection was closed."))
        self._backend.send_messages([_Built(message)])
        return "handed to the mail backend"

    def close(self) -> None:
        if self._backend is not None:
            self._backend.close()
            self._backend = None
