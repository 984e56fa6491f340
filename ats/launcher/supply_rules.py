"""Rules about what the product is made of: locks agree with wishes, and nothing in them has a known flaw."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from ats.launcher.finding import Finding

PAIRS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("requirements.in", "requirements.lock", ()),
    ("requirements-dev.in", "requirements-dev.lock", ("requirements.lock",)),
    ("requirements-uv.in", "requirements-uv.lock", ()),
    ("requirements-node.in", "requirements-node.lock", ()),
)
# What requirements.lock pins stands in the lock for development too.
AUDITED = ("requirements-dev.lock", "requirements-uv.lock", "requirements-node.lock")
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)
AUDIT_SECONDS = 240
SERVICES = ("pypi", "osv")


def _names(path: Path) -> set[str]:
    return {re.sub(r"[-_.]+", "-", name).lower() for name in NAME.findall(path.read_text(encoding="utf-8"))}


def locks(root: Path, env: dict[str, str]) -> Finding:
    """Each wish is locked; where uv is at hand, locking again changes nothing."""
    missing = [
        f"{lock}: {name} of {wishes} is not locked; lock again"
        for wishes, lock, _ in PAIRS
        for name in sorted(_names(root / wishes) - _names(root / lock))
    ]
    uv = shutil.which("uv")
    if missing or not uv:
        return Finding(not missing, "\n".join(missing) or "each name is locked; without uv, versions were not compared")
    return Finding.of([found for pair in PAIRS if (found := _stale(uv, root, env, *pair))])


def _stale(uv: str, root: Path, env: dict[str, str], wishes: str, lock: str, constraints: tuple[str, ...]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / lock
        shutil.copy(root / lock, again)
        command = [uv, "pip", "compile", "--universal", "--generate-hashes", "--no-header", "-p", "3.11", "-q", wishes]
        for one in constraints:
            command += ["-c", one]
        command += ["-o", str(again)]
        told = env | {"UV_PYTHON_DOWNLOADS": "never"}
        done = subprocess.run(command, cwd=root, env=told, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"{lock} could not be compared: {done.stderr.strip()[-400:]}"
        return "" if _pins(again) == _pins(root / lock) else f"{lock} is not what {wishes} asks for; lock again"


def _pins(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def audit(root: Path, venv: Path, env: dict[str, str]) -> Finding:
    """Known vulnerabilities of the locked packages, and of how many packages they were really looked up."""
    said = ""
    for service in SERVICES:
        try:
            done = _ask(root, venv, env, service)
        except subprocess.TimeoutExpired:
            said = f"no answer within {AUDIT_SECONDS} s"
            continue
        if done.stdout.strip().startswith("{"):
            finding = _read(json.loads(done.stdout)["dependencies"])
            if finding:
                return finding
            said = "the advisories know none of these packages"
        else:
            said = done.stderr.strip().splitlines()[-1][:160] if done.stderr.strip() else "no answer"
    return Finding(True, f"NOT AUDITED, the advisories could not be reached: 0 packages ({said})")


def _ask(root: Path, venv: Path, env: dict[str, str], service: str) -> "subprocess.CompletedProcess[str]":
    command = [str(venv / "bin" / "pip-audit"), "--disable-pip"]
    for lock in AUDITED:
        command += ["-r", str(root / lock)]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "10", "-s", service]
    return subprocess.run(
        command, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=AUDIT_SECONDS
    )


def _read(packages: list[dict[str, Any]]) -> Finding | None:
    """None when no package was really looked up."""
    audited = [package for package in packages if "skip_reason" not in package]
    if not audited:
        return None
    found = [
        f"{package['name']} {package['version']}: {flaw['id']}, mended in {flaw['fix_versions'] or 'no version'}"
        for package in audited
        for flaw in package["vulns"]
    ]
    count = f"{len(audited)} of {len(packages)} packages were looked up"
    return Finding(not found, "\n".join([*found, count]))
