"""Which column holds what: whether a mapping fits, and mappings that are kept by name for files with the same columns."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.kernel import audit
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.languages import all_of, small
from ats.kernel.taken import taken
from ats.kernel.transfers.importers import Importer, importer
from ats.kernel.transfers.models import ImportMapping, fingerprint


class MappingRefused(DomainError):
    """Columns and fields don't fit together."""

    status = 400
    code = "mapping-refused"


def check(mine: Importer, mapping: Mapping[str, str], columns: Sequence[str]) -> None:
    """Raises MappingRefused for an unknown field or column, and where a needed field has none."""
    known = {each.key: each.label for each in mine.fields}
    if unknown := mapping.keys() - known.keys():
        raise MappingRefused(
            _("There is no field {fields}. Known: {known}.").format(
                fields=", ".join(sorted(unknown)), known=", ".join(known)
            )
        )
    if lost := [column for column in mapping.values() if column not in columns]:
        raise MappingRefused(_("This file has no column “{name}”.").format(name=lost[0]))
    for group in mine.needed:
        if not any(key in mapping for key in group):
            fields = f" {pgettext('between fields', 'or')} ".join(small(known[key]) for key in group)
            raise MappingRefused(_("Say which column holds {fields}.").format(fields=fields))


def check_open(mine: Importer, mapping: Mapping[str, str], by: Any) -> None:
    """Raises MappingRefused for fields that `by` may not bring."""
    shut = mine.closed(by)
    if fields := [str(each.label) for each in mine.fields if each.key in mapping and each.key in shut]:
        raise MappingRefused(
            _("Your role doesn't let you see {fields}, so you can't bring them. Leave them out.").format(
                fields=all_of(fields)
            )
        )


def keep(*, noun: str, name: str, columns: Sequence[str], mapping: Mapping[str, str], by: Any, at: datetime) -> Any:
    """Keep `mapping` under `name` for files with these columns; whatever has that name is replaced. Raises MappingRefused."""
    with transaction.atomic(), acting(by, "Kept an import mapping"):
        row = ImportMapping.objects.select_for_update(of=("self",)).filter(noun=noun, name=name).first()
        row = row or ImportMapping(noun=noun, name=name, created_by=by, created_at=at)
        return _save(row, columns, mapping, by, at)


def change(*, row: ImportMapping, name: str, mapping: Mapping[str, str], by: Any, at: datetime) -> ImportMapping:
    """Another name or other columns. Raises MappingRefused, or Taken when another one has that name."""
    with transaction.atomic(), acting(by, "Changed an import mapping"):
        found = ImportMapping.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if ImportMapping.objects.filter(noun=found.noun, name=name).exclude(pk=row.pk).exists():
            raise taken("one_import_mapping_of_a_name")
        found.name = name
        return _save(found, found.columns, mapping, by, at)


def remove(*, row: ImportMapping, by: Any, at: datetime) -> None:
    """Files with its columns are guessed again. Imports that used it stay as they are."""
    with transaction.atomic(), acting(by, "Removed an import mapping"):
        _record("import_mapping.removed", row, by, at)
        row.delete()


def recognised(noun: str, columns: Sequence[str], by: Any) -> tuple[ImportMapping | None, dict[str, str]]:
    """The mapping that was last changed of those for files with these columns, and what it says of them; None and the
    importer's guess where none is known. Fields that `by` may not bring are left out."""
    mine = importer(noun)
    kept, found = _recognised(mine, columns)
    shut = mine.closed(by)
    return kept, {key: column for key, column in found.items() if key not in shut}


def _recognised(mine: Importer, columns: Sequence[str]) -> tuple[ImportMapping | None, dict[str, str]]:
    kept = (
        ImportMapping.objects.filter(noun=mine.noun, fingerprint=fingerprint(columns)).order_by("-updated_at").first()
    )
    if kept is None:
        return None, mine.guess(list(columns))
    here = {column.lower(): column for column in columns}
    return kept, {key: here[column.lower()] for key, column in kept.mapping.items()}


def _save(
    row: ImportMapping, columns: Sequence[str], mapping: Mapping[str, str], by: Any, at: datetime
) -> ImportMapping:
    check(importer(row.noun), mapping, columns)
    row.columns, row.mapping = list(columns), dict(mapping)
    row.save()
    _record("import_mapping.kept", row, by, at)
    return row


def _record(deed: str, row: ImportMapping, by: Any, at: datetime) -> None:
    audit.record(deed=deed, actor=by, subject_type="import_mapping", subject_id=row.pk, outcome="done", at=at)
