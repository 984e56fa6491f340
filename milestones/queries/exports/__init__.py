"""What of this app can be exported: applications with where they stand, and each of their stays in a milestone."""

from ats.kernel.transfers.exports import registry
from milestones.queries.exports import applications, visits


def register() -> None:
    for noun in (applications, visits):
        registry.register(noun.EXPORTER)
