"""Inserting a row that somebody else may be inserting at this moment, without a savepoint and without a look beforehand."""

from typing import Any

from django.db import models
from django.db.models.constants import OnConflict


def insert_unless_taken(row: models.Model) -> bool:
    """Insert `row`, whose model keeps no history; False where a row with one of its unique keys is there already.

    Where another transaction is inserting the same key, it waits for that one to end.
    """
    row._prepare_related_fields_for_save(operation_name="insert")  # type: ignore[attr-defined]
    fields = [field for field in row._meta.local_concrete_fields if not field.generated]
    manager: Any = type(row)._base_manager
    returned = manager.all()._insert(
        [row], fields, returning_fields=[row._meta.pk], using=manager.db, on_conflict=OnConflict.IGNORE
    )
    is_in = returned[0] is not None
    row._state.adding, row._state.db = not is_in, manager.db
    return is_in
