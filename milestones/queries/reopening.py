"""What comes back with an application that is taken up again, and what doesn't: known before it is done."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.models import Application, ApplicationStatus, Interview, InterviewStatus, Offer, OfferStatus
from comms.models import Message
from milestones.models import Transfer
from milestones.queries.standing import Standing


def in_words(user: Any, application: Application, standing: Standing) -> list[str]:
    """Sentences, the most important first; nothing for an application that is not closed."""
    visit, step = standing.visit, standing.state.step
    if visit is None or visit.exited_at is None or step is None:
        return []
    stand = _("They stand in {milestone} again, or where you choose.").format(milestone=step.name)
    said = [*_stands_against(application), stand]
    if step.limit_minutes:
        said.append(_("The time limit there begins anew."))
    return [*said, *_message(application), *_ended(application, visit.exited_at)]


def _stands_against(application: Application) -> list[str]:
    same = Application.objects.filter(candidate=application.candidate_id, status=ApplicationStatus.ACTIVE)
    said = []
    if same.filter(job=application.job_id).exists():
        said.append(_("They have another active application for this job, so this one can't be taken up."))
    if Transfer.objects.filter(from_application=application, to_application__in=same).exists():
        said.append(_("They went on in another job; both applications would be active."))
    return said


def _message(application: Application) -> list[str]:
    waits = Message.objects.filter(application=application, purpose="rejection").waiting().exists()
    return [_("The rejection e-mail that waits is cancelled.")] if waits else []


def _ended(application: Application, closed: datetime) -> list[str]:
    """What was called off together with it, and isn't called on again."""
    said = []
    cancelled = Interview.objects.filter(
        application=application, status=InterviewStatus.CANCELLED, starts_at__gt=closed, updated_at__gte=closed
    ).count()
    if cancelled:
        says = ngettext(
            "{n} interview was cancelled and stays so.", "{n} interviews were cancelled and stay so.", cancelled
        )
        said.append(says.format(n=cancelled))
    if Offer.objects.filter(application=application, status=OfferStatus.WITHDRAWN, resolved_at__gte=closed).exists():
        said.append(_("The offer was taken back and stays so: draft another."))
    return said
