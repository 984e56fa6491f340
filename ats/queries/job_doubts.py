"""What is doubtful about a job before it is saved: a likely duplicate, a classification that its title speaks against.

A doubt is no error. What a job hasn't said yet is never doubted.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from ats.kernel.languages import one_of, small
from ats.models import ClassificationRule, EeoCategory, FlsaStatus, Job
from ats.models.job import JOB_OVER

LIVE_LOOKED_AT = 1000
NAMED = 3
ALIKE = 0.8
"""The least likeness (0 to 1) of two titles, word order aside, that makes the jobs likely duplicates."""
DOUBTED = {"name", "department", "level", "job_family", "job_group", "flsa_status", "eeo_category"}
"""Fields of a job whose change asks the question again."""


@dataclass(frozen=True)
class Doubt:
    """`job` is the id of the likely duplicate, where the reader may see it."""

    code: str
    text: str
    job: str | None = None

    @property
    def as_row(self) -> dict[str, Any]:
        return asdict(self)


def doubts(job: Job, user: Any) -> list[Doubt]:
    """What to ask about `job` (not saved, or a copy with what is to change) before `user` saves it; at most four queries."""
    return [*_duplicates(job, user), *_misclassified(job), *_other_group(job)]


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1, whatever the order of their words."""
    left, right = (" ".join(sorted(re.findall(r"\w+", title.casefold()))) for title in (one, other))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _duplicates(job: Job, user: Any) -> Iterator[Doubt]:
    live = Job.objects.filter(department_id=job.department_id, is_imported=False).exclude(status__in=JOB_OVER)
    rows = live.exclude(pk=job.pk).order_by("-created_at").values_list("pk", "name", "requisition_id", "status")
    alike = [row for row in rows[:LIVE_LOOKED_AT] if likeness(row[1], job.name) >= ALIKE]
    seen = set(Job.objects.visible_to(user).filter(pk__in=[row[0] for row in alike]).values_list("pk", flat=True))
    for pk, name, requisition_id, _status in [row for row in alike if row[0] in seen][:NAMED]:
        yield Doubt(
            "duplicate",
            _("{requisition_id} {name} is much like it, in the same department.").format(
                requisition_id=requisition_id, name=name
            ),
            str(pk),
        )
    if len(alike) > len(seen):
        yield Doubt(
            "duplicate", _("A job that you may not see is much like it, in the same department. Ask a recruiter.")
        )


def _misclassified(job: Job) -> Iterator[Doubt]:
    rules = ClassificationRule.objects.filter(is_active=True).select_related("expected_family")
    for rule in rules:
        if _says(job.name, rule.title_words) and not _says(job.name, rule.except_words):
            yield from _against(job, rule)


def _says(title: str, phrases: list[str]) -> bool:
    return any(re.search(rf"\b{re.escape(phrase.strip())}\b", title, re.IGNORECASE) for phrase in phrases)


def _against(job: Job, rule: ClassificationRule) -> Iterator[Doubt]:
    """Where the job says something else than the rule expects."""
    family, levels = rule.expected_family, tuple(rule.expected_levels)
    if family and job.job_family_id and job.job_family_id != family.pk:
        yield Doubt(
            "family", _("The title lets expect the job family {family} ({rule}).").format(family=family, rule=rule)
        )
    if levels and job.level and not job.level.upper().startswith(tuple(level.upper() for level in levels)):
        yield Doubt(
            "level",
            _("The title lets expect a level that begins with {levels} ({rule}).").format(
                levels=one_of(levels), rule=rule
            ),
        )
    if rule.expected_flsa_status and job.flsa_status and job.flsa_status != rule.expected_flsa_status:
        expected = small(FlsaStatus(rule.expected_flsa_status).label)
        yield Doubt(
            "flsa_status",
            _("The title lets expect that the job is {expected} ({rule}).").format(expected=expected, rule=rule),
        )
    categories = rule.expected_eeo_categories
    if categories and job.eeo_category and job.eeo_category not in categories:
        expected = one_of(EeoCategory(each).label for each in categories)
        yield Doubt(
            "eeo_category",
            _("The title lets expect the EEO-1 category {expected} ({rule}).").format(expected=expected, rule=rule),
        )


def _other_group(job: Job) -> Iterator[Doubt]:
    """A job group lies within one EEO-1 category."""
    group = job.job_group
    if group and job.eeo_category and group.eeo_category != job.eeo_category:
        label = group.get_eeo_category_display()
        yield Doubt(
            "job_group",
            _("The job group {group} belongs to the EEO-1 category {label}.").format(group=group, label=label),
        )
