"""What is personal in each model, and how erasure deals with it. Each app declares its own models in `<app>/privacy.py`."""

from collections.abc import Mapping
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured
from django.db import models


class Erasure(StrEnum):
    """How a personal field is erased, in the row and in its history rows alike."""

    BLANK = "blank: set to the empty value"
    PSEUDONYM = "pseudonym: replaced by a label that names nobody"
    DELETE_ROW = "delete row: the row goes, and its history with it"
    DELETE_FILE = "delete file: the row goes and the bytes on disk with it"
    DESTROY_KEY = "destroy key: encrypted; unreadable everywhere, backups included, once its key is gone"
    KEEP = "keep: needed as proof or by law; says nothing without the rows that erasure removes"


_declared: dict[type[models.Model], Mapping[str, Erasure]] = {}


def declare(model: type[models.Model], *, personal: Mapping[str, Erasure]) -> None:
    """Say which fields of `model` are personal and how each is erased.

    Raises ImproperlyConfigured for an empty mapping (say `nothing_personal` instead) and for a name that is no field.
    """
    if not personal:
        raise ImproperlyConfigured(f"{model.__name__}: name the personal fields, or call nothing_personal().")
    for name in personal:
        if name not in {field.name for field in model._meta.get_fields()}:
            raise ImproperlyConfigured(f"{model.__name__} has no field {name}; correct its privacy declaration.")
    _declared[model] = dict(personal)


def nothing_personal(*models_: type[models.Model]) -> None:
    """Say of each model that no field of it tells anything about a person."""
    for model in models_:
        _declared[model] = {}


def personal_fields(model: type[models.Model]) -> Mapping[str, Erasure]:
    """The declared fields; empty where nothing is personal. Raises LookupError when nobody declared the model."""
    if model not in _declared:
        raise LookupError(f"{model.__name__} has no privacy declaration; add one to its app's privacy.py.")
    return _declared[model]
