"""What turns empty servers into a product that works: assets, tables, roles, demo data. Each only when needed."""

import hashlib
import json
import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from threading import Lock

from ats.launcher import assets, environment, languages, progress, source_rules
from ats.launcher.places import Places
from ats.launcher.problem import Problem

BUILD_ONLY = ("app.src.css", "fonts.css")  # what they name lies elsewhere; the admin loads some of the other sources
# Setting up may take its time with one statement, and need not wait for the disk at each: a killed one begins anew.
UNHURRIED = {"ATS_DATABASE_OPTIONS": "-c statement_timeout=0 -c synchronous_commit=off"}

TITLES = {"tables": "tables", "seed": "roles and defaults", "demo_data": "demo data"}
USUAL_SCALE = 2000
WRITING = Lock()  # assets and tables are made at the same time


def fingerprint(root: Path, files: Iterable[Path]) -> str:
    """A hash that changes when any of the files below `root` is edited, added or removed, not when `root` is moved."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


class Stamps:
    """What was done for which state of the code, kept in a file beside the data it was done to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        try:
            kept: dict[str, str] = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return kept

    def write(self, **done: str) -> None:
        with WRITING:
            temporary = self.path.with_suffix(f".{os.getpid()}")
            temporary.write_text(json.dumps(self.read() | done), encoding="utf-8")
            os.replace(temporary, self.path)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


class Installation:
    """One copy of the product with its servers running; `settings` is the environment its commands run in."""

    def __init__(self, places: Places, settings: dict[str, str], data: Path) -> None:
        self.places = places
        self.settings = settings
        self.stamps = Stamps(data / "done.json")

    def manage(self, *arguments: str, title: str) -> None:
        """Run a Django command; its words go to the log of the set-up."""
        log = self.places.logs / "setup.log"
        since = log.stat().st_size if log.exists() else 0
        argv = [environment.python(self.places.root), self.places.root / "manage.py", *arguments]
        if progress.run(argv, env=self.settings | UNHURRIED, cwd=self.places.root, log=log):
            words = progress.tail(log, since=since)
            cure = "Free some space and run the same command again." if "No space left" in words else "Then run again."
            raise Problem(f"{title} failed:\n{words}", f"{cure} All words are in {log}.")

    def build_assets(self) -> None:
        """The words of other languages, styles, scripts and icons, then the folder that these are served from."""
        languages.build(self.places.root)
        try:
            assets.build(self.places.root, lambda text: progress.say(f"  … {text}"))
        except assets.AssetError as problem:
            raise Problem(
                f"The style sheets and icons could not be built: {problem}", "Then run this again."
            ) from problem
        files = self._static_files()
        if not self._changed("static", files):
            return
        with progress.step("Static files"):
            wish = ["--noinput", "--verbosity=0", *(f"--ignore={name}" for name in BUILD_ONLY)]
            self.manage("collectstatic", *wish, title="Collecting static files")
        self._done("static", files)

    def _static_files(self) -> list[Path]:
        root = self.places.root
        return [path for path in (root / "static").rglob("*") if path.is_file()] + [root / "requirements.lock"]

    def migrate(self, *, seed: bool = True) -> None:
        """Tables, and what every installation needs: roles, permissions, defaults."""
        if todo := self._todo(seed=seed):
            self._set_up(todo)

    def fill(self, scale: int | None, *, empty: bool) -> None:
        """Tables and defaults where they are not there yet, and the demo company, once; all in one Django process."""
        todo = self._todo(seed=True)
        if not self.filled and not empty:
            self.stamps.write(demo_data="begun")
            todo["demo_data"] = ["--demo-data", str(scale or USUAL_SCALE)]
        if todo:
            self._set_up(todo)
        if not self.filled or "demo_data" in todo:
            self.stamps.write(demo_data="empty" if empty else "done")

    @property
    def is_current(self) -> bool:
        """Whether nothing is left to do before the product can start."""
        is_built = assets.is_current(self.places.root) and not self._changed("static", self._static_files())
        is_built = is_built and languages.is_current(self.places.root)
        return is_built and self.filled in {"empty", "done"} and not self._todo(seed=True)

    def _todo(self, *, seed: bool) -> dict[str, list[str]]:
        """The options of `set_up` that are needed, by the name of their stamp."""
        wanted = {"tables": ["--tables"]} | ({"seed": ["--defaults"]} if seed else {})
        return {name: option for name, option in wanted.items() if self._changed(name, self._sources(name))}

    def _set_up(self, todo: dict[str, list[str]]) -> None:
        with progress.step(", ".join(TITLES[name] for name in todo).capitalize()):
            self.manage("set_up", *chain(*todo.values()), title="Setting up")
        for name in todo.keys() - {"demo_data"}:
            self._done(name, self._sources(name))

    def _sources(self, name: str) -> list[Path]:
        """The files that tables or defaults are made from."""
        sources = [path for app in source_rules.APPS for path in (self.places.root / app).rglob("*.py")]
        if name == "tables":
            sources = [path for path in sources if "migrations" in path.parts]
        return [*sources, self.places.root / "requirements.lock"]

    def _changed(self, name: str, files: list[Path]) -> bool:
        return self.stamps.read().get(name) != fingerprint(self.places.root, files)

    def _done(self, name: str, files: list[Path]) -> None:
        self.stamps.write(**{name: fingerprint(self.places.root, files)})

    @property
    def filled(self) -> str:
        """How far the demo data are: "" never asked for, "begun", "empty" when none are wanted, or "done"."""
        return self.stamps.read().get("demo_data", "")
