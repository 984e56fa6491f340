"""The project's own Python environment: built from the locked, hashed requirements, rebuilt when the lock changes."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from ats.launcher import fast_installer, progress
from ats.launcher.lock import Lock
from ats.launcher.places import Places
from ats.launcher.problem import Problem

STAMP = "waymark-locks"
NEEDED_BYTES = 1_500_000_000
PACKAGES = "Packages, locked and with hashes (the first time downloads some 150 MB)"
SIGNS = (
    (
        ("No space left on device", "Disk quota exceeded"),
        "the disk is full",
        "Free about 1.5 GB and run the same command again.",
    ),
    (
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "Hash mismatch"),
        "a package that arrived is not the one that was locked",
        "Try again; if it stays so, something between you and the package index changes downloads: do not go on.",
    ),
    (
        (
            "NewConnectionError",
            "Max retries exceeded",
            "ReadTimeout",
            "timed out",
            "Temporary failure in name resolution",
            "error sending request",
            "dns error",
            "Connection reset",
            "ProxyError",
        ),
        "the download failed",
        "Check the connection (and HTTPS_PROXY, PIP_INDEX_URL where you need them), then run the same command again: "
        "what has been downloaded is kept.",
    ),
    (
        (
            "No matching distribution",
            "no wheels",
            "has no usable wheels",
            "no matching platform tag",
            "gcc",
            "compiler",
        ),
        "there is no ready-made package for this Python and machine, and nothing is compiled here",
        "Use Python 3.11, 3.12 or 3.13 on Linux or macOS (x86-64 or ARM).",
    ),
    (
        ("Permission denied", "Read-only file system"),
        "the folder cannot be written to",
        "Make the repository's folder writable, or set ATS_VENV to an environment that is ready.",
    ),
)


def folder(root: Path) -> Path:
    """Where the environment is: `.venv/`, or where ATS_VENV says (used as it is, never changed)."""
    return Path(os.environ.get("ATS_VENV") or root / ".venv").absolute()


def python(root: Path) -> Path:
    """The environment's interpreter."""
    return folder(root) / "bin" / "python"


def enter(places: Places, arguments: list[str], *, development: bool) -> None:
    """Return when this process already runs inside the environment; else build it and run the command again inside."""
    if not os.environ.get("ATS_VENV"):
        _ensure(places, development=development)
    elif not python(places.root).exists():
        raise Problem(f"ATS_VENV names {folder(places.root)}, which holds no bin/python.", "Correct or unset it.")
    if Path(sys.prefix).resolve() != folder(places.root).resolve():
        _again_inside(places, arguments)


def _again_inside(places: Places, arguments: list[str]) -> NoReturn:
    sys.stdout.flush()
    inside = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
    # Compiled modules go below var/, so that neither the tree nor somebody else's environment is written to.
    inside["PYTHONPYCACHEPREFIX"] = str(places.var / "pycache")
    inside.pop("PYTHONDONTWRITEBYTECODE", None)
    interpreter = str(python(places.root))
    os.execve(interpreter, [interpreter, str(places.root / "manage.py"), *arguments], inside)


def _lock_file(root: Path, *, development: bool) -> Path:
    return root / ("requirements-dev.lock" if development else "requirements.lock")


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _installed(root: Path) -> set[str]:
    try:
        return set((folder(root) / STAMP).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return set()


def _ensure(places: Places, *, development: bool) -> None:
    root = places.root
    wanted = _fingerprint(_lock_file(root, development=development))
    if wanted in _installed(root) and python(root).exists():
        return
    places.make()
    lock = Lock(places.var / "environment.lock")
    lock.take(wait=True)
    try:
        if wanted not in _installed(root) or not python(root).exists():
            _build(places, development=development)
    finally:
        lock.release()


def _build(places: Places, *, development: bool) -> None:
    root = places.root
    free = shutil.disk_usage(root).free
    if free < NEEDED_BYTES:
        raise Problem(
            f"The disk that holds {root} has {free / 1e6:.0f} MB left.",
            "Free about 1.5 GB and run the same command again.",
        )
    log = places.logs / "environment.log"
    if not _build_fast(places, log, development=development):
        with progress.step("Python environment"):
            _create(root, log)
        with progress.step(PACKAGES):
            _install(root, log, development=development)
    stamps = [_fingerprint(root / "requirements.lock")]
    if development:
        stamps.append(_fingerprint(root / "requirements-dev.lock"))
    (folder(root) / STAMP).write_text("\n".join(stamps), encoding="utf-8")


def _build_fast(places: Places, log: Path, *, development: bool) -> bool:
    """Build with uv. False where there is none or it fails: pip then tries, and says what is wrong."""
    with progress.step("Python environment"):
        uv = fast_installer.find_or_fetch(places, log)
        if uv is None:
            return False
        where = str(folder(places.root))
        made = _try([uv, "venv", "--clear", "--quiet", "--python", sys.executable, where], places, log)
    if not made:
        return False
    with progress.step(PACKAGES):
        argv = [uv, "pip", "install", "--quiet", "--python", str(python(places.root))]
        return _try([*argv, *_hashed(places.root, development=development)], places, log)


def _try(argv: list[str], places: Places, log: Path) -> bool:
    return progress.run(argv, env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"}, cwd=places.root, log=log) == 0


def _hashed(root: Path, *, development: bool) -> list[str]:
    return ["--require-hashes", "--only-binary", ":all:", "-r", str(_lock_file(root, development=development))]


def _has_pip(root: Path) -> bool:
    """Whether what is there can be installed into: its interpreter may be gone, or a build was killed."""
    try:
        return subprocess.run([str(python(root)), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create(root: Path, log: Path) -> None:
    if not _has_pip(root):
        argv = [sys.executable, "-m", "venv", "--clear", str(folder(root))]
        _run(argv, root, log, "The Python environment could not be made")


def _install(root: Path, log: Path, *, development: bool) -> None:
    argv = [str(python(root)), "-m", "pip", "install", "--quiet", "--no-compile", "--no-input"]
    argv += ["--disable-pip-version-check", *_hashed(root, development=development)]
    _run(argv, root, log, "The packages could not be installed")


def installing(places: Places) -> list[str]:
    """The beginning of a command that installs more into the environment."""
    if _has_pip(places.root):
        return [str(python(places.root)), "-m", "pip", "install", "--quiet"]
    uv = fast_installer.find(places)
    if uv is None:
        raise Problem(f"{folder(places.root)} has neither pip nor uv.", "Remove that folder and start again.")
    return [uv, "pip", "install", "--quiet", "--python", str(python(places.root))]


def _run(argv: list[str], root: Path, log: Path, failure: str) -> None:
    since = log.stat().st_size if log.exists() else 0
    if progress.run(argv, env=dict(os.environ), cwd=root, log=log) == 0:
        return
    words = progress.tail(log, since=since, lines=400)
    for signs, happened, cure in SIGNS:
        if any(sign in words for sign in signs):
            raise Problem(f"{failure}: {happened}.", f"{cure} (All words are in {log}.)")
    last = "\n".join(words.splitlines()[-8:])
    raise Problem(f"{failure}:\n{last}", f"All words are in {log}. On Debian and Ubuntu, python3-venv may be missing.")
