"""What keeps a person from coming in by the company's account."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ats.kernel.errors import DomainError

AWAY = _("The sign-in of your company does not answer just now. Try again, or use your password.")
CANCELLED = _("You did not finish signing in with your company account. Begin again when you like.")
MANY = _("Many people are signing in from your address just now. Please wait a minute and begin again.")
NO_ADDRESS = _("Your company's account has no verified e-mail address, so we can't tell who you are here.")
NOT_OURS = _("The sign-in of your company sent something that can't be trusted. Try again.")
STRANGE = _("This sign-in was not begun here, or it took too long. Begin again.")


class SignInRefused(DomainError):
    """The provider, or what it sent, can't be trusted. The sentence says nothing that helps whoever tries."""

    status = 403
    code = "sign-in-refused"

    def __init__(self, message: Any, **details: Any) -> None:
        super().__init__(str(message), **details)
