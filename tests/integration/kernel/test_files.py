"""Uploads: what is taken, what is refused, how it is kept and given back, and that no file harms the reader."""

import io
import os
import random
import socket
import stat
import subprocess
import sys
import time
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from docx import Document
from reportlab.pdfgen import canvas

from ats.kernel import files
from ats.kernel.files import StoredFile, UploadRefused
from ats.kernel.files.kinds import OFFICE

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEXT = "Ana Ferreira, port logistics, Lisbon"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def pdf(text: str = TEXT, pages: int = 1) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for _ in range(pages):
        page.drawString(72, 720, text)
        page.showPage()
    page.save()
    return out.getvalue()


def docx(text: str = TEXT) -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Skill", "Cranes"
    document.save(out)
    return out.getvalue()


def office(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(body: bytes, **more: bytes) -> bytes:
    return office({"[Content_Types].xml": b"<Types/>", "word/document.xml": body, **more})


def upload(content: bytes, name: str = "CV.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def store(content: bytes, name: str = "CV.pdf", **kwargs) -> StoredFile:
    return files.store(upload=upload(content, name), by=None, at=AT, **kwargs)


def keep(content: bytes, media_type: str) -> StoredFile:
    """Past the door, as if the door had a hole: the parser must hold by itself."""
    place = Path(settings.MEDIA_ROOT)
    place.mkdir(parents=True, exist_ok=True)
    name = f"{random.getrandbits(64):x}"
    (place / name).write_bytes(content)
    return StoredFile(name="x", path=name, media_type=media_type, size=len(content), sha256="")


class TestStoring:
    @pytest.mark.parametrize(
        ("content", "name", "media_type"),
        [(pdf(), "CV.pdf", "application/pdf"), (docx(), "CV.docx", OFFICE), (b"Plain words", "CV.txt", "text/plain")],
    )
    def test_a_resume_is_kept_under_a_generated_name(self, settings, content, name, media_type):
        stored = store(content, name)
        place = Path(settings.MEDIA_ROOT) / stored.path
        assert (stored.name, stored.media_type, stored.size) == (name, media_type, len(content))
        assert place.read_bytes() == content == files.read(stored)
        assert "CV" not in stored.path and "2026" not in stored.path
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stored.created_at == AT

    def test_the_name_on_the_label_is_harmless_and_says_the_true_kind(self):
        assert store(pdf(), "../../etc/passwd\r\nX: y.exe").name == "passwdX: y.pdf"
        assert store(pdf(), "C:\\Users\\Ana\\Lebenslauf.PDF").name == "Lebenslauf.pdf"
        assert store(pdf(), " . .pdf").name == "file.pdf"
        assert len(store(pdf(), "a" * 250 + ".pdf").name) <= 200

    @pytest.mark.parametrize(
        "content",
        [
            b"MZ\x90\x00 a program",
            b"\x7fELF a program",
            b"#!/bin/sh\nrm -rf /",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word with macros",
            b"<html><script>alert(1)</script>",
            b"  <!DOCTYPE html><p>",
            b"<svg onload=alert(1)>",
            b"<?xml version='1.0'?><x/>",
            b"\x00\x01\x02binary",
            b"GIF89a\x01\x00\x01\x00",
            office({"hello.txt": b"just a zip"}),
            word(b"<x/>", **{"word/vbaProject.bin": b"macro"}),
            office(
                {"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled", "word/document.xml": b"<x/>"}
            ),
            word(b"<x/>", **{"../../escape": b"x"}),
            word(b"0" * 60_000_000),
            office({"word/document.xml": b"x", **{f"m{n}": b"" for n in range(2_100)}}),
            b"PK\x03\x04 not a zip at all",
        ],
    )
    def test_what_is_no_resume_is_refused_whatever_its_name(self, content, settings):
        with pytest.raises(UploadRefused, match="can't be taken"):
            store(content, "CV.pdf")
        assert not StoredFile.objects.exists()
        assert not list(Path(settings.MEDIA_ROOT).rglob("*.*"))

    def test_a_kind_that_was_not_asked_for_is_refused(self):
        with pytest.raises(UploadRefused, match="one of PDF and choose"):
            store(docx(), "CV.docx", kinds={"pdf"})

    def test_limits_are_told_in_words(self, settings):
        settings.UPLOAD_MAX_BYTES = 1024 * 1024
        with pytest.raises(UploadRefused, match="larger than 1 MB"):
            store(b"a" * (1024 * 1024 + 1), "CV.txt")
        with pytest.raises(UploadRefused, match="empty"):
            store(b"", "CV.txt")

    @pytest.mark.parametrize(("script", "sentence"), [("exit 1", "refuses this file"), ("exit 2", "scanner failed")])
    def test_the_virus_scanner_decides(self, settings, tmp_path, script, sentence):
        scanner = tmp_path / "scan"
        scanner.write_text(f'#!/bin/sh\ntest -f "$1" || exit 9\n{script}\n')
        scanner.chmod(0o755)
        settings.ANTIVIRUS_COMMAND = str(scanner)
        with pytest.raises(UploadRefused, match=sentence):
            store(pdf())
        assert not list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))
        scanner.write_text("#!/bin/sh\nexit 0\n")
        assert store(pdf()).pk

    def test_a_missing_scanner_lets_nothing_in(self, settings):
        settings.ANTIVIRUS_COMMAND = "/no/such/scanner"
        with pytest.raises(UploadRefused, match="doesn't answer"):
            store(pdf())

    @pytest.mark.django_db(transaction=True)
    def test_a_rollback_leaves_no_file_behind_after_the_sweep(self, settings):
        kept = store(pdf())
        with transaction.atomic():
            store(pdf("another"))
            transaction.set_rollback(True)
        assert len(list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))) == 2
        assert files.sweep(older_than=3600) == 0, "a file that an open transaction may still name is left alone"
        assert files.sweep(older_than=-1) == 1
        assert [str(p.relative_to(settings.MEDIA_ROOT)) for p in Path(settings.MEDIA_ROOT).rglob("*.pdf")] == [
            kept.path
        ]


class TestResponse:
    def test_a_download_is_never_run_by_a_browser(self):
        stored = store(pdf(), 'Currículo "Ana"; x.pdf')
        answer = files.response(stored)
        disposition = answer["Content-Disposition"]
        assert disposition.startswith('attachment; filename="Curr_culo _Ana_; x.pdf"')
        assert "filename*=UTF-8''Curr%C3%ADculo%20%22Ana%22%3B%20x.pdf" in disposition
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert (
            "sandbox" in answer["Content-Security-Policy"] and "default-src 'none'" in answer["Content-Security-Policy"]
        )
        assert answer["Content-Type"] == "application/pdf"
        assert b"".join(answer.streaming_content) == files.read(stored)

    def test_a_line_break_in_a_name_makes_no_header(self):
        stored = store(pdf())
        stored.name = "a\r\nSet-Cookie: x=1.pdf"
        assert "\r" not in files.response(stored)["Content-Disposition"]


class TestParsing:
    @pytest.mark.parametrize(("content", "name"), [(pdf(), "CV.pdf"), (docx(), "CV.docx"), (TEXT.encode(), "CV.txt")])
    def test_the_text_is_read(self, content, name):
        parsed = files.parse(store(content, name))
        assert TEXT in parsed.text and parsed.problem == ""

    def test_tables_of_a_docx_are_read(self):
        assert "Skill" in files.parse(store(docx(), "CV.docx")).text

    def test_a_scan_without_text_is_said(self):
        out = io.BytesIO()
        page = canvas.Canvas(out)
        page.rect(10, 10, 100, 100)
        page.save()
        assert "no text" in files.parse(store(out.getvalue())).problem

    def test_a_locked_pdf_is_said(self):
        from reportlab.lib import pdfencrypt

        out = io.BytesIO()
        page = canvas.Canvas(out, encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
        page.drawString(72, 720, TEXT)
        page.save()
        assert "password" in files.parse(store(out.getvalue())).problem

    def test_a_file_that_is_gone_is_said(self, settings):
        stored = store(pdf())
        (Path(settings.MEDIA_ROOT) / stored.path).unlink()
        assert "gone" in files.parse(stored).problem

    def test_external_entities_are_refused(self, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("TOP SECRET")
        body = (
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:t>&x;</w:t></w:document>'
        )
        parsed = files.parse(keep(word(body.encode()), OFFICE))
        assert "TOP SECRET" not in parsed.text and parsed.problem

    def test_latin_1_text_is_read(self):
        assert "Currículo" in files.parse(store("Currículo de São Paulo".encode("latin-1"), "CV.txt")).text


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return word(f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d>&e11;</d>'.encode())


def pdf_with(stream: bytes, filters: str) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Length "
        + str(len(stream)).encode()
        + b"/Filter["
        + filters.encode()
        + b"]>>stream\n"
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


BOMBS = {
    "zip bomb in a docx": (word(b"0" * 400_000_000), OFFICE),
    "billion laughs": (billion_laughs(), OFFICE),
    "deep nesting": (word(b"<a>" * 3_000_000), OFFICE),
    "docx of itself": (word(word(word(b"<x/>"))), OFFICE),
    "flate bomb": (
        pdf_with(zlib.compress(zlib.compress(b"0" * 500_000_000, 9), 9), "/FlateDecode/FlateDecode"),
        "application/pdf",
    ),
    "endless page tree": (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        "application/pdf",
    ),
    "arrays in arrays": (b"%PDF-1.4\n1 0 obj" + b"[" * 2_000_000 + b"\n%%EOF", "application/pdf"),
    "text without end": (b"a" * 30_000_000, "text/plain"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_harms_nobody(name):
    content, media_type = BOMBS[name]
    stored = keep(content, media_type)
    began = time.monotonic()
    parsed = files.parse(stored)
    assert time.monotonic() - began < 12
    assert len(parsed.text) <= 1_000_000
    assert name in ("text without end", "docx of itself") or parsed.problem


def test_broken_files_harm_nobody(settings):
    """Bytes flipped, cut out, doubled: each parse answers, none raises, none outlives its limits.

    Each file costs a process of its own; ATS_FUZZ_FILES=300 is the full proof, which takes minutes.
    """
    settings.PARSE_SECONDS = 5
    chance = random.Random(20260302)
    sources = [(pdf(), "application/pdf"), (docx(), OFFICE), (pdf(pages=3), "application/pdf")]
    began = time.monotonic()
    for number in range(int(os.environ.get("ATS_FUZZ_FILES", "60"))):
        content, media_type = sources[number % len(sources)]
        parsed = files.parse(keep(mutated(content, chance), media_type))
        assert isinstance(parsed.text, str) and (parsed.text or parsed.problem)
        assert "\x00" not in parsed.text
    assert time.monotonic() - began < 600


def mutated(content: bytes, chance: random.Random) -> bytes:
    broken = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(len(broken))
        match chance.randrange(4):
            case 0:
                broken[place] = chance.randrange(256)
            case 1:
                del broken[place : place + chance.randint(1, 50)]
            case 2:
                broken[place:place] = broken[place : place + chance.randint(1, 50)]
            case 3:
                broken[place:place] = chance.randbytes(chance.randint(1, 20))
        if not broken:
            return b"x"
    return bytes(broken)


class TestSandbox:
    """What a parser that was taken over could still do; run in the child itself."""

    def run(self, code: str) -> str:
        """The child's output after it confined itself and ran `code`."""
        script = (
            f"import os, resource, socket, sys; sys.path.insert(0, {os.path.dirname(files.__file__)!r})\n"
            "import sandbox\nalone = sandbox.leave_network()\nsandbox.leave_root()\nsandbox.confine(2, 256)\n"
            f"try:\n {code}\n print('DONE')\nexcept (OSError, ValueError, MemoryError) as error:\n print(type(error))"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-c", script], capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout

    @pytest.mark.parametrize(
        "code",
        [
            "os.fork()",
            "bytearray(400 * 1024 * 1024)",
            "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
            "open('/tmp/parsed', 'w').write('x' * 9999)",
            "open('/etc/shadow').read()",
            "while True: pass",
        ],
    )
    def test_it_can_not(self, code):
        assert "DONE" not in self.run(code)

    def test_what_it_may(self):
        assert "DONE" in self.run("len(open('/etc/hostname').read())")

    def test_it_has_no_network_where_the_system_allows_that(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            assert "DONE" not in self.run(f"alone and socket.create_connection(('127.0.0.1', {port}), 2).send(b'x') ")


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_a_broken_member_is_refused(compression):
    """The member that is looked into before the file is taken: its packed bytes are turned over, one place after another."""
    name = b"[Content_Types].xml"
    whole = office({"word/document.xml": b"<x/>" * 50, name.decode(): b"<y/>" * 100}, compression)
    start = whole.index(name) + len(name)
    for place in range(start, start + 20, 4):
        turned = bytes(byte ^ 0xFF for byte in whole[place : place + 6])
        with pytest.raises(UploadRefused):
            store(whole[:place] + turned + whole[place + 6 :], "CV.docx")
