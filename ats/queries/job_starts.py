"""What a new job's form is filled in with: a template, or another job. Nothing of it is saved before the form is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ats.models import CLASSIFICATION, Job, JobQuestion, JobTemplate, QuestionKind

COPIED = ("level", "description", "priority", "opens_when_approved", *CLASSIFICATION)
PAY = ("pay_min", "pay_max", "pay_currency", "pay_unit", "shows_pay")


@dataclass(frozen=True)
class Start:
    """`facts` by form field, `questions` to ask, and whose they are, in words."""

    facts: dict[str, Any] = field(default_factory=dict)
    questions: list[JobQuestion] = field(default_factory=list)
    of: str = ""


def from_template(template: JobTemplate) -> Start:
    return Start(
        template.facts,
        [_question(each) for each in template.questions],
        _("the template {template}").format(template=template.name),
    )


def from_job(job: Job, *, sees_pay: bool) -> Start:
    """Everything that describes the job but its requisition, dates and reason; pay for those only who may see it."""
    facts: dict[str, Any] = {name: getattr(job, name) for name in (*COPIED, *(PAY if sees_pay else ()))}
    facts |= {
        "name": job.name,
        "department": job.department_id,
        "locations": [place.pk for place in job.locations.all()],
    }
    facts |= _team(job.hiring_team.all())
    return Start(facts, list(job.questions.filter(is_active=True)), f"{job.requisition_id} {job.name}")


def _team(members: Iterable[Any]) -> dict[str, list[Any]]:
    team: dict[str, list[Any]] = {}
    for member in members:
        team.setdefault(f"team_{member.role}", []).append(member.user_id)
    return team


def _question(said: dict[str, Any]) -> JobQuestion:
    """A question of a template, not saved; templates are checked when an administrator saves them."""
    return JobQuestion(
        text=said["text"],
        kind=said.get("kind", QuestionKind.TEXT),
        choices=said.get("choices", []),
        is_required=said.get("is_required", False),
    )
