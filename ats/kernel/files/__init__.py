"""Uploads: limits, kind by content, generated names, sandboxed parsing, harmless downloads."""

from ats.kernel.files.discarding import discard
from ats.kernel.files.kinds import KINDS, RESUME
from ats.kernel.files.models import FilePage, Pictures, StoredFile
from ats.kernel.files.parsing import Parsed, parse
from ats.kernel.files.reading import open_stored, picture, read, response
from ats.kernel.files.storing import UploadRefused, store, store_table
from ats.kernel.files.sweeping import sweep

__all__ = [
    "KINDS",
    "RESUME",
    "FilePage",
    "Parsed",
    "Pictures",
    "StoredFile",
    "UploadRefused",
    "discard",
    "open_stored",
    "parse",
    "picture",
    "read",
    "response",
    "store",
    "store_table",
    "sweep",
]
