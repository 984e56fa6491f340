"""The one form in which contact points are kept, so that the same address is found however it was typed."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ats.kernel.privacy.fields import blind_index


def normal_email(value: str) -> str:
    """The address in lower case, without surrounding space.

    Raises ValidationError when it is no address.
    """
    address = value.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(_("Enter an e-mail address such as ana@example.org."), code="email") from None
    return address


def normal_phone(value: str, country: str = "") -> str:
    """The number in E.164 form such as +351912345678; `country` (ISO 3166-1 alpha-2) reads numbers without prefix.

    Raises ValidationError when no such number can exist.
    """
    try:
        number = phonenumbers.parse(value, country or None)
    except phonenumbers.NumberParseException:
        raise ValidationError(
            _("Enter a phone number with its country code, such as +351 912 345 678."), code="phone"
        ) from None
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("This phone number is too short or too long. Start with the country code."), code="phone"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email_indexes(address: str) -> tuple[str, str]:
    """Blind indexes of a normal address and of its domain."""
    return blind_index(address, "email"), blind_index(address.rpartition("@")[2], "email_domain")


def phone_index(number: str) -> str:
    return blind_index(number, "phone")
