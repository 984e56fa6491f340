"""schemathesis over every operation of the API with every role, 500 examples each, from a seed that can be repeated.

The drive is the one of the tests, which know the rows and the bodies that a deed needs; here it runs longer and elsewhere.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from django.conf import settings

from ats.chaos.servers import Servers

EXAMPLES = 500
DRIVE = "tests/functional/api/test_operations.py"


def run(servers: Servers, seed: int, log: Path, scale: float) -> dict[str, object]:
    """Drive in processes of its own; `scale` is a part of EXAMPLES. What was found is written to `log`."""
    with tempfile.TemporaryDirectory(prefix="waymark-operations-") as folder:
        asked = {
            "ATS_API_EXAMPLES": str(max(1, round(EXAMPLES * scale))),
            "ATS_API_SEED": str(seed),
            "ATS_API_FIGURES": folder,
        }
        command = [sys.executable, "manage.py", "test", DRIVE, "-n", "2", "-q"]
        done = subprocess.run(
            command, cwd=settings.ROOT, env={**os.environ, **asked}, capture_output=True, text=True, check=False
        )
        parts = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.json"))]
    told = [each for part in parts for each in part.pop("told")]
    log.write_text("\n\n".join(told) or done.stdout + done.stderr, encoding="utf-8")
    figures: Counter[str] = sum((Counter(part) for part in parts), Counter())
    problems = figures.pop("problems", 0)
    failed_otherwise = 1 if done.returncode and not problems else 0
    return {
        "examples of each operation": int(asked["ATS_API_EXAMPLES"]),
        "requests": sum(count for name, count in figures.items() if name.startswith("answers")),
        **dict(sorted(figures.items())),
        "problems": problems + failed_otherwise,
        "told in": log,
    }
