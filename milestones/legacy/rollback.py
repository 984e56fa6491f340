"""Take an import back: exactly what came in goes out, until somebody has worked with it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ats.kernel.history import acting, bulk_delete_with_history
from ats.kernel.transfers.pace import unhurried
from ats.models import Application, Candidate, Department, Job
from milestones.legacy.applying import ImportRefused, record_deed
from milestones.legacy.later_work import later_work
from milestones.models import HistoryImport, ImportedApplication, ImportStatus, Visit

REASON = "Rolled back an import of hiring history"


def roll_back(*, history_import: HistoryImport, by: Any, at: datetime) -> HistoryImport:
    """Delete what the import brought; its own record stays and says so.

    Raises ImportRefused naming an application that somebody has worked with since, and what was done; and when it is not
    committed.
    """
    with transaction.atomic(), acting(by, REASON):
        unhurried()
        row = HistoryImport.objects.select_for_update(of=("self",)).get(pk=history_import.pk)
        if row.status != ImportStatus.COMMITTED:
            says = _("Only a committed import can be rolled back; this one is “{status}”.")
            raise ImportRefused(says.format(status=row.get_status_display()))
        _lock(row)
        _refuse_worked_with(row)
        _delete(row, by)
        row.status, row.rolled_back_at = ImportStatus.ROLLED_BACK, at
        row.save(update_fields=["status", "rolled_back_at"])
        record_deed("history.rolled_back", row, by, at)
    return row


def would_remove(history_import: HistoryImport) -> dict[str, int]:
    """How much a roll back takes out, for the question before it."""
    mine = _mine(history_import)
    return {
        "candidates": mine.count(),
        "visits": Visit.objects.filter(application__in=mine.values("application_id")).count(),
    }


def _mine(row: HistoryImport) -> "QuerySet[Any]":
    return ImportedApplication.objects.filter(history_import=row)


def _lock(row: HistoryImport) -> None:
    """Job, applications, people: whoever works with one now waits, or makes us wait and is seen then."""
    list(Job.objects.select_for_update(of=("self",)).filter(pk=row.job_id).values_list("pk"))
    ids = _mine(row).values("application_id")
    list(Application.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    people = Application.objects.filter(pk__in=ids).values("candidate_id")
    list(Candidate.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk").values_list("pk"))


def _refuse_worked_with(row: HistoryImport) -> None:
    found = list(later_work(row))
    if not found:
        return
    done = "; ".join(dict.fromkeys(work.what for work in found))
    touched = next((work.application_id for work in found if work.application_id), None)
    application = Application.objects.select_related("candidate", "job").filter(pk=touched).first()
    raise ImportRefused(
        _("{what} has been worked with since the import ({done}), so it can't be rolled back any more.").format(
            what=application or row.job, done=done
        ),
        application=str(touched) if touched else None,
        done=[work.what for work in found],
    )


def _delete(row: HistoryImport, by: Any) -> None:
    applications = list(_mine(row).values_list("application_id", "application__candidate_id"))
    Visit.objects.filter(application__in=[pk for pk, _person in applications]).delete()
    for model, ids in (
        (Application, [pk for pk, _person in applications]),
        (Candidate, [pk for _row, pk in applications]),
    ):
        bulk_delete_with_history(model.objects.filter(pk__in=ids), by=by, reason=REASON)
    bulk_delete_with_history(Job.objects.filter(pk=row.job_id), by=by, reason=REASON)
    department = Department.objects.filter(pk=row.created_department_id, jobs__isnull=True, people__isnull=True)
    bulk_delete_with_history(department, by=by, reason=REASON)
    row.job = row.created_department = None
