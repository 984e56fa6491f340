"""Reading the text of an upload in a child process that may crash, hang or swell without harm to us."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from ats.kernel.files import child
from ats.kernel.files.models import StoredFile

MAX_TEXT = 1_000_000  # characters; more than any CV, less than any trouble


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """The text that was found, and a sentence for people when something went wrong (empty: nothing did)."""

    text: str
    problem: str = ""


# Kept with the file, so they are put into the reader's language where they are shown.
_PROBLEMS = {
    2: gettext_noop("This file is damaged or not what its name says, so its text could not be read."),
    3: gettext_noop("This file is protected by a password, so its text could not be read."),
    4: gettext_noop("This file holds no text: it may be a scan."),
}
_FAILED = gettext_noop("Reading this file failed, so it was given up.")


def parse(stored: StoredFile, *, ask: child.Ask = child.ask) -> Parsed:
    """The text of a stored PDF, DOCX or TXT. Never raises for what is in the file.

    `ask` asks the child; a pool's is faster for many files. The child has PARSE_SECONDS of wall clock, PARSE_MEGABYTES of
    address space, no environment, no network where the system lets us take it away, and an empty folder of its own.
    """
    answer = ask(stored, "text", most=MAX_TEXT, most_bytes=MAX_TEXT * 4)
    if answer.code is None:
        return Parsed(text="", problem=answer.problem)
    if answer.code:
        return Parsed(text="", problem=_PROBLEMS.get(answer.code, _FAILED))
    return Parsed(text=_clean(answer.output))


def _clean(output: bytes) -> str:
    """Postgres takes no NUL; a person wants no control characters."""
    text = output[: MAX_TEXT * 4].decode("utf-8", errors="replace")[:MAX_TEXT]
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
