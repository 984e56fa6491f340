"""The product's words in other languages: collected from the source, kept in `locale/`, handed out to be translated.

`python3 manage.py translations --write` does the first two, `--check` says what is missing, `--missing` and `--fill` carry
what is untranslated out and back. GNU gettext is not needed: `polib` reads and writes its files.
"""
