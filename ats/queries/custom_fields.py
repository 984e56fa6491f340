"""Custom fields: what a person may read and write of them on rows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ats.kernel import access
from ats.kernel.access.sensitivity import READ_PERMISSION, Sensitivity
from ats.kernel.catalogue import FieldType
from ats.kernel.catalogue.reading import FROM_JSON
from ats.kernel.languages import number
from ats.kernel.pages import words
from ats.models import CustomField, CustomType, Job
from ats.models.custom_field import in_use


def definitions(*entities: str) -> dict[str, list[CustomField]]:
    """The fields in use of each entity that may be shown at all, in one query."""
    shown = [field for field in in_use() if field.sensitivity != Sensitivity.RESTRICTED]
    return {entity: [field for field in shown if field.entity == entity] for entity in entities}


class Readable:
    """What `user` may read of the custom fields of `rows` (all of one entity).

    One query for the definitions, and one for each sensitivity that any of them has.
    """

    def __init__(
        self, entity: str, rows: Sequence[Any], user: Any, known: "dict[str, list[CustomField]] | None" = None
    ) -> None:
        """`known` are definitions that the caller has read already (see `definitions`)."""
        self.entity = entity
        self.fields = (definitions(entity) if known is None else known)[entity]
        guarded = {Sensitivity(field.sensitivity) for field in self.fields} - {Sensitivity.PUBLIC}
        self._seen = {sensitivity: self._permitted(sensitivity, rows, user) for sensitivity in guarded}

    def of(self, row: Any) -> list[CustomField]:
        """The fields that may be read on `row`."""
        return [field for field in self.fields if self._reads(Sensitivity(field.sensitivity), row)]

    def values(self, row: Any) -> dict[str, Any]:
        """Key to value of those that have one."""
        return {field.key: row.custom_fields[field.key] for field in self.of(row) if field.key in row.custom_fields}

    def lines(self, row: Any) -> list[tuple[str, str]]:
        """Label and value in words, for a list of facts."""
        known = self.values(row)
        return [(field.label, in_words(field, known[field.key])) for field in self.of(row) if field.key in known]

    def _reads(self, sensitivity: Sensitivity, row: Any) -> bool:
        if sensitivity == Sensitivity.PUBLIC:
            return True
        return self._asked(sensitivity, row)[1] in self._seen[sensitivity]

    def _permitted(self, sensitivity: Sensitivity, rows: Sequence[Any], user: Any) -> set[UUID]:
        asked = [self._asked(sensitivity, row) for row in rows]
        if not asked:
            return set()
        permitted = asked[0][0].objects.permitted(user, READ_PERMISSION[sensitivity])
        return set(permitted.filter(pk__in={pk for _, pk in asked}).values_list("pk", flat=True))

    def _asked(self, sensitivity: Sensitivity, row: Any) -> tuple[Any, UUID]:
        """Model and id of what the right is asked on: pay is the job's matter."""
        if self.entity == "offer":
            return Job, row.application.job_id
        if self.entity == "application" and sensitivity == Sensitivity.PAY:
            return Job, row.job_id
        return type(row), row.pk


def for_form(entity: str, user: Any, row: Any = None) -> list[CustomField]:
    """The fields that `user` may fill in on `row`, or on a new one."""
    if row is not None and not row._state.adding:
        return Readable(entity, [row], user).of(row)
    return [field for field in in_use() if field.entity == entity and access.sees(user, Sensitivity(field.sensitivity))]


def in_words(field: CustomField, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if field.type == CustomType.DATE:
        day = FROM_JSON[FieldType.DATE](value)
        return words.day(day) if day else str(value)
    return number(value) if isinstance(value, int | float) else str(value)


def exist(entity: str) -> bool:
    """Whether `entity` has fields of its own at all."""
    return any(field.entity == entity for field in in_use())
