"""The child that reads an untrusted file: `python -I sandbox.py text|pages|table MEDIA_TYPE SECONDS,MEGABYTES,MOST < file`.

`text` writes at most MOST characters in UTF-8. `pages` writes pictures of at most MOST pages, each as a frame: two lengths
(big-endian, four bytes each), a head in JSON (width, height, words with their boxes in pixels), the picture as WebP. `table`
writes the first MOST rows of a workbook's first sheet as CSV in UTF-8.

It runs as a file, outside Django, with nothing of the product in its memory. Exit codes: 0 all is on stdout, 2
unreadable, 3 needs a password, 4 nothing in it. Limits are the system's (setrlimit): processor time, address space, no
file may be written, no process started, no core dump; root goes on as nobody. The network is taken away by a namespace
of its own where the system allows that (Linux, as root or with unprivileged user namespaces); elsewhere nothing here
connects, but nothing stops a parser that was taken over either.
"""

import contextlib
import csv
import ctypes
import datetime
import io
import itertools
import json
import os
import resource
import socket
import struct
import sys
import zipfile
from collections.abc import Iterator

# Loaded here because Python's own folder may be closed to nobody, as whom root goes on.
from encodings import cp437, cp1252, latin_1, utf_8_sig, utf_16, utf_16_be, utf_16_le  # noqa: F401
from typing import Any

import pypdfium2
import pypdfium2.raw
from defusedxml import ElementTree

if sys.argv[1:2] in (["pages"], ["serve"]):  # a third of the child's start, which a text needs not wait for
    from PIL import Image, WebPImagePlugin  # noqa: F401 (the plugin announces itself by being imported)

if sys.argv[1:2] == ["table"]:
    import python_calamine

CLONE_NEWUSER = 0x1000_0000
CLONE_NEWNET = 0x4000_0000
NOBODY = 65_534
UNREADABLE, LOCKED, EMPTY = 2, 3, 4
MAX_PAGES = 300
MAX_MEMBER = 30 * 1024 * 1024
WIDTH = 1000  # pixels of a page's picture
TALLEST = 3000  # pixels; a longer page is drawn smaller
MAX_MARKS = 20_000  # characters of a page that get a box
Word = list[Any]  # text, x, y, width, height


class Problem(Exception):
    """Ends the child with a code that the parent turns into a sentence."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def leave_network() -> bool:
    """Move into a network namespace without any interface. False where the system refuses."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        return libc.unshare(CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0
    return False


def leave_root() -> None:
    """Root could lift its limits again and read everything: go on as nobody."""
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)


def confine(seconds: int, megabytes: int) -> None:
    """Lower the limits of this process; it can't raise them again."""
    size = megabytes * 1024 * 1024
    for name, limit in (
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_AS", size),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 32),
    ):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (limit, limit))


def read_pdf(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Problem(LOCKED if "password" in str(error).lower() else UNREADABLE) from error
    pages = []
    for number in range(min(len(document), MAX_PAGES)):
        with contextlib.suppress(pypdfium2.PdfiumError):
            pages.append(document[number].get_textpage().get_text_bounded())
    return "\n".join(pages)


def draw_pdf(content: bytes, most: int) -> Iterator[bytes]:
    """A frame for each of the first `most` pages."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Problem(LOCKED if "password" in str(error).lower() else UNREADABLE) from error
    for number in range(min(len(document), most)):
        page = document[number]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            continue
        scale = min(WIDTH / width, TALLEST / height)
        picture = page.render(scale=scale).to_pil()
        packed = io.BytesIO()
        picture.save(packed, "WEBP", quality=80, method=2)
        words = list(words_of(page.get_textpage(), scale, picture.height))
        head = json.dumps({"width": picture.width, "height": picture.height, "words": words}).encode()
        yield struct.pack(">II", len(head), packed.tell()) + head + packed.getvalue()
        page.close()


def words_of(text: Any, scale: float, height: int) -> Iterator[Word]:
    """Words with their boxes on the picture; a word ends at space or where the line does."""
    word: str = ""
    box: list[float] = []
    for number in range(min(text.count_chars(), MAX_MARKS)):
        character = chr(pypdfium2.raw.FPDFText_GetUnicode(text, number))
        left, bottom, right, top = text.get_charbox(number)
        ends = character.isspace() or not character.isprintable()
        if word and (ends or bottom > box[3] or top < box[1]):
            yield in_pixels(word, box, scale, height)
            word = ""
        if not ends:
            box = (
                [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
                if word
                else [left, bottom, right, top]
            )
            word += character
    if word:
        yield in_pixels(word, box, scale, height)


def in_pixels(word: str, box: list[float], scale: float, height: int) -> Word:
    """PDF counts points from below, the picture pixels from above."""
    left, bottom, right, top = (edge * scale for edge in box)
    return [word, round(left, 1), round(height - top, 1), round(right - left, 1), round(top - bottom, 1)]


def read_docx(content: bytes) -> str:
    """Paragraphs and table cells in reading order, by a parser that refuses entities and document types."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("word/document.xml") as member:
        xml = member.read(MAX_MEMBER + 1)
    if len(xml) > MAX_MEMBER:
        raise Problem(UNREADABLE)
    breaks = {f"{word}p": "\n", f"{word}br": "\n", f"{word}tab": "\t", f"{word}tc": "\t"}
    parts: list[str] = []
    for _, element in ElementTree.iterparse(io.BytesIO(xml), forbid_dtd=True):
        if element.tag == f"{word}t":
            parts.append(element.text or "")
        else:
            parts.append(breaks.get(element.tag, ""))
    return "".join(parts)


def read_txt(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


READERS = {
    "application/pdf": read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
    "text/plain": read_txt,
}


PAINTERS = {"application/pdf": draw_pdf}


def main(verb: str, media_type: str, limits: str) -> int:
    if verb == "pages":
        Image.preinit()
    leave_network()
    return work(verb, media_type, limits)


def work(verb: str, media_type: str, limits: str) -> int:
    """Give up everything that is left, then read."""
    seconds, megabytes, most = (int(part) for part in limits.split(","))
    leave_root()
    confine(seconds, megabytes)
    try:
        return {"pages": write_pages, "table": write_table}.get(verb, write_text)(media_type, most)
    except Problem as problem:
        return problem.code


def write_text(media_type: str, most: int) -> int:
    if media_type not in READERS:
        return EMPTY
    text = READERS[media_type](sys.stdin.buffer.read())
    if not text.strip():
        return EMPTY
    sys.stdout.buffer.write(text[:most].encode("utf-8", errors="replace"))
    return 0


def write_pages(media_type: str, most: int) -> int:
    if media_type not in PAINTERS:
        return EMPTY
    for frame in PAINTERS[media_type](sys.stdin.buffer.read(), most):
        sys.stdout.buffer.write(frame)
        sys.stdout.buffer.flush()
    return 0


def write_table(media_type: str, most: int) -> int:
    """Rows of the first sheet that holds any, each as wide as the sheet; the numbers of rows are those of the sheet."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        sheet = next((book.get_sheet_by_name(name) for name in book.sheet_names if holds_rows(book, name)), None)
    except python_calamine.PasswordError:
        return LOCKED
    except python_calamine.CalamineError:
        return UNREADABLE
    if sheet is None:
        return EMPTY
    text = io.TextIOWrapper(sys.stdout.buffer, "utf-8", errors="replace", newline="")
    csv.writer(text).writerows([in_words(cell) for cell in row] for row in itertools.islice(sheet.iter_rows(), most))
    text.detach()  # or it would close stdout when it goes
    return 0


def holds_rows(book: Any, name: str) -> bool:
    return bool(book.get_sheet_by_name(name).height)


def in_words(cell: Any) -> str:
    """As a person would type it: 7 and not 7.0, days without the midnight that workbooks give them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def serve() -> None:
    """For many files: a fork of this process for each, so that Python starts once. Requests come over the socket on stdin
    (see pool.py): a line of JSON with two open files, the content and where the answer goes. The answer to each is a line
    of JSON: exit code, most memory in KB, seconds of processor time."""
    Image.preinit()
    leave_network()
    requests = socket.socket(fileno=0)
    while True:
        line, files, _, _ = socket.recv_fds(requests, 4096, 2)
        if not line:
            return
        child = os.fork()
        if child == 0:
            requests.detach()
            os.dup2(files[0], 0)
            os.dup2(files[1], 1)
            os.closerange(3, 64)
            end_with(work, json.loads(line))
        for each in files:
            os.close(each)
        _, status, used = os.wait4(child, 0)
        told = [os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime + used.ru_stime]
        requests.sendall(json.dumps(told).encode() + b"\n")


def end_with(read: Any, arguments: list[str]) -> None:
    """Whatever an untrusted file provokes ends this process and nothing else; os._exit skips destructors of a broken
    parser."""
    try:
        code = read(*arguments)
        sys.stdout.flush()
    except Exception:  # noqa: BLE001
        code = UNREADABLE
    os._exit(code)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        end_with(main, sys.argv[1:4])
