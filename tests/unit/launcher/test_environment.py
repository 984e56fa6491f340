"""What the launcher says when the environment cannot be built."""

import subprocess
import sys
from pathlib import Path

import pytest

from ats.launcher import environment
from ats.launcher.places import Places
from ats.launcher.problem import Problem

ROOT = Path(__file__).resolve().parents[3]


def fails_with(words: str, tmp_path: Path) -> Problem:
    script = tmp_path / "program"
    script.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    with pytest.raises(Problem) as caught:
        environment._run([str(script)], tmp_path, tmp_path / "log", "The packages could not be installed")
    return caught.value


@pytest.mark.parametrize(
    ("words", "happened", "cure"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full", "Free"),
        ("NewConnectionError: failed: Name or service not known", "the download failed", "connection"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that was locked", "do not go on"),
        ("ERROR: No matching distribution found for granian", "no ready-made package", "Python 3.11, 3.12 or 3.13"),
        ("PermissionError: Permission denied", "cannot be written", "ATS_VENV"),
    ],
)
def test_known_failures_say_what_happened_and_what_to_do(words: str, happened: str, cure: str, tmp_path: Path) -> None:
    problem = fails_with(words, tmp_path)
    assert happened in problem.happened
    assert cure in problem.cure


def test_an_unknown_failure_shows_the_programs_own_words(tmp_path: Path) -> None:
    assert "something odd" in fails_with("something odd", tmp_path).happened


def test_an_environment_named_by_ats_venv_must_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_VENV", str(tmp_path / "none"))
    with pytest.raises(Problem, match="holds no bin/python"):
        environment.enter(Places(ROOT, tmp_path), ["demo"], development=False)


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    """Whoever clones has no package yet: -S hides all of them, -I the person's own."""
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); import ats.launcher.commands",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
