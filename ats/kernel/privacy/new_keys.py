"""Keys for many persons who have just been made, for imports: one COPY, without asking who has a key already."""

import base64
from collections.abc import Sequence
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ats.kernel import clock
from ats.kernel.copying import Copy, copy_in
from ats.kernel.drawing import draws
from ats.kernel.privacy import fields
from ats.kernel.privacy.models import PersonKey
from ats.kernel.privacy.person_keys import BYTES, Keys


def make(persons: Sequence[UUID], copy: Copy = copy_in) -> Keys:
    """The keys of `persons`, whose ids were made in this transaction: nobody else can know them; `copy` writes them. Raises
    IntegrityError for somebody who has a key or had one."""
    keys = list(draws(BYTES, len(persons)))
    seal = fields.sealer(len(persons))
    rows = (
        (person, seal(base64.b64encode(key).decode(), person.hex)) for person, key in zip(persons, keys, strict=True)
    )
    copy(PersonKey, ["person", "wrapped"], rows, {"created_at": clock.now()})
    return Keys({}, dict(zip(persons, map(AESGCM, keys), strict=True)))
