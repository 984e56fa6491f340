"""What is known about the demo that runs from this copy: written by it, believed only while it holds its lock."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from ats.launcher.lock import Lock
from ats.launcher.places import Places


@dataclass(frozen=True)
class Instance:
    """A running demo. `settings` is what a command needs in its environment to work on the same data."""

    pid: int
    address: str
    ready: bool
    settings: dict[str, str]

    def write(self, path: Path) -> None:
        temporary = path.with_suffix(f".{os.getpid()}")
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(self), file)
        os.replace(temporary, path)


def lock(places: Places) -> Lock:
    """Held by the demo from its first moment to its last."""
    return Lock(places.var / "demo.lock")


def file(places: Places) -> Path:
    """Where the running demo describes itself."""
    return places.var / "demo.json"


def running(places: Places) -> Instance | None:
    """The demo that runs from this copy, if one does and has chosen its address."""
    if not lock(places).held_by_another:
        return None
    try:
        return Instance(**json.loads(file(places).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
