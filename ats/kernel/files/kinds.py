"""What a file really is, by its content: the name and the browser's word for it prove nothing."""

import lzma
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of file that the house takes."""

    key: str
    media_type: str
    suffix: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind(key="pdf", media_type="application/pdf", suffix=".pdf"),
        Kind(key="docx", media_type=OFFICE, suffix=".docx"),
        Kind(key="odt", media_type="application/vnd.oasis.opendocument.text", suffix=".odt"),
        Kind(key="rtf", media_type="application/rtf", suffix=".rtf"),
        Kind(key="txt", media_type="text/plain", suffix=".txt"),
        Kind(key="png", media_type="image/png", suffix=".png"),
        Kind(key="jpg", media_type="image/jpeg", suffix=".jpg"),
    )
}
TABLE = Kind(key="csv", media_type="text/csv", suffix=".csv")
SHEET = Kind(key="xlsx", media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", suffix=".xlsx")
RESUME = frozenset({"pdf", "docx", "txt"})

_MAGIC = {b"%PDF-": "pdf", b"{\\rtf": "rtf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xd0\xcf\x11\xe0",
)
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, ValueError, EOFError, OSError)
_MAX_MEMBERS = 2_000
_MAX_UNPACKED = 100 * 1024 * 1024
_MAX_RATIO = 200


def detect(file: IO[bytes]) -> str | None:
    """The key of the file's kind, or None for anything else: programs, macros, old Office files, archives that explode."""
    file.seek(0)
    head = file.read(4096)
    if not head or head.startswith(_PROGRAMS):
        return None
    if head.startswith(b"PK\x03\x04"):
        return _archive(file)
    for magic, key in _MAGIC.items():
        if head.startswith(magic):
            return key
    return _text(file)


def table_kind(file: IO[bytes]) -> Kind | None:
    """SHEET for an XLSX workbook without macros that promises no bomb, None for any other archive or program, TABLE for all
    else, whatever its encoding: reading it will tell."""
    file.seek(0)
    head = file.read(16)
    if not head.startswith(b"PK\x03\x04"):
        return None if head.startswith(_PROGRAMS) else TABLE
    try:
        with zipfile.ZipFile(file) as archive:
            return SHEET if not _explodes(archive) and _is_sheet(archive) else None
    except _BROKEN:
        return None


def _is_sheet(archive: zipfile.ZipFile) -> bool:
    return not _is_suspicious(archive) and "xl/workbook.xml" in archive.namelist()


def _is_suspicious(archive: zipfile.ZipFile) -> bool:
    """Macros, or members that would land outside their folder."""
    return any("vbaproject" in name.lower() or ".." in name or name.startswith("/") for name in archive.namelist())


def _archive(file: IO[bytes]) -> str | None:
    """docx or odt by their members, where the directory promises no bomb."""
    try:
        with zipfile.ZipFile(file) as archive:
            return None if _explodes(archive) else _office(archive)
    except _BROKEN:
        return None


def _explodes(archive: zipfile.ZipFile) -> bool:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    return (
        len(members) > _MAX_MEMBERS
        or unpacked > _MAX_UNPACKED
        or unpacked > max(packed, 1024) * _MAX_RATIO
        or any(member.flag_bits & 1 for member in members)
    )


def _office(archive: zipfile.ZipFile) -> str | None:
    if _is_suspicious(archive):
        return None
    if "word/document.xml" in archive.namelist():
        return "docx" if b"macroEnabled" not in _peek(archive, "[Content_Types].xml") else None
    return "odt" if _peek(archive, "mimetype") == KINDS["odt"].media_type.encode() else None


def _peek(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first 256 KB of a member; empty when it is absent."""
    try:
        with archive.open(name) as member:
            return member.read(256 * 1024)
    except KeyError:
        return b""


def _text(file: IO[bytes]) -> str | None:
    """txt when the whole is UTF-8 (or Latin-1 without control characters) and no markup that a browser would run."""
    file.seek(0)
    content = file.read()
    if len(content.translate(None, _CONTROL)) != len(content):
        return None
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    return None if start.startswith((b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml")) else "txt"
