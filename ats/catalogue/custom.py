"""Custom fields as the catalogue names them: candidate.custom.visa_status."""

from collections.abc import Iterable

from ats.kernel import catalogue
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.catalogue import FieldType, Kept
from ats.models import CustomField, CustomType
from ats.models.custom_field import in_use

TYPES = {
    CustomType.TEXT: FieldType.TEXT,
    CustomType.LONG_TEXT: FieldType.TEXT,
    CustomType.URL: FieldType.TEXT,
    CustomType.NUMBER: FieldType.NUMBER,
    CustomType.DATE: FieldType.DATE,
    CustomType.BOOLEAN: FieldType.BOOLEAN,
    CustomType.CHOICE: FieldType.CHOICE,
    CustomType.MULTI_CHOICE: FieldType.SEVERAL,
}
WAYS = {"offer": "offer__custom_fields"}


def catalogued() -> Iterable[catalogue.Field]:
    """Every active custom field as the catalogue names it. Restricted ones are in no rule, as other restricted data."""
    return [_catalogued(row) for row in in_use() if row.sensitivity != Sensitivity.RESTRICTED]


def _catalogued(row: CustomField) -> catalogue.Field:
    return catalogue.Field(
        key=row.catalogue_key,
        label=row.label,
        type=TYPES[CustomType(row.type)],
        path=f"{WAYS.get(row.entity, 'custom_fields')}__{row.key}",
        entity=row.entity,
        sensitivity=Sensitivity(row.sensitivity),
        choices=tuple((choice, choice) for choice in row.choices),
        kept=Kept.JSON,
    )
