"""The keys of a backup, in a folder of their own: the installation's, and those that belong to one person each.

Whoever has them and the rest of a backup reads everything; whoever has only the rest can't read what is sealed. A newer set of
keys opens older backups as well, but for those who were erased meanwhile.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from ats.launcher.problem import Problem
from ats.operations import manifest

NAME = "keys.json"
PERSONS = "persons.dump"
WARNING = (
    "Whoever has this folder and the rest of the backup can read all of it. Keep it in another place, under lock and key; "
    "without it the backup is worth nothing. Keep only the newest one: older ones still open what was erased since."
)


@dataclass(frozen=True)
class Keys:
    """What a backup was sealed with."""

    secret: str
    fields: list[str]
    blind_index: str

    @classmethod
    def present(cls) -> "Keys":
        """Those that this process works with."""
        return cls(settings.SECRET_KEY, list(settings.FIELD_KEYS), settings.BLIND_INDEX_KEY)

    def as_environment(self) -> dict[str, str]:
        return {
            "ATS_SECRET_KEY": self.secret,
            "ATS_FIELD_KEYS": ",".join(self.fields),
            "ATS_BLIND_INDEX_KEY": self.blind_index,
        }

    def as_settings(self) -> dict[str, object]:
        return {"SECRET_KEY": self.secret, "FIELD_KEYS": list(self.fields), "BLIND_INDEX_KEY": self.blind_index}


def save(folder: Path, made_at: str, dump_persons: Callable[[Path], None]) -> None:
    """Write the folder; `dump_persons` writes the table of the persons' keys into the file that it is given."""
    folder.mkdir(mode=0o700)
    dump_persons(folder / PERSONS)
    told = {
        "warning": WARNING,
        "made_at": made_at,
        "persons_sha256": manifest.digest(folder / PERSONS),
        "keys": Keys.present().as_environment(),
    }
    manifest.write_private(folder / NAME, json.dumps(manifest.sealed(told), indent=1) + "\n")


def load(folder: Path, *, made_at: str) -> Keys:
    """The keys in a folder. Raises Problem when they are gone, changed, or older than the backup of `made_at`."""
    if not (folder / NAME).is_file():
        raise Problem(
            f"The keys are not in {folder}, and without them a backup can't be read.",
            "Name the folder where its keys are kept: restore DIR --keys FOLDER.",
        )
    told = manifest.unsealed(folder / NAME)
    if not (folder / PERSONS).is_file() or manifest.digest(folder / PERSONS) != told["persons_sha256"]:
        raise Problem(
            f"{folder / PERSONS} was changed or is gone. Nothing was restored.", "Take another copy of these keys."
        )
    if told["made_at"] < made_at:
        raise Problem(
            f"The keys in {folder} are older ({told['made_at']}) than the backup ({made_at}): they would not open all of it.",
            "Use the keys that were made with the backup, or newer ones.",
        )
    its = told["keys"]
    return Keys(its["ATS_SECRET_KEY"], its["ATS_FIELD_KEYS"].split(","), its["ATS_BLIND_INDEX_KEY"])


def file_of_launcher() -> Path | None:
    """Where the launcher keeps the present keys; None where they come from the environment."""
    path = Path(settings.VAR) / "keys.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return path if kept == Keys.present().as_environment() else None


def check_environment(theirs: Keys) -> str:
    """Where keys come from the environment they must open the backup; answers with a remark, often "". Raises Problem."""
    ours = Keys.present()
    wrong = [] if set(theirs.fields) <= set(ours.fields) else ["ATS_FIELD_KEYS"]
    wrong += [] if theirs.blind_index == ours.blind_index else ["ATS_BLIND_INDEX_KEY"]
    if wrong:
        raise Problem(
            f"{' and '.join(wrong)} of this installation can't open the backup.",
            f"Set {' and '.join(wrong)} to what stands in {NAME} of the backup's keys (more ATS_FIELD_KEYS may follow "
            "behind them), then run this again.",
        )
    if theirs.secret != ours.secret:
        return (
            "ATS_SECRET_KEY is another one: everybody signs in again, and links in mails already sent no longer work."
        )
    return ""
