"""Giving a stored file back: its bytes, or a download that no browser will run."""

from pathlib import Path
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse

from ats.kernel.files.models import FilePage, StoredFile


def place(stored: StoredFile) -> Path:
    """Where the bytes lie."""
    return Path(settings.MEDIA_ROOT) / stored.path


def open_stored(stored: StoredFile) -> IO[bytes]:
    return place(stored).open("rb")


def read(stored: StoredFile) -> bytes:
    """The whole content. Raises FileNotFoundError when the bytes are gone."""
    return place(stored).read_bytes()


def response(stored: StoredFile) -> FileResponse:
    """A download: always an attachment, never sniffed, and in a sandbox should a browser open it after all."""
    answer = FileResponse(open_stored(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{_ascii(stored.name)}\"; filename*=UTF-8''{_rfc5987(stored.name)}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def picture(page: FilePage) -> FileResponse:
    """A page's picture, shown in place. Raises FileNotFoundError when the bytes are gone."""
    answer = FileResponse((Path(settings.MEDIA_ROOT) / page.path).open("rb"), content_type="image/webp")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _ascii(name: str) -> str:
    """The fallback name of RFC 6266: printable ASCII without quote and backslash."""
    return "".join(c if " " <= c <= "~" and c not in '"\\' else "_" for c in name)


def _rfc5987(name: str) -> str:
    return quote(name, safe="!#$&+-.^_`|~")
