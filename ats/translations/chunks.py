"""What is untranslated, carried out to whoever translates and back: a JSON list that a person or a program can fill in."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib

from ats.translations import catalogues, placeholders

Chunk = list[dict[str, Any]]


class NotFilled(ValueError):
    """The file is no such list; nothing was taken from it."""


def missing(catalogue: polib.POFile, language: str, most: int, skip: int = 0) -> Chunk:
    """The first `most` untranslated messages after `skip`, those of one file beside each other."""
    waiting = [entry for entry in catalogue if not catalogues.is_translated(entry)]
    waiting.sort(key=lambda entry: (entry.occurrences[:1], entry.msgid))
    return [_asked(entry, language) for entry in waiting[skip : skip + most]]


def write(chunk: Chunk, path: Path) -> None:
    path.write_text(as_text(chunk), encoding="utf-8")


def as_text(chunk: Chunk) -> str:
    return json.dumps(chunk, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> Chunk:
    """The list in the file. Raises NotFilled."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise NotFilled(f"{path} can't be read: {problem}") from problem
    if not isinstance(told, list) or not all(isinstance(one, dict) and one.get("msgid") for one in told):
        raise NotFilled(f"{path} must hold a list of objects, each with a msgid.")
    return told


def fill(catalogue: polib.POFile, chunk: Iterable[dict[str, Any]], language: str) -> tuple[int, list[str]]:
    """Put the translations into `catalogue`; how many, and in words which were not taken and why. Empty ones are skipped."""
    entries = {catalogues.key_of(entry): entry for entry in catalogue}
    taken, refused = 0, []
    for told in chunk:
        entry = entries.get((told.get("context") or "", told["msgid"]))
        given = told.get(language)
        if not given or (isinstance(given, list) and not any(given)):
            continue
        why = "the source does not hold it any longer" if entry is None else _take(entry, told, given)
        if why:
            refused.append(f"“{told['msgid']}”: {why}")
        else:
            taken += 1
    return taken, refused


def _asked(entry: polib.POEntry, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"msgid": entry.msgid}
    if entry.msgid_plural:
        told["plural"] = entry.msgid_plural
    if entry.msgctxt:
        told["context"] = entry.msgctxt
    told["references"] = [place for place, _ in entry.occurrences]
    told[language] = (
        [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] if entry.msgid_plural else entry.msgstr
    )
    return told


def _take(entry: polib.POEntry, told: dict[str, Any], given: Any) -> str:
    """Fill `entry`; in words what is wrong, and then it stays as it was."""
    wanted = len(entry.msgstr_plural) if entry.msgid_plural else 0
    new = polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural)
    if wanted:
        if told.get("plural") != entry.msgid_plural:
            return "the plural of the message is another one now"
        if (
            not isinstance(given, list)
            or len(given) != wanted
            or not all(isinstance(one, str) and one for one in given)
        ):
            return f"it has {wanted} forms, so a list of {wanted} texts is needed"
        new.msgstr_plural = dict(enumerate(given))
    elif not isinstance(given, str):
        return "a text is needed"
    else:
        new.msgstr = given
    if wrong := placeholders.differences(new):
        return "; ".join(wrong)
    entry.msgstr, entry.msgstr_plural = new.msgstr, new.msgstr_plural
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    return ""
