"""Is the chain whole? Finds edited, deleted, reordered, cut-off and rewritten entries and names the first bad one."""

from dataclasses import dataclass

from ats.kernel.audit import anchors
from ats.kernel.audit.chain import GENESIS, entry_hash
from ats.kernel.audit.models import AuditEntry


@dataclass(frozen=True, kw_only=True)
class Report:
    """What verify() saw: how many entries it found good, how many wait for their seal, and the first bad place."""

    entries: int
    unsealed: int
    head: str
    bad_sequence: int | None = None
    problem: str = ""

    @property
    def is_good(self) -> bool:
        return self.bad_sequence is None


def verify() -> Report:
    """Walk the whole chain in order and compare it with the anchors. Reads only; costs one pass over the table."""
    anchored = {anchor.sequence: anchor.hash for anchor in anchors.read()}
    unsealed = AuditEntry.objects.filter(sequence=None).count()
    good, previous = 0, GENESIS
    for entry in AuditEntry.objects.exclude(sequence=None).order_by("sequence").iterator(chunk_size=2000):
        problem = _problem(entry, good + 1, previous, anchored)
        if problem:
            return Report(entries=good, unsealed=unsealed, head=previous, bad_sequence=good + 1, problem=problem)
        good, previous = good + 1, entry.hash
    if anchored and max(anchored) > good:
        problem = f"The chain ends at {good}, but entry {max(anchored)} was anchored: the end was cut off."
        return Report(entries=good, unsealed=unsealed, head=previous, bad_sequence=good + 1, problem=problem)
    return Report(entries=good, unsealed=unsealed, head=previous)


def _problem(entry: AuditEntry, expected: int, previous: str, anchored: dict[int, str]) -> str:
    if entry.sequence != expected:
        return f"Entry {expected} is missing: the next one present is {entry.sequence}. It was deleted or moved."
    if entry.previous_hash != previous:
        return f"Entry {expected} ({entry.id}) doesn't follow the one before it: entries were moved or rewritten."
    if entry.hash != entry_hash(entry, expected, previous):
        return f"Entry {expected} ({entry.id}) doesn't match its hash: it was edited after sealing."
    if anchored.get(expected, entry.hash) != entry.hash:
        return f"Entry {expected} ({entry.id}) differs from its anchor outside the database: the chain was rewritten."
    return ""
