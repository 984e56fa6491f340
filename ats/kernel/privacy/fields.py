"""Encrypted columns (AES-256-GCM) and keyed blind indexes for exact match.

Source: NIST SP 800-38D for GCM with a random 96-bit nonce. The stored form is `v1:<key id>:<base64 nonce+ciphertext>`.
Rotation: put the new key first in ATS_FIELD_KEYS and keep the old one behind it until every row was written again.
What is sealed with a key per person is in person_keys; that key is wrapped by these.
No error here ever names a value or a key, so that none can come into a log.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

from ats.kernel.drawing import draws

VERSION = "v1"
NONCE = 12  # bytes
CURE = "Give base64 of 32 random bytes for each, separated by commas; the first encrypts."
NO_INDEX_KEY = "ATS_BLIND_INDEX_KEY is not set. Give 32 or more random characters."
MAKE_KEY = "openssl rand -base64 32"


class Undecipherable(LookupError):
    """A stored value can't be read: its key is gone, or the value was changed."""


@lru_cache(maxsize=8)
def _ciphers(encoded: tuple[str, ...]) -> dict[str, AESGCM]:
    """Key id to cipher, the encrypting one first."""
    ciphers = {}
    for text in encoded:
        try:
            key = base64.b64decode(text, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != 32:
            raise ImproperlyConfigured(f"A key in ATS_FIELD_KEYS is not 32 bytes in base64. {CURE}") from None
        ciphers[hashlib.sha256(key).hexdigest()[:8]] = AESGCM(key)
    if not ciphers:
        raise ImproperlyConfigured(f"ATS_FIELD_KEYS is not set. {CURE}")
    return ciphers


def require_keys() -> None:
    """Raises ImproperlyConfigured, which names the cure, where ATS_FIELD_KEYS is missing or holds what is no key."""
    _ciphers(tuple(settings.FIELD_KEYS))


def first_key_id() -> str:
    """The name, as it stands in stored forms, of the key that encrypts."""
    return next(iter(_ciphers(tuple(settings.FIELD_KEYS))))


def encrypt(text: str, *, bound: str = "") -> str:
    """The stored form of `text`, under the first key; never the same twice. It can be read only with the same `bound`,
    which says what it belongs to and isn't stored."""
    return sealer()(text, bound)


def sealer(most: int = 1) -> Callable[[str, str], str]:
    """`encrypt` for up to `most` values, given as text and bound: settings are slow to read, so the key is looked up once.
    Raises StopIteration for one more."""
    name, cipher = next(iter(_ciphers(tuple(settings.FIELD_KEYS)).items()))
    nonces = draws(NONCE, most)

    def seal(text: str, bound: str) -> str:
        nonce = next(nonces)
        sealed = cipher.encrypt(nonce, text.encode(), f"{name}{bound}".encode())
        return f"{VERSION}:{name}:{base64.b64encode(nonce + sealed).decode()}"

    return seal


def decrypt(stored: str, *, bound: str = "") -> str:
    """The text behind a stored form. Raises Undecipherable when its key is gone, a bit of it was changed, or it was bound
    to something else."""
    version, _, rest = stored.partition(":")
    name, _, body = rest.partition(":")
    if version != VERSION:
        raise Undecipherable("A value in an encrypted column is not in the stored form.")
    cipher = _ciphers(tuple(settings.FIELD_KEYS)).get(name)
    if cipher is None:
        raise Undecipherable(f"The key {name} that sealed this value is not among ATS_FIELD_KEYS.")
    try:
        raw = base64.b64decode(body, validate=True)
        return cipher.decrypt(raw[:NONCE], raw[NONCE:], f"{name}{bound}".encode()).decode()
    except (binascii.Error, InvalidTag, ValueError):
        raise Undecipherable("A value in an encrypted column was changed outside the product.") from None


def blind_index(value: str, purpose: str) -> str:
    """A keyed fingerprint of `value` for exact match without decrypting (HMAC-SHA256, 64 hex digits).

    `purpose` keeps equal values of different columns apart. The caller brings the value into its one spelling before.
    """
    return hmac.digest(_index_key(purpose), value.encode(), "sha256").hex()


def blind_indexer(purpose: str) -> Callable[[str], str]:
    """`blind_index` for many values of one purpose, at a third of its cost: the key is looked up and taken in once.

    What is kept are the states of HMAC's two hashes after their first block, the padded key (RFC 2104, section 4).
    """
    key = _index_key(purpose)
    block = hashlib.sha256().block_size
    padded = (key if len(key) <= block else hashlib.sha256(key).digest()).ljust(block, b"\0")
    begin = hashlib.sha256(padded.translate(hmac.trans_36)).copy
    end = hashlib.sha256(padded.translate(hmac.trans_5C)).copy

    def index(value: str) -> str:
        inner, outer = begin(), end()
        inner.update(value.encode())
        outer.update(inner.digest())
        return outer.hexdigest()

    return index


def _index_key(purpose: str) -> bytes:
    if not settings.BLIND_INDEX_KEY:
        raise ImproperlyConfigured(NO_INDEX_KEY)
    return f"{settings.BLIND_INDEX_KEY}:{purpose}".encode()


class EncryptedTextField(models.TextField):
    """Text that the database holds only encrypted; it can't be searched, compared or transformed there."""

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None or value == "" else encrypt(str(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value if value is None or value == "" else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else self._refuse()

    def get_transform(self, lookup_name: str) -> Any:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise FieldError(f"{self.name} is encrypted and can't be searched; use its blind index.")
