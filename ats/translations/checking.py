"""What keeps the product from speaking a language as a whole."""

from pathlib import Path

from ats.translations import catalogues, placeholders, sources, unmarked
from ats.translations.words import Words

# Django's own templates with small changes; their words stand in the libraries' catalogues.
NOT_OURS = ("templates/simple_history/",)


def problems(root: Path, languages: list[str], *, words: Words | None = None) -> list[str]:
    """All of them, in words; none when everything is marked and translated."""
    collected = sources.collect(root) if words is None else words
    found = [*collected.problems, *unmarked_words(root)]
    for language in languages:
        found += _of_language(root, language, collected)
    return found


def unmarked_words(root: Path) -> list[str]:
    """Words in templates that can't be translated."""
    found = []
    for path in sources.templates(root):
        place = path.relative_to(root).as_posix()
        if not place.startswith(NOT_OURS):
            found += unmarked.find(path.read_text(encoding="utf-8"), place)
    return found


def _of_language(root: Path, language: str, words: Words) -> list[str]:
    path = catalogues.path_of(root, language)
    name = path.relative_to(root).as_posix()
    catalogue = catalogues.read(root, language)
    now = catalogues.text(catalogues.merged(catalogue, words, language))
    found = []
    if not path.exists() or path.read_text(encoding="utf-8") != now:
        found.append(f"{name} is not what the source says: run `python3 manage.py translations --write`")
    known = {(word.context, word.msgid) for word in words}
    for entry in catalogue:
        if catalogues.key_of(entry) not in known:
            continue
        if not catalogues.is_translated(entry):
            found.append(f"{name}: “{entry.msgid}” is not translated")
        found += [f"{name}: “{entry.msgid}”: {words_}" for words_ in placeholders.differences(entry)]
    return found
