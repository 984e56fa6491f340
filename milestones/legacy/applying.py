"""Write a plan in one transaction. Nothing is mailed and no clock starts: the events carry `origin=import`."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.actions import self_identification
from ats.events import ApplicationReceived
from ats.kernel import audit
from ats.kernel.copying import copy_in
from ats.kernel.errors import DomainError
from ats.kernel.history import acting, bulk_create_with_history
from ats.kernel.outbox import IMPORT, Event, emit_all
from ats.kernel.transfers.pace import unhurried
from ats.models import (
    Application,
    ApplicationStatus,
    Candidate,
    Department,
    Job,
    JobStatus,
    Source,
    SourceTouch,
)
from milestones.events import ApplicationRejected
from milestones.legacy import mapping as maps
from milestones.legacy import targets
from milestones.legacy.files import Prepared
from milestones.legacy.mapping import Outcome
from milestones.legacy.plan import Case, Plan, Stay
from milestones.legacy.targets import Destination
from milestones.models import Cause, HistoryImport, ImportedApplication, ImportStatus, JobWorkflow, Visit, VisitOutcome

VISIT = [
    "id",
    "application_id",
    "milestone_id",
    "entered_at",
    "exited_at",
    "outcome",
    "cause",
    "position",
    "legacy_label",
]
REASON = "Imported hiring history"
STATUS = {Outcome.REJECTED: ApplicationStatus.REJECTED, Outcome.HIRED: ApplicationStatus.HIRED}


class ImportRefused(DomainError):
    """The files can't be imported as they are; nothing was written."""

    code = "import-refused"


def no_dry_run(row: HistoryImport) -> ImportRefused:
    """The refusal to commit what is committed or rolled back."""
    says = _("Only a dry run can be committed; this one is “{status}”.")
    return ImportRefused(says.format(status=row.get_status_display()))


def fingerprint(prepared: Prepared) -> str:
    """The same for the same two data files, whatever their names and map."""
    return hashlib.sha256(f"{prepared.applications.sha256}:{prepared.stages.sha256}".encode()).hexdigest()


def commit(*, prepared: Prepared, by: Any, at: datetime, dry_run: HistoryImport | None = None) -> HistoryImport:
    """Import everything the plan accepts, in one transaction; `dry_run` is the row that becomes the import's, if any.

    Raises ImportRefused when labels are unmapped, nothing is left to import, or the same files are in already; raises
    UnknownMilestones when the map leads nowhere.
    """
    plan = prepared.plan
    _check(plan)
    destination, mark = targets.resolve(prepared.mapping), fingerprint(prepared)
    refuse_again(mark)
    try:
        with transaction.atomic(), acting(by, REASON):
            unhurried()
            row = _record(prepared, mark, by, at, dry_run)
            _write(row, plan, destination, by, at)
            record_deed("history.imported", row, by, at)
    except IntegrityError:
        refuse_again(mark)  # somebody imported the same files at the same time
        raise
    return row


def refuse_again(mark: str) -> None:
    """Raises ImportRefused when the files with this fingerprint are in."""
    before = HistoryImport.objects.filter(fingerprint=mark, status=ImportStatus.COMMITTED).first()
    if before:
        raise ImportRefused(
            _(
                "These files were imported on {day} at {time} UTC already. "
                "Roll that import back first if you want to import them again."
            ).format(
                day=date_format(before.committed_at, pgettext("date format", "d F Y")),
                time=f"{before.committed_at:%H:%M}",
            )
        )


def _check(plan: Plan) -> None:
    if plan.unmapped:
        named = ", ".join(f"“{label}” ({number})" for label, number in sorted(plan.unmapped.items()))
        raise ImportRefused(
            _(
                "The map has no line for these legacy stages: {stages}. Add them and try again; nothing was imported."
            ).format(stages=named),
            unmapped=dict(plan.unmapped),
        )
    if not plan.cases:
        raise ImportRefused(_("There is nothing to import: no case in the files can be accepted."))


def _record(prepared: Prepared, mark: str, by: Any, at: datetime, dry_run: HistoryImport | None) -> HistoryImport:
    if dry_run is None:
        row = HistoryImport(created_by=by, created_at=at)
    else:
        row = HistoryImport.objects.select_for_update(of=("self",)).get(pk=dry_run.pk)
        if row.status != ImportStatus.DRY_RUN:
            raise no_dry_run(row)
    row.status, row.committed_at, row.fingerprint, row.source = ImportStatus.COMMITTED, at, mark, ""
    describe(row, prepared)
    row.save()
    return row


def describe(row: HistoryImport, prepared: Prepared) -> None:
    """Let `row` say what the plan makes of the files."""
    row.mapping = maps.as_rows(prepared.mapping)
    row.counts = prepared.plan.counts
    row.differences = [asdict(difference) for difference in prepared.plan.differences]


def _write(row: HistoryImport, plan: Plan, destination: Destination, by: Any, at: datetime) -> None:
    job = _job(row, destination, at)
    people = [_candidate(case, at) for case in plan.cases]
    source = Source.objects.filter(key="import").first()
    pairs = list(zip(plan.cases, people, strict=True))
    applications = [_application(case, person, job, source, destination, at) for case, person in pairs]
    bulk_create_with_history(people, by=by, reason=REASON, at=at)
    bulk_create_with_history(applications, by=by, reason=REASON, at=at)
    cases = list(zip(plan.cases, applications, strict=True))
    copy_in(Visit, VISIT, (visit for case, row in cases for visit in _visits(case, row.pk, destination)))
    ties = ((uuid4(), row.pk, application.pk, case.case_id) for case, application in cases)
    copy_in(ImportedApplication, ["id", "history_import_id", "application_id", "case_id"], ties)
    if source:
        touches = ((uuid4(), a.candidate_id, a.pk, source.pk, a.applied_at) for a in applications)
        copy_in(SourceTouch, ["id", "candidate_id", "application_id", "source_id", "at"], touches)
    answers = (self_identification.Answers(application, case.answers) for case, application in cases)
    self_identification.store(answers, origin=IMPORT, at=at)
    emit_all([event for case, application in cases for event in _events(case, application)])


def _job(row: HistoryImport, destination: Destination, at: datetime) -> Job:
    department, created = Department.objects.get_or_create(name="Imported", defaults={"created_at": at})
    job = Job.objects.create(
        requisition_id=f"IMPORT-{row.pk.hex[:8].upper()}",
        name="Imported hiring history",
        status=JobStatus.OPEN,
        department=department,
        opened_at=at,
        is_imported=True,
        created_at=at,
    )
    JobWorkflow.objects.create(job=job, version=destination.version, created_at=at)
    row.job, row.created_department = job, department if created else None
    row.save(update_fields=["job", "created_department"])
    return job


def _candidate(case: Case, at: datetime) -> Candidate:
    return Candidate(first_name="Legacy", last_name=case.case_id, is_imported=True, created_at=at, updated_at=at)


def _application(
    case: Case, person: Candidate, job: Job, source: Source | None, destination: Destination, at: datetime
) -> Application:
    status = STATUS.get(case.last.target.outcome, ApplicationStatus.ACTIVE)
    over_at = case.last.seen_at
    return Application(
        candidate=person,
        job=job,
        source=source,
        status=status,
        stage=destination.milestones[case.standing.target.milestone].definition.stage,
        applied_at=case.stays[0].entered_at,
        rejected_at=over_at if status == ApplicationStatus.REJECTED else None,
        hired_at=over_at if status == ApplicationStatus.HIRED else None,
        is_imported=True,
        created_at=at,
        updated_at=at,
    )


def _visits(case: Case, application_id: UUID, destination: Destination) -> Iterator[tuple[Any, ...]]:
    """Values for the columns of VISIT."""
    following = [*case.stays[1:], None]
    for position, (stay, after) in enumerate(zip(case.stays, following, strict=True)):
        milestone_id, outcome = destination.milestones[stay.target.milestone].pk, _outcome(stay, after)
        times = stay.entered_at, stay.exited_at
        yield uuid4(), application_id, milestone_id, *times, outcome, Cause.IMPORT, position, stay.label


def _outcome(stay: Stay, after: Stay | None) -> str:
    """How a visit ended: by the rejection or hire that follows or that it is itself, else closed by the import."""
    if stay.exited_at is None:
        return ""
    decided = (after or stay).target.outcome
    return {Outcome.REJECTED: VisitOutcome.REJECTED, Outcome.HIRED: VisitOutcome.HIRED}.get(
        decided, VisitOutcome.IMPORTED
    )


def _events(case: Case, application: Application) -> Iterator[Event]:
    about = {"subject_id": application.pk, "candidate_id": application.candidate_id, "job_id": application.job_id}
    yield ApplicationReceived(**about, occurred_at=application.applied_at, origin=IMPORT)
    if application.rejected_at:
        where = case.standing.target.milestone
        at = application.rejected_at
        yield ApplicationRejected(**about, occurred_at=at, origin=IMPORT, from_milestone=where, reason="")


def record_deed(deed: str, row: HistoryImport, by: Any, at: datetime) -> None:
    audit.record(
        deed=deed, actor=by, subject_type="history_import", subject_id=row.pk, outcome="done", at=at, codes=row.counts
    )
