"""What a translation must hold as its message does: values, tags and the white space around it."""

import re
from collections import Counter

import polib

BRACES = re.compile(r"\{[^{}]*\}")
NAMED = re.compile(r"%\([^)]*\)[sd]|%%|%[sd]")
TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>")
ATTRIBUTE = re.compile(r"([a-zA-Z-]+)=")
Parts = Counter[str]


def parts(text: str) -> Parts:
    """The values and tags in `text`; a tag counts with the names of its attributes, whose words may be translated."""
    tags = [f"<{name} {' '.join(sorted(ATTRIBUTE.findall(rest)))}>" for name, rest in TAG.findall(text)]
    return Counter([*BRACES.findall(text), *NAMED.findall(text), *tags])


def differences(entry: polib.POEntry) -> list[str]:
    """In words, what the translation of `entry` lacks or has too much."""
    if entry.msgid_plural:
        return [
            f"form {number}: {words}"
            for number, form in sorted(entry.msgstr_plural.items())
            for words in _between(form, [entry.msgid, entry.msgid_plural])
        ]
    return _between(entry.msgstr, [entry.msgid])


def _between(translation: str, messages: list[str]) -> list[str]:
    """`translation` may be like any of `messages`: “one day” leaves its number out."""
    if not translation:
        return []
    has, wanted = parts(translation), [parts(message) for message in messages]
    found = []
    if has not in wanted:
        lacks, extra = wanted[-1] - has, has - wanted[-1]
        found += [f"lacks {part}" for part in lacks] + [f"has {part}, which the message has not" for part in extra]
    if _ends(translation) not in {_ends(message) for message in messages}:
        found.append("begins or ends with other white space")
    return found


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
