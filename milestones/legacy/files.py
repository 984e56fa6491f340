"""The three files of an import together: read once, planned, and kept sealed between the dry run and the commit."""

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import datetime

from milestones.legacy import mapping, plan, reader
from milestones.legacy.mapping import Target
from milestones.legacy.plan import Plan
from milestones.legacy.reader import Table


@dataclass(frozen=True)
class Files:
    """Contents by name; the names are what messages call them."""

    applications: tuple[str, bytes]
    stages: tuple[str, bytes]
    map: tuple[str, bytes]

    def seal(self) -> str:
        """One string for an encrypted column."""
        parts = [(name, base64.b64encode(body).decode()) for name, body in (self.applications, self.stages, self.map)]
        return base64.b64encode(zlib.compress(json.dumps(parts).encode())).decode()

    @classmethod
    def unseal(cls, sealed: str) -> "Files":
        parts = json.loads(zlib.decompress(base64.b64decode(sealed)))
        return cls(*((name, base64.b64decode(body)) for name, body in parts))


@dataclass(frozen=True)
class Prepared:
    applications: Table
    stages: Table
    mapping: dict[str, Target]
    plan: Plan


def prepare(files: Files, *, at: datetime) -> Prepared:
    """Read and plan. Raises FileRefused naming the file that can't be read."""
    applications = reader.read(*files.applications, required=plan.APPLICATION_COLUMNS)
    stages = reader.read(*files.stages, required=plan.STAGE_COLUMNS)
    targets = mapping.parse(reader.read(*files.map, required=mapping.COLUMNS))
    return Prepared(applications, stages, targets, plan.make(applications, stages, targets, at=at))
