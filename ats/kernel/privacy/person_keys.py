"""A key per person: what is sealed with it is unreadable everywhere once the key is destroyed, history rows and old
copies of the data included (crypto-shredding; NIST SP 800-88r1, section 2.5, cryptographic erase).

    value = PersonTextField(person="candidate")           a column sealed with the key of the row's candidate

    keys = person_keys.of(ids)                            many rows: the keys of all in one question
    keys.seal(candidate.pk, "ana@example.org")
    person_keys.destroy([candidate.pk], at=at)            from now on the column reads "" for this person

A data key is 256 random bits, wrapped by the first of ATS_FIELD_KEYS and bound to its person. Values are AES-256-GCM with
a random 96-bit nonce; the stored form is `p1:<base64 nonce+ciphertext>`, and the person whose key opens it is the row's.
Reading costs no question of its own: the column brings the wrapped key along, by a look-up inside the same SELECT.
"""

import base64
import binascii
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from ats.kernel import clock
from ats.kernel.drawing import draws
from ats.kernel.errors import DomainError
from ats.kernel.privacy import fields, ledger
from ats.kernel.privacy.endings import person_ends
from ats.kernel.privacy.fields import NONCE, EncryptedTextField, Undecipherable
from ats.kernel.privacy.models import PersonKey

VERSION = "p1:"
BYTES = 32
ERASED = ""
"""What a value reads as when its person's key was destroyed."""
BATCH = 1000
TABLE = PersonKey._meta.db_table
BEFORE = f"{fields.VERSION}:"
"""How values begin that were sealed with the installation's key, before each person had their own."""


class PersonErased(DomainError):
    """Nothing may be kept for a person whose key was destroyed."""

    status = 409
    code = "person-erased"


class Sealed(str):
    """A stored form, ready for the column of a row that belongs to `person`."""

    person: UUID

    def __new__(cls, stored: str, person: UUID) -> "Sealed":
        made = super().__new__(cls, stored)
        made.person = person
        return made


class Keys:
    """The keys of some persons, unwrapped; made by `of`, for one transaction. `made` are ciphers that need no unwrapping."""

    def __init__(self, wrapped: Mapping[UUID, str], made: Mapping[UUID, AESGCM] | None = None) -> None:
        self._ciphers: dict[UUID, AESGCM | None] = dict(made or {})
        self._ciphers |= {person: _unwrap(person, text) if text else None for person, text in wrapped.items()}

    def __contains__(self, person: UUID) -> bool:
        return person in self._ciphers

    def is_destroyed(self, person: UUID) -> bool:
        return self._ciphers[person] is None

    def seal(self, person: UUID, text: str) -> Sealed:
        """The stored form of `text`; never the same twice. Raises PersonErased when the person's key was destroyed, and
        KeyError for somebody whose key was not asked for."""
        return self._seal(person, text, os.urandom(NONCE))

    def seal_each(self, texts: Sequence[tuple[UUID, str]]) -> Iterator[Sealed]:
        """`seal` for many persons, each with their text."""
        for (person, text), nonce in zip(texts, draws(NONCE, len(texts)), strict=True):
            yield self._seal(person, text, nonce)

    def _seal(self, person: UUID, text: str, nonce: bytes) -> Sealed:
        cipher = self._ciphers[person]
        if cipher is None:
            raise PersonErased(_("This person's contact details were erased, and no new ones may be kept."))
        sealed = cipher.encrypt(nonce, text.encode(), person.bytes)
        return Sealed(VERSION + binascii.b2a_base64(nonce + sealed, newline=False).decode(), person)

    def open(self, person: UUID, stored: str) -> str:
        """The text behind a stored form of `person`; ERASED when their key was destroyed. Raises fields.Undecipherable when
        a bit was changed or it is another person's, and KeyError for somebody whose key was not asked for."""
        cipher = self._ciphers[person]
        if cipher is None:
            return ERASED
        try:
            raw = base64.b64decode(stored.removeprefix(VERSION), validate=True)
            return cipher.decrypt(raw[:NONCE], raw[NONCE:], person.bytes).decode()
        except (binascii.Error, InvalidTag, ValueError):
            raise Undecipherable(
                "A value sealed for a person was changed outside the product, or is another's."
            ) from None


def of(persons: Iterable[UUID]) -> Keys:
    """The keys of `persons`, made for those who have none yet; one to three statements, however many.

    Until the transaction ends nobody can destroy them. Raises fields.Undecipherable when the installation's key that wraps
    one of them is gone.
    """
    wanted = sorted(set(persons), key=attrgetter("int"))  # by number is how Postgres orders them, too
    found, made = _held(wanted), {}
    if missing := [person for person in wanted if person not in found]:
        made = _made(missing)
        if faster := [person for person in missing if person not in made]:  # somebody else has just made theirs
            found |= _held(faster)
    return Keys(found, made)


@contextmanager
def at_hand(persons: Iterable[UUID]) -> Iterator[None]:
    """Rows saved inside find the keys of `persons` without asking row by row. Wants a transaction around it."""
    token = _at_hand.set(of(persons))
    try:
        yield
    finally:
        _at_hand.reset(token)


_at_hand: ContextVar[Keys | None] = ContextVar("person_keys_at_hand", default=None)


def erased(persons: Iterable[UUID]) -> set[UUID]:
    """Those of `persons` whose key was destroyed. It holds nothing: whoever seals asks `of`."""
    rows = PersonKey.objects.filter(person__in=set(persons), wrapped="")
    return set(rows.values_list("person", flat=True))


def destroy(persons: Iterable[UUID], *, at: datetime) -> None:
    """Make everything that was sealed for `persons` unreadable, for good; they can't get another key. Once this is committed
    the ledger outside the database has them too.

    Rows and their blind indexes are the caller's to delete. The server's files hold the old key until it has vacuumed the
    table and retired its write-ahead log (ADR 13).
    """
    ended = sorted(set(persons))
    PersonKey.objects.bulk_create(
        [PersonKey(person=person, wrapped="", created_at=at, destroyed_at=at) for person in ended],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["wrapped", "destroyed_at"],
    )
    ledger.remember(ended, at)
    person_ends(persons=ended, at=at)


def rewrap() -> int:
    """Wrap every key anew that isn't under the first of ATS_FIELD_KEYS, a batch per transaction; how many.

    Afterwards the older ones are needed no more for what is sealed per person. Values stay as they are. Raises
    fields.Undecipherable when the key that wraps one is missing.
    """
    current = f"{fields.VERSION}:{fields.first_key_id()}:"
    old, total = PersonKey.objects.exclude(wrapped="").exclude(wrapped__startswith=current), 0
    while True:
        with transaction.atomic():
            rows = list(old.select_for_update().order_by("person")[:BATCH])
            for row in rows:
                row.wrapped = fields.encrypt(fields.decrypt(row.wrapped, bound=row.person.hex), bound=row.person.hex)
            PersonKey.objects.bulk_update(rows, ["wrapped"])
        if not rows:
            return total
        total += len(rows)


def _held(persons: list[UUID]) -> dict[UUID, str]:
    """Shared locks: many may seal for one person at once, only destroying and re-wrapping wait."""
    return _rows(
        f"SELECT person, wrapped FROM {TABLE} WHERE person = ANY(%s::uuid[]) ORDER BY person FOR SHARE",
        _array(person.hex for person in persons),
    )


def _made(persons: list[UUID]) -> dict[UUID, AESGCM]:
    """New keys, of those who had none at this moment."""
    keys = [os.urandom(BYTES) for _ in persons]
    wrapped = [_wrap(person, key) for person, key in zip(persons, keys, strict=True)]
    stored = _rows(
        f"INSERT INTO {TABLE} (person, wrapped, created_at) SELECT *, %s FROM unnest(%s::uuid[], %s::text[]) "
        "ON CONFLICT (person) DO NOTHING RETURNING person, ''",
        clock.now(),
        _array(person.hex for person in persons),
        _array(wrapped),
    )
    return {person: AESGCM(key) for person, key in zip(persons, keys, strict=True) if person in stored}


def _rows(statement: str, *values: Any) -> dict[UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return dict(cursor.fetchall())


def _array(items: Iterable[str]) -> str:
    """One literal for Postgres, which reads it far faster than thousands; neither UUIDs nor stored forms need quotes."""
    return "{" + ",".join(items) + "}"


def _wrap(person: UUID, key: bytes) -> str:
    return fields.encrypt(base64.b64encode(key).decode(), bound=person.hex)


def _unwrap(person: UUID, wrapped: str) -> AESGCM:
    return AESGCM(base64.b64decode(fields.decrypt(wrapped, bound=person.hex)))


COLUMN = re.compile(r'^(?P<table>"?\w+"?)\.[^.()]+$')
JOINT = "|"
"""Stands in no stored form and in no UUID."""


class PersonTextField(EncryptedTextField):
    """Text sealed with the key of the row's person; `person` names the foreign key or UUID column that says who it is.

    In Python it is plain text; once the person's key was destroyed it is ERASED. A row that changes hands must be saved
    with both fields, so that it is sealed anew: `merges` does so by `sealed_for`. `QuerySet.update` takes only `Sealed`
    values, since it can't know the person.
    """

    description = "Text sealed with the key of a person"

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "person": self.person}

    @property
    def _person(self) -> "models.Field[Any, Any]":
        return self.model._meta.get_field(self.person)  # type: ignore[return-value]

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value, person = getattr(model_instance, self.attname), getattr(model_instance, self._person.attname)
        if value is None or value == "":
            return value
        if isinstance(value, Sealed):
            if value.person != person:
                raise ValueError("A value that was sealed for one person can't be saved for another.")
            return value
        keys = _at_hand.get()
        return (keys if keys and person in keys else of([person])).seal(person, str(value))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "" or isinstance(value, Sealed):
            return None if value is None else str(value)
        raise FieldError(
            f"{self.name} is sealed with a person's key; save the row, or give what person_keys.of() sealed."
        )

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        """The value with its person and their wrapped key behind it. What a subquery selects has them already."""
        found = COLUMN.match(sql)
        if not found:
            return sql, params
        owner = f"{found['table']}.{compiler.quote_name_unless_alias(self._person.column)}"
        key = f"SELECT held.person || '{JOINT}' || held.wrapped FROM {TABLE} held WHERE held.person = {owner}"
        return f"{sql} || '{JOINT}' || COALESCE(({key}), '')", params

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        stored, _, key = value.partition(JOINT)
        if not stored:
            return ""
        person, _, wrapped = key.partition(JOINT)
        if person and not wrapped:
            return ERASED
        if stored.startswith(BEFORE):
            return fields.decrypt(stored)
        if not person or not stored.startswith(VERSION):
            raise Undecipherable("A value was sealed for a person who has no key here, or is not in the stored form.")
        return Keys({UUID(person): wrapped}).open(UUID(person), stored)


class PersonRows(models.QuerySet[Any]):
    """For models with a PersonTextField: many rows at once ask once for the keys of all their persons."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        persons = {getattr(row, field._person.attname) for field in sealed_fields(self.model) for row in rows}
        with transaction.atomic(using=self.db), at_hand(persons):
            return super().bulk_create(rows, *args, **kwargs)


def sealed_fields(model: type[models.Model]) -> list[PersonTextField]:
    """The columns of `model` that are sealed with a person's key."""
    return [field for field in model._meta.concrete_fields if isinstance(field, PersonTextField)]
