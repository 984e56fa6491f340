"""Where the launcher keeps things: all state lives below `.venv/`, `node_modules/` and `var/`."""

import hashlib
import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ats.launcher.problem import Problem

LONGEST_SOCKET_FOLDER = 80  # a socket's address holds at most 107 bytes, and the longest file name here is 24
NOBODY = 65534  # where Postgres runs as this user, the folder was handed over to it
HARMLESS = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True)
class Places:
    """The folders of one copy of the repository."""

    root: Path
    var: Path

    @classmethod
    def of(cls, root: Path) -> "Places":
        return cls(root, Path(os.environ.get("ATS_VAR") or root / "var").absolute())

    @property
    def logs(self) -> Path:
        return self.var / "logs"

    def make(self) -> None:
        """Create `var/` and what is in it, or say why not."""
        try:
            for folder in (self.var, self.logs):
                folder.mkdir(parents=True, exist_ok=True)
            probe = self.var / f".probe-{os.getpid()}"
            probe.write_bytes(b"x" * 4096)
            probe.unlink()
        except OSError as problem:
            raise Problem(
                f"The folder {self.var} cannot be written to: {problem.strerror}.",
                "Make it writable and free some space, or set ATS_VAR to a folder that is.",
            ) from problem


def socket_folder(data: Path) -> Path:
    """A private folder for the sockets of the servers whose data are in `data`, made when it is missing.

    It stands beside the data where that path is short and plain enough for a socket's address and a URL, else in the
    folder for temporary files under a name made from the path, so that two copies never meet.
    """
    folder = data / "run"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER or not HARMLESS.fullmatch(str(folder)):
        name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"waymark-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    ours = {os.getuid(), NOBODY} if os.getuid() == 0 else {os.getuid()}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ours:
        raise Problem(f"{folder} belongs to somebody else.", "Remove it, or set TMPDIR to a folder of your own.")
    folder.chmod(0o700)
    return folder
