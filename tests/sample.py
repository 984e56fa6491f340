"""What the usual run takes of the widest drives: a sample, always the same. `python3 manage.py test --thorough` takes all."""

import os
import zlib

THOROUGH = os.environ.get("ATS_THOROUGH") == "1"


def taken(key: object, one_of: int) -> bool:
    """Whether this run drives `key`, as one of about `one_of`; a key is known by its words, whatever stands beside it."""
    return THOROUGH or zlib.crc32(str(key).encode()) % one_of == 0
