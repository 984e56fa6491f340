"""Files as nobody should send them: sound ones spoilt at random places, bombs, mixtures, files cut short."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

WORDS = "Hannah Okafor, Backend Engineer, Lagos. Go, Kafka, PostgreSQL. Seven years in payments."
CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
BODY = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
MB = 1024 * 1024
Spoilt = tuple[str, bytes]  # a file's name, and what is in it


def pdf(text: str = WORDS, pages: int = 1, box: str = "0 0 595 842") -> bytes:
    """A PDF by hand; `pages` are entries of one and the same page, so that a thousand of them stay small."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1", errors="replace")
    packed = zlib.compress(drawn)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{'3 0 R ' * min(pages, 20_000)}]>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".encode(),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(xml: str = "") -> bytes:
    body = xml or BODY.format("".join(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>" for _ in range(20)))
    return archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body.encode()})


def png(width: int = 8, height: int = 8) -> bytes:
    """`width` and `height` are what the head says; the pixels are eight by eight."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 9 * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def text() -> bytes:
    return (WORDS * 30).encode()


SOUND: tuple[tuple[str, Callable[[], bytes]], ...] = (("pdf", pdf), ("docx", docx), ("png", png), ("txt", text))
BOMBS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("docx", lambda: archive({"word/document.xml": b"\0" * 40 * MB})),
    ("docx", lambda: archive({f"word/{n}.xml": b"x" * 200_000 for n in range(300)} | {"word/document.xml": b"<a/>"})),
    ("docx", lambda: docx('<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>')),
    ("docx", lambda: docx(BODY.format("<w:p>" * 20_000))),
    ("docx", lambda: docx(BODY.format("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000))),
    ("docx", lambda: archive({"../../etc/passwd": b"x", "word/document.xml": b"<a/>"})),
    ("pdf", lambda: pdf(pages=100_000)),
    ("pdf", lambda: pdf(pages=20_000)),
    ("pdf", lambda: pdf(box="0 0 9999999 9999999")),
    ("pdf", lambda: pdf(box="0 0 1 1000000")),
    ("pdf", lambda: pdf(box="-5 -5 -5 -5")),
    ("pdf", lambda: pdf("x" * 500_000)),
    ("pdf", lambda: pdf().replace(b"/Kids[3 0 R ]", b"/Kids[2 0 R ]")),
    ("png", lambda: png(2**31 - 1, 2**31 - 1)),
    ("txt", lambda: b"a" * 3 * MB),
    ("txt", lambda: b"\xff\xfe" * 1000),
)


def spoilt(chance: random.Random) -> Iterator[Spoilt]:
    """Without end: mostly sound files with wounds, now and then a bomb, a mixture of two kinds, a file cut short."""
    while True:
        kind, make = chance.choice(SOUND)
        match chance.randrange(20):
            case 0:
                kind, make = chance.choice(BOMBS)
                content = make()
            case 1:
                content = make() + chance.choice(SOUND)[1]()
            case 2:
                content = chance.choice((b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"MZ")) + make()
            case 3 | 4:
                content = make()
                content = content[: chance.randrange(1, len(content))]
            case 5:
                content = chance.randbytes(chance.randrange(1, 5000))
            case _:
                content = wounded(make(), chance)
        yield f"cv-{chance.randrange(10**6)}.{chance.choice((kind, kind, 'pdf', 'docx', 'exe'))}", content


def wounded(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut, doubled and put in, at one to twenty places."""
    broken = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(max(1, len(broken)))
        match chance.randrange(4):
            case 0:
                broken[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del broken[place : place + chance.randint(1, 50)]
            case 2:
                broken[place:place] = broken[place : place + chance.randint(1, 50)]
            case 3:
                broken[place:place] = chance.randbytes(chance.randint(1, 20))
    return bytes(broken) or b"x"
