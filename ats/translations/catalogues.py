"""The files of one language, `locale/<language>/LC_MESSAGES/django.po`: merged with what the source says, read and written."""

from pathlib import Path

import polib

from ats.translations.words import Key, Word, Words

HEADER = {
    "Project-Id-Version": "Waymark",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
# The header's rule must be the very text of Django's own file of that language, or Django keeps two rules.
PLURALS = {"de": "nplurals=2; plural=(n != 1);"}
USUAL_PLURAL = "nplurals=2; plural=(n != 1);"
WIDTH = 100


def path_of(root: Path, language: str) -> Path:
    """Where the words of `language` are."""
    return root / "locale" / language.replace("-", "_") / "LC_MESSAGES" / "django.po"


def read(root: Path, language: str) -> polib.POFile:
    """The file as it is; an empty one where there is none yet."""
    path = path_of(root, language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=WIDTH, encoding="utf-8")
    return _empty(language, "")


def merged(old: polib.POFile, words: Words, language: str) -> polib.POFile:
    """What `old` says for each of `words`: translations are kept, new words are empty, words that are gone are dropped."""
    new = _empty(language, old.metadata.get("Plural-Forms", ""))
    known = {key_of(entry): entry for entry in old if not entry.obsolete}
    forms = _forms(new)
    for word in words:
        new.append(_entry(word, known.get((word.context, word.msgid)), forms))
    return new


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def text(catalogue: polib.POFile) -> str:
    """The file's text."""
    return f"{catalogue}".rstrip("\n") + "\n"


def write(root: Path, language: str, catalogue: polib.POFile) -> Path:
    """Write the file, if it says anything else than before."""
    path = path_of(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text(catalogue):
        path.write_text(text(catalogue), encoding="utf-8")
    return path


def is_translated(entry: polib.POEntry) -> bool:
    """Whether every form has words, and a person stands by them."""
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return bool(forms) and all(form.strip() for form in forms) and "fuzzy" not in entry.flags


def _empty(language: str, plurals: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=WIDTH, encoding="utf-8")
    rule = plurals or PLURALS.get(language, USUAL_PLURAL)
    catalogue.metadata = {**HEADER, "Language": language.replace("-", "_"), "Plural-Forms": rule}
    return catalogue


def _forms(catalogue: polib.POFile) -> int:
    """How many forms the language has."""
    rule = catalogue.metadata["Plural-Forms"]
    return int(rule.partition("nplurals=")[2].partition(";")[0])


def _entry(word: Word, old: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=word.msgid,
        msgid_plural=word.plural,
        msgctxt=word.context or None,
        occurrences=[(place, "") for place in sorted(word.places)],
    )
    if old is not None:
        entry.tcomment, entry.flags = old.tcomment, list(old.flags)
    if word.plural:
        kept = old.msgstr_plural if old is not None and old.msgid_plural == word.plural else {}
        entry.msgstr_plural = {n: kept.get(n, "") for n in range(forms)}
    elif old is not None and not old.msgid_plural:
        entry.msgstr = old.msgstr
    return entry
