"""Who answers for an application."""

from ats.models import Application, TeamRole, User


def looking_after(application: Application) -> list[User]:
    """Who hears what becomes of an application: its owner; without one at work, the recruiters on the job's team."""
    if application.owner and application.owner.is_active:
        return [application.owner]
    recruiters = User.objects.filter(
        hiring_teams__job=application.job_id, hiring_teams__role=TeamRole.RECRUITER, is_active=True
    )
    return list(recruiters.distinct())
