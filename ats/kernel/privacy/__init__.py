"""What is personal, how it is erased, and the encrypted columns that hold message bodies and, with a key
per person (person_keys), contact points."""

from ats.kernel.privacy.declarations import Erasure, declare, nothing_personal, personal_fields
from ats.kernel.privacy.fields import EncryptedTextField, blind_index

__all__ = [
    "EncryptedTextField",
    "Erasure",
    "blind_index",
    "declare",
    "nothing_personal",
    "personal_fields",
]
