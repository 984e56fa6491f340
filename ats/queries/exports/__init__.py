"""What of the core can be exported: candidates, jobs, offers. Applications and their stages are the milestones' to export."""

from ats.kernel.transfers.exports import registry
from ats.queries.exports import candidates, jobs, offers


def register() -> None:
    for noun in (candidates, jobs, offers):
        registry.register(noun.EXPORTER)
