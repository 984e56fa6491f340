"""A colleague refers somebody: the person comes in once, credited to the colleague, and is asked by mail."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.actions import applications, candidates
from ats.actions.persistence import locked, one_at_a_time
from ats.actions.recording import tell
from ats.actions.uploads import Upload
from ats.events import ApplicationReferred
from ats.kernel.history import acting
from ats.models import Application, ApplicationStatus, Candidate, Job, Referral, Source
from ats.models.contact import email_indexes, normal_email
from ats.policies import applications as application_policy
from ats.policies import referrals as policy

SOURCE = "employee-referral"
WHY = "Referred by a colleague"


def refer(
    *,
    job: Job,
    first_name: str,
    last_name: str,
    email: str,
    relation: str,
    reason: str,
    by: Any,
    at: datetime,
    phone: str = "",
    upload: Upload | None = None,
) -> Referral:
    """Recommend somebody for an open job; the upload was stored and parsed beforehand.

    Somebody known by their address stays the same person, nothing of theirs is overwritten, and whoever refers them isn't
    told: the answer is the same. Where they are active in the job already, the referral joins that application, which keeps
    its source and its credit.

    Raises ReferralRefused, TooManyReferrals, AlreadyReferred, or JobTakesNobody when the job is not open.
    """
    address = normal_email(email)
    with transaction.atomic(), acting(by, WHY):
        one_at_a_time(f"referrals {by.pk}")
        policy.require(by=by, job=job, email=address, reason=reason, at=at)
        row = application_policy.taking(locked(job))
        index, _ = email_indexes(address)
        one_at_a_time(f"candidate {index}")
        person = _person(first_name, last_name, address, phone, by, at)
        application, joined = _application(person, row, by, at)
        if upload:
            _keep(upload, application, by, at)
        referral = Referral.objects.create(
            referred_by=by,
            job=row,
            application=application,
            first_name=first_name,
            last_name=last_name,
            email_index=index,
            relation=relation,
            reason=reason.strip(),
            joined=joined,
            created_at=at,
        )
        _tell(referral, application, by, at)
    return referral


def _person(first_name: str, last_name: str, email: str, phone: str, by: Any, at: datetime) -> Candidate:
    known = applications.known(email)
    if known is not None:
        return known
    return candidates.add(first_name=first_name, last_name=last_name, email=email, phone=phone, by=by, at=at)


def _application(person: Candidate, job: Job, by: Any, at: datetime) -> tuple[Application, bool]:
    """The application for the job, and whether it was there before; every touch is kept, the first stays the first."""
    source = Source.objects.filter(key=SOURCE).first()
    current = person.applications.filter(job=job, status=ApplicationStatus.ACTIVE).first()
    if current is None:
        return applications.add(candidate=person, job=job, source=source, by=by, at=at, credited_to=by), False
    if source:
        candidates.note_source(candidate=person, source=source, by=by, at=at)
    return current, True


def _keep(upload: Upload, application: Application, by: Any, at: datetime) -> None:
    candidates.attach(
        candidate=application.candidate,
        application=application,
        file=upload.file,
        by=by,
        at=at,
        text=upload.text,
        parse_problem=upload.problem,
    )


def _tell(referral: Referral, application: Application, by: Any, at: datetime) -> None:
    referred = ApplicationReferred(
        subject_id=application.pk,
        occurred_at=at,
        actor_id=by.pk,
        candidate_id=application.candidate_id,
        job_id=application.job_id,
        referral_id=referral.pk,
        joined=referral.joined,
    )
    tell(referred, application, by=by)
