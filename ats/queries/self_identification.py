"""Which questions a region asks about people themselves. Their answers have no way out through here."""

from ats.models import Application, SelfIdentificationQuestion


def questions(application: Application) -> list[SelfIdentificationQuestion]:
    """The questions in force where the job is, in order; none outside the regions that have them."""
    regions = application.job.locations.exclude(region=None).values("region__key")
    return list(
        SelfIdentificationQuestion.objects.filter(is_active=True, region__in=regions).order_by("position", "key")
    )
