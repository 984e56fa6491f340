"""`manage.py translations`: collect the product's words, check their translations, carry the missing ones out and back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ats.launcher import languages
from ats.translations import catalogues, checking, chunks, sources

SHOWN = 600


class Command(BaseCommand):
    help = "Collect the product's words and keep their translations in locale/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--write", action="store_true", help="bring locale/ up to date with the source")
        way.add_argument(
            "--check", action="store_true", help="fail where a word is unmarked, untranslated or mistranslated"
        )
        way.add_argument("--missing", type=int, metavar="N", help="the first N untranslated messages, as JSON")
        way.add_argument("--fill", type=Path, metavar="FILE", help="take translations from such JSON")
        way.add_argument("--compile", action="store_true", help="make the files that the product reads")
        parser.add_argument("--skip", type=int, default=0, metavar="N", help="with --missing: leave the first N out")
        parser.add_argument(
            "--to", type=Path, metavar="FILE", help="with --missing: write there instead of to the screen"
        )
        parser.add_argument("--language", default="de", help="with --missing and --fill: which one (de)")

    def handle(self, *args: Any, **options: Any) -> None:
        root: Path = settings.ROOT
        if options["write"]:
            self._write(root)
        elif options["check"]:
            self._check(root)
        elif options["compile"]:
            self.stdout.write(f"{len(languages.build(root))} of {len(languages.sources(root))} languages were built.")
        elif options["fill"]:
            self._fill(root, options["fill"], options["language"])
        else:
            self._missing(root, options)

    def _write(self, root: Path) -> None:
        words = sources.collect(root)
        for language in translated():
            catalogue = catalogues.merged(catalogues.read(root, language), words, language)
            path = catalogues.write(root, language, catalogue)
            waiting = sum(not catalogues.is_translated(entry) for entry in catalogue)
            self.stdout.write(f"{path.relative_to(root)}: {len(words)} messages, {waiting} untranslated.")
        if words.problems:
            raise CommandError("\n".join(words.problems))

    def _check(self, root: Path) -> None:
        found = checking.problems(root, translated())
        if found:
            more = f"\n… and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            raise CommandError("\n".join(found[:SHOWN]) + more)
        self.stdout.write("Every word is marked and translated.")

    def _missing(self, root: Path, options: dict[str, Any]) -> None:
        catalogue = catalogues.read(root, options["language"])
        chunk = chunks.missing(catalogue, options["language"], options["missing"], options["skip"])
        if options["to"]:
            chunks.write(chunk, options["to"])
            self.stdout.write(f"{len(chunk)} messages: {options['to']}")
        else:
            self.stdout.write(chunks.as_text(chunk))

    def _fill(self, root: Path, path: Path, language: str) -> None:
        catalogue = catalogues.read(root, language)
        try:
            taken, refused = chunks.fill(catalogue, chunks.read(path), language)
        except chunks.NotFilled as problem:
            raise CommandError(str(problem)) from problem
        catalogues.write(root, language, catalogue)
        self.stdout.write(f"{taken} translations taken, {len(refused)} refused.")
        if refused:
            raise CommandError("\n".join(refused))


def translated() -> list[str]:
    """The languages that are translated into."""
    return [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
