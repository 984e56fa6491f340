"""The keys of an installation that was given none: made once, kept in `var/keys.json`, readable by their owner only."""

import base64
import json
import os
import secrets
from pathlib import Path


def _random() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _make(path: Path) -> None:
    made = {
        "ATS_SECRET_KEY": secrets.token_urlsafe(64),
        "ATS_FIELD_KEYS": _random(),
        "ATS_BLIND_INDEX_KEY": _random(),
    }
    temporary = path.with_suffix(f".{os.getpid()}")
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(made, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def environment(var: Path) -> dict[str, str]:
    """The settings that hold keys, made at the first call and the same ever after."""
    path = var / "keys.json"
    if not path.exists():
        _make(path)
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept
