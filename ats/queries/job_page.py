"""What one job's page shows."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.kernel import access
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.pages import Entry
from ats.kernel.pages.words import day
from ats.models import Application, Job, JobOverride, JobStatus, Opening
from ats.permissions import CorePermission
from ats.policies import jobs as policy
from ats.queries import jobs, reasons

ACTIVITY = 12


@dataclass(frozen=True)
class NextStep:
    """The next-action bar of a job in a state where nobody's candidate can be the next thing."""

    lead: str
    text: str
    tone: str
    icon: str
    verb: str = ""


def context(job: Job, user: Any, at: datetime) -> dict[str, Any]:
    seen = Application.objects.visible_to(user).filter(pk=OuterRef("application"))
    openings = list(job.openings.select_related("application__candidate").annotate(is_seen=Exists(seen)))
    return {
        "job": job,
        "places": list(job.locations.all()),
        "team": list(job.hiring_team.select_related("user")),
        "openings": openings,
        "filled": sum(1 for opening in openings if opening.application_id),
        "posts": list(job.posts.all()),
        "questions": list(job.questions.filter(is_active=True)),
        "cells": cells(job, openings, at),
        "funnel": jobs.funnel(job),
        "step": next_step(job),
        "amendment": amendment(job),
        "missing": policy.missing(job) if job.status == JobStatus.DRAFT else [],
        "activity": activity(job),
        "facts": facts(job),
        "overrides": shown_overrides(job, user),
        "sees_pay": access.sees_pay(user, job),
        "may": rights(job, user),
    }


def facts(job: Job) -> list[tuple[str, str]]:
    """The job's classification and why it exists, as far as somebody has said."""
    said = [
        (_("Employment"), job.get_employment_type_display()),
        (_("Remote policy"), job.get_remote_policy_display()),
        (_("Job family"), job.job_family and job.job_family.name),
        (_("FLSA status"), job.get_flsa_status_display()),
        (_("EEO-1 category"), job.get_eeo_category_display()),
        (_("AAP job group"), job.job_group and job.job_group.name),
        (_("Technical"), _("Yes") if job.is_technical else ""),
        (_("Priority"), job.get_priority_display()),
        (_("Reason for hiring"), job.get_hiring_reason_display()),
        (_("Backfill of"), job.backfill_of),
    ]
    return [(name, value) for name, value in said if value]


def shown_overrides(job: Job, user: Any) -> list[JobOverride]:
    """What was saved despite warnings. Another job's name stays hidden from those who may not see that job."""
    rows = list(job.overrides.select_related("created_by"))
    named = {doubt["job"] for row in rows for doubt in row.warnings if doubt["job"]}
    seen = {str(pk) for pk in Job.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True)}
    for row in rows:
        row.warnings = [_told(doubt, seen) for doubt in row.warnings]
    return rows


def _told(doubt: dict[str, Any], seen: set[str]) -> dict[str, Any]:
    if not doubt["job"] or doubt["job"] in seen:
        return doubt
    return {**doubt, "job": None, "text": _("Another job in the same department is much like it.")}


def cells(job: Job, openings: list[Opening], at: datetime) -> list[dict[str, Any]]:
    """The strip of four numbers."""
    numbers = jobs.figures(job)
    filled = sum(1 for opening in openings if opening.application_id)
    target = _("wanted by {day}").format(day=day(job.target_date)) if job.target_date else _("no target date")
    days = (at - job.opened_at).days if job.opened_at else "–"
    return [
        {"label": _("Days open"), "value": days, "note": target, "href": "#facts"},
        {
            "label": _("Active candidates"),
            "value": numbers["active"],
            "note": ngettext("{n} applied", "{n} applied", numbers["applied"]).format(n=numbers["applied"]),
            "href": "#from-application-to-hire",
        },
        {
            "label": _("Openings filled"),
            "value": _("{number} of {total}").format(number=filled, total=len(openings)),
            "note": ngettext("{n} hired", "{n} hired", numbers["hired"]).format(n=numbers["hired"]),
            "href": "#openings",
        },
        {"label": _("Offers out"), "value": numbers["offers"], "note": _("with candidates now"), "href": "#activity"},
    ]


def rights(job: Job, user: Any) -> dict[str, bool]:
    """Which of the page's buttons this person gets, on this job in this state."""
    edits = access.allows(user, CorePermission.JOBS_EDIT, job)
    closes = access.allows(user, CorePermission.JOBS_CLOSE, job)
    submits = access.allows(user, CorePermission.JOBS_SUBMIT, job)
    return {
        "edit": edits and policy.is_editable(job),
        "copy": access.allows(user, CorePermission.JOBS_CREATE),
        "amend": edits and submits and policy.is_amendable(job),
        "withdraw": submits,
        "submit": submits and job.may_become(JobStatus.PENDING_APPROVAL),
        "open": closes and job.may_become(JobStatus.OPEN),
        "hold": closes and job.may_become(JobStatus.ON_HOLD),
        "close": closes and any(job.may_become(end) for end in jobs.ENDED),
    }


def next_step(job: Job) -> NextStep | None:
    """None for an open job: there upper apps say which candidates wait for whom."""
    return {
        JobStatus.DRAFT: NextStep(_("A draft."), _("Nobody outside the team sees it yet."), "info", "pen", "submit"),
        JobStatus.PENDING_APPROVAL: NextStep(
            _("Waits for approval."),
            _("Pay, level, department and openings stay as asked."),
            "warn",
            "hourglass",
            "withdraw",
        ),
        JobStatus.APPROVED: NextStep(_("Approved."), _("Open it to take applications."), "info", "badge-check", "open"),
        JobStatus.ON_HOLD: NextStep(_("On hold."), reasons.told(job.reason), "warn", "pause", "open"),
        JobStatus.FILLED: NextStep(_("Filled."), reasons.told(job.reason), "ok", "circle-check"),
        JobStatus.CLOSED: NextStep(_("Closed."), reasons.told(job.reason), "flat", "circle-x"),
        JobStatus.CANCELLED: NextStep(_("Cancelled."), reasons.told(job.reason), "flat", "circle-x"),
    }.get(JobStatus(job.status))


def amendment(job: Job) -> ApprovalRequest | None:
    """The change of approved terms that waits for its approvers; None where none does."""
    if not policy.is_amendable(job):
        return None
    asked = ApprovalRequest.objects.filter(subject_type="job", subject_id=job.pk, status=RequestStatus.PENDING)
    return asked.select_related("requested_by").first()


def activity(job: Job) -> list[Entry]:
    """The newest changes of the job itself, from its history; a deed that saved the job several times is told once."""
    rows = job.history.select_related("history_user").order_by("-history_date")[: 2 * ACTIVITY]
    deeds = [list(each)[-1] for _deed_key, each in groupby(rows, key=_deed)]
    return [
        Entry(
            at=row.history_date,
            actor=row.history_user,
            text=reasons.told(row.history_change_reason or "")
            or (_("Created") if row.history_type == "+" else _("Changed")),
            icon="pen" if row.history_type == "~" else "plus",
            kind="change",
        )
        for row in deeds[:ACTIVITY]
    ]


def _deed(row: Any) -> tuple[Any, ...]:
    """What rows of one deed have in common: who, why, and the second."""
    return row.history_user_id, row.history_change_reason, row.history_date.replace(microsecond=0)
