"""On what it was measured."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from ats.bench import database


def facts() -> dict[str, Any]:
    """Machine, versions and how busy the machine was with other work when this was asked."""
    return {
        "cores": os.cpu_count(),
        "usable_cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": _processor(),
        "memory_bytes": _memory(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "commit": _commit(),
        "load": list(os.getloadavg()),
        "postgres": database.facts(),
    }


def _processor() -> str:
    """The name that Linux gives it, or what Python knows."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _commit() -> str:
    """The state of the code, "" where it is no git checkout."""
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=settings.ROOT, capture_output=True, text=True, check=False
    )
    return said.stdout.strip()
