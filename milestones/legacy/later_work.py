"""What people have done with an import's rows since it came in: while there is nothing, it can be taken back whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ats.kernel.outbox import IMPORT, StoredEvent
from ats.models import Application, Candidate, Job, SourceTouch
from milestones.models import Cause, HistoryImport, ImportedApplication, JobWorkflow, Visit

# What an import writes itself, beside the job, the people and the applications.
BROUGHT: frozenset[type[models.Model]] = frozenset({Visit, SourceTouch, JobWorkflow, Application})


@dataclass(frozen=True)
class Work:
    """`what` was done, in words; with which application, or None where it was the imported job."""

    application_id: UUID | None
    what: str


def later_work(row: HistoryImport) -> Iterator[Work]:
    """One example of each kind; moves first, then edits, then whatever hangs on the rows and did not come with them."""
    applications = ImportedApplication.objects.filter(history_import=row).values("application_id")
    people = Application.objects.filter(pk__in=applications).values("candidate_id")
    yield from _moves(row, applications, people)
    for model, ids in ((Application, applications), (Candidate, people), (Job, [row.job_id])):
        yield from _edits(model, ids, row)
        yield from _additions(model, ids, row)


def _moves(row: HistoryImport, applications: "QuerySet[Any]", people: "QuerySet[Any]") -> Iterator[Work]:
    live = StoredEvent.objects.exclude(origin=IMPORT)
    for subject, kind in live.filter(subject_id__in=applications).values_list("subject_id", "type")[:1]:
        yield Work(subject, _("{event} happened").format(event=kind))
    for subject, kind in live.filter(subject_id__in=people).values_list("subject_id", "type")[:1]:
        yield Work(_application_of(row, Candidate, subject), _("{event} happened").format(event=kind))
    visits = Visit.objects.filter(Q(exited_by__isnull=False) | ~Q(cause=Cause.IMPORT), application__in=applications)
    for pk in visits.values_list("application", flat=True)[:1]:
        yield Work(pk, _("they were moved"))
    others = Application.objects.filter(Q(job=row.job_id) | Q(candidate__in=people)).exclude(pk__in=applications)
    for pk in others.values_list("pk", flat=True)[:1]:
        yield Work(pk, _("it came in later"))


def _edits(model: type[Any], ids: Any, row: HistoryImport) -> Iterator[Work]:
    """History rows since: names, owners, statuses, the job's facts. The import's own rows are all creations."""
    edits = model.history.filter(id__in=ids, history_type="~", history_date__gte=row.committed_at)
    for edit in edits.order_by("history_date")[:1]:
        before = edit.prev_record
        changed = (
            ", ".join(name.replace("_", " ") for name in edit.diff_against(before).changed_fields) if before else ""
        )
        says = _("{noun} changed: {fields}").format(noun=model._meta.verbose_name, fields=changed or _("facts"))
        yield Work(_application_of(row, model, edit.id), says)


def _additions(model: type[models.Model], ids: Any, row: HistoryImport) -> Iterator[Work]:
    """Contact points, attachments, notes, messages, interviews, offers, team members, and whatever comes to be."""
    for relation in model._meta.related_objects:
        kind: Any = relation.related_model
        if kind in BROUGHT:
            continue
        for pk in kind._base_manager.filter(**{f"{relation.field.name}__in": ids}).values_list(
            relation.field.attname, flat=True
        )[:1]:
            yield Work(_application_of(row, model, pk), _("{noun} added").format(noun=kind._meta.verbose_name))


def _application_of(row: HistoryImport, model: type[models.Model], pk: UUID) -> UUID | None:
    if model is Job:
        return None
    field = "application_id" if model is Application else "application__candidate_id"
    mine = ImportedApplication.objects.filter(history_import=row, **{field: pk})
    return mine.values_list("application_id", flat=True).first()
