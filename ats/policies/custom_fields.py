"""What may stand in a custom field: the one rule for pages, REST and imports alike."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from ats.kernel import access
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.languages import number
from ats.models import CustomField, CustomType
from ats.models.lines import one_line

LINE, TEXT, DIGITS = 500, 10_000, 15


class CustomFieldRefused(DomainError):
    """A value doesn't fit its field, or there is no such field; details hold `errors` by field."""

    status = 400
    code = "custom-field"


def merged(
    entity: str, before: Mapping[str, Any], given: Mapping[str, Any], *, by: Any, row: Any = None
) -> dict[str, Any]:
    """`before` with the values of `given`, typed; None takes a value away, and what isn't named stays.

    `row` is what the fields belong to (None: a new one), `by` None the system. Raises CustomFieldRefused with the reason
    for each field, NotAllowed for a field that `by` may not see.
    """
    known = {field.key: field for field in CustomField.objects.of(entity)}
    _writable(entity, known, given, by, row)
    after, errors = dict(before), {}
    for key, value in given.items():
        try:
            typed = None if key in known and value in (None, "", []) else _typed(known, key, value, before)
        except ValueError as error:
            errors[f"custom_fields.{key}"] = [str(error)]
            continue
        after[key] = typed
    if errors:
        sentences = " ".join(f"{_name(known, key)}: {said[0]}" for key, said in errors.items())
        raise CustomFieldRefused(sentences, errors=errors)
    return {key: value for key, value in after.items() if value is not None}


def _name(known: Mapping[str, CustomField], error: str) -> str:
    key = error.removeprefix("custom_fields.")
    return known[key].label if key in known else key


def _writable(entity: str, known: Mapping[str, CustomField], given: Mapping[str, Any], by: Any, row: Any) -> None:
    if by is None:
        return
    for key in given:
        field = known.get(key)
        if field is not None and not access.sees(by, Sensitivity(field.sensitivity), pay_holder(entity, field, row)):
            raise NotAllowed(
                _("Your role doesn't let you see “{field}”, so you can't change it.").format(field=field.label),
                fields=[key],
            )


def pay_holder(entity: str, field: CustomField, row: Any) -> Any:
    """The row on which the right to see `field` is asked: pay is the job's matter, whatever it hangs on."""
    if row is None or row._state.adding:
        return None
    if entity == "offer":
        return row.application.job
    return row.job if entity == "application" and field.sensitivity == Sensitivity.PAY else row


def _typed(known: Mapping[str, CustomField], key: str, value: Any, before: Mapping[str, Any]) -> Any:
    """The value as it is kept. Raises ValueError with a sentence for the person."""
    field = known.get(key)
    if field is None:
        raise ValueError(_("There is no such field."))
    if field.chooses and value == before.get(key):  # a choice that was taken off the list meanwhile
        return value
    return TYPED[CustomType(field.type)](field, value)


def _line(field: CustomField, value: Any) -> str | None:
    if not isinstance(value, str) or len(value) > LINE:
        raise ValueError(_("Give a text of at most {most} characters.").format(most=LINE))
    try:
        return one_line(value) or None
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error


def _text(field: CustomField, value: Any) -> str | None:
    if not isinstance(value, str) or len(value) > TEXT:
        raise ValueError(_("Give a text of at most {most} characters.").format(most=number(TEXT)))
    if any((ord(letter) < 32 and letter not in "\n\r\t") or 0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise ValueError(_("This holds a character that can't be shown. Type it anew."))
    return value.strip() or None


def _number(field: CustomField, value: Any) -> int | float:
    """As JSON keeps it and reads it back unchanged."""
    try:
        number = Decimal(str(value)) if isinstance(value, int | float | str | Decimal) else None
    except InvalidOperation:
        number = None
    if number is None or isinstance(value, bool) or not number.is_finite():
        raise ValueError(_("Give a number."))
    if len(number.normalize().as_tuple().digits) > DIGITS or abs(number.adjusted()) > DIGITS:
        raise ValueError(_("Give a number of at most {most} digits.").format(most=DIGITS))
    return int(number) if number == number.to_integral_value() else float(number)


def _date(field: CustomField, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()[:10]
    except (TypeError, ValueError) as error:
        raise ValueError(_("Give a day, such as 2026-11-20.")) from error


def _boolean(field: CustomField, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(_("Say yes or no (true or false)."))
    return value


def _choice(field: CustomField, value: Any) -> str:
    if value not in field.choices:
        raise ValueError(_("Choose one of {choices}.").format(choices=", ".join(field.choices)))
    return str(value)


def _choices(field: CustomField, value: Any) -> list[str]:
    """In the order of the field's list, each once."""
    if not isinstance(value, list) or any(each not in field.choices for each in value):
        raise ValueError(_("Choose from {choices}.").format(choices=", ".join(field.choices)))
    return [choice for choice in field.choices if choice in value]


def _url(field: CustomField, value: Any) -> str:
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError as error:
        raise ValueError(_("Give a web address that begins with https://.")) from error
    if len(value) > LINE:
        raise ValueError(_("Give an address of at most {most} characters.").format(most=LINE))
    return str(value)


TYPED: dict[CustomType, Callable[[CustomField, Any], Any]] = {
    CustomType.TEXT: _line,
    CustomType.LONG_TEXT: _text,
    CustomType.NUMBER: _number,
    CustomType.DATE: _date,
    CustomType.BOOLEAN: _boolean,
    CustomType.CHOICE: _choice,
    CustomType.MULTI_CHOICE: _choices,
    CustomType.URL: _url,
}
