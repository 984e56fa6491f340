"""Encryption of columns: rotation, tampering, refused lookups, and keys that stay out of every message."""

import base64
import os

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from ats.kernel.privacy.fields import (
    EncryptedTextField,
    Undecipherable,
    blind_index,
    blind_indexer,
    decrypt,
    encrypt,
)


def new_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@given(st.text())
def test_what_goes_in_comes_out(text):
    assert decrypt(encrypt(text)) == text


def test_the_same_text_never_looks_the_same():
    assert encrypt("maya@example.com") != encrypt("maya@example.com")
    assert "maya" not in encrypt("maya@example.com")


def test_rotation_with_overlap(settings):
    old, new = new_key(), new_key()
    settings.FIELD_KEYS = [old]
    stored = encrypt("+351 912 345 678")
    settings.FIELD_KEYS = [new, old]
    assert decrypt(stored) == "+351 912 345 678"
    settings.FIELD_KEYS = [new]
    with pytest.raises(Undecipherable, match="not among"):
        decrypt(stored)


def test_every_changed_bit_is_noticed():
    version, name, body = encrypt("secret").split(":")
    raw = bytearray(base64.b64decode(body))
    for position in range(len(raw)):
        changed = bytearray(raw)
        changed[position] ^= 1
        with pytest.raises(Undecipherable):
            decrypt(f"{version}:{name}:{base64.b64encode(bytes(changed)).decode()}")


@pytest.mark.parametrize(
    "stored", ["plain text", "v1", "v1:", "v1:xx:yy", "v2:a:b", ":::", "v1:{name}:!!", "v1:{name}:"]
)
def test_what_is_not_a_stored_form_is_refused(stored):
    name = encrypt("x").split(":")[1]
    with pytest.raises(Undecipherable):
        decrypt(stored.replace("{name}", name))


@pytest.mark.parametrize(
    "keys", [[], ["short"], ["AAAA"], ["not base64 at all!"], [base64.b64encode(b"x" * 31).decode()]]
)
def test_unusable_keys_are_named_without_being_shown(settings, keys):
    settings.FIELD_KEYS = keys
    with pytest.raises(ImproperlyConfigured) as refused:
        encrypt("x")
    assert "ATS_FIELD_KEYS" in str(refused.value)
    assert not any(key in str(refused.value) for key in keys)
    assert refused.value.__cause__ is None


def test_no_error_shows_the_value_or_the_key(settings):
    stored = encrypt("maya@example.com")
    settings.FIELD_KEYS = [new_key()]
    with pytest.raises(Undecipherable) as refused:
        decrypt(stored)
    assert "maya" not in str(refused.value) and stored not in str(refused.value)


def test_the_field_leaves_none_and_empty_alone():
    field = EncryptedTextField()
    assert field.get_prep_value(None) is None and field.from_db_value(None, None, None) is None
    assert field.get_prep_value("") == "" and field.from_db_value("", None, None) == ""


@pytest.mark.parametrize(
    "lookup", ["exact", "iexact", "contains", "startswith", "in", "gt", "regex", "length", "lower"]
)
def test_searching_is_refused(lookup):
    from comms.models import Message

    with pytest.raises(FieldError, match="blind index"):
        Message.objects.filter(**{f"subject__{lookup}": "x"})


def test_asking_whether_there_is_a_value_is_allowed():
    from comms.models import Message

    assert "IS NULL" in str(Message.objects.filter(subject__isnull=True).query)


def test_forms_of_the_admin_take_it_as_text():
    field = EncryptedTextField(blank=True).formfield()
    assert field.clean("  hello ") == "hello" and field.clean("") == ""


def test_it_is_a_text_column(db):
    from django.db import connection

    assert EncryptedTextField().db_type(connection) == "text"
    assert isinstance(EncryptedTextField(), models.TextField)


def test_blind_index_depends_on_value_purpose_and_key(settings):
    one = blind_index("maya@example.com", "email")
    assert len(one) == 64 and one == blind_index("maya@example.com", "email")
    assert one != blind_index("maya@example.org", "email")
    assert one != blind_index("maya@example.com", "phone")
    settings.BLIND_INDEX_KEY = "another"
    assert one != blind_index("maya@example.com", "email")
    settings.BLIND_INDEX_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="ATS_BLIND_INDEX_KEY"):
        blind_index("maya@example.com", "email")


def test_debug_pages_hide_the_keys():
    from django.views.debug import SafeExceptionReporterFilter

    shown = SafeExceptionReporterFilter().get_safe_settings()
    assert set(shown["FIELD_KEYS"]) <= {"*"} and set(shown["BLIND_INDEX_KEY"]) <= {"*"}


@pytest.mark.parametrize("key", ["k", "k" * 57, "k" * 58, "k" * 59, "k" * 300])
@given(values=st.lists(st.text(), max_size=3))
def test_many_are_indexed_as_one_is(key, values):
    """By the standard library, whose key may be shorter than a block of the hash, as long, or longer."""
    with override_settings(BLIND_INDEX_KEY=key):
        index = blind_indexer("email")
        assert [index(value) for value in values] == [blind_index(value, "email") for value in values]
