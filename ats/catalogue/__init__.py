"""The core's fields that rules, filters and reports may name."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ats.catalogue.custom import catalogued
from ats.kernel import catalogue
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.catalogue import Choices, FieldType, Kept
from ats.models import (
    Application,
    ApplicationStatus,
    Candidate,
    Department,
    EeoCategory,
    EmploymentType,
    FlsaStatus,
    HiringReason,
    Job,
    JobFamily,
    JobGroup,
    JobStatus,
    Location,
    OfferStatus,
    OfferVersion,
    PayUnit,
    Priority,
    RejectionReason,
    RemotePolicy,
    Source,
    Stage,
    User,
)

T = FieldType
_JOB_OF_OFFER = "offer__application__job"
# A job has several places: a condition on this entity holds for a job where it holds at one of them.
_OF_JOB_AT_PLACE = {"job": "job", "department": "job__department", "location": "location"}


def register() -> None:
    catalogue.entity("candidate", model=Candidate, label=_("Candidate"))
    near = {"candidate": "candidate", **_links("job")}
    catalogue.entity("application", model=Application, links=near, label=_("Application"))
    catalogue.entity("job", model=Job, links={"department": "department"}, label=_("Job"))
    catalogue.entity("job_at_place", model=Job.locations.through, links=_OF_JOB_AT_PLACE, label=_("Job at a location"))
    ways = {"application": "offer__application", "candidate": "offer__application__candidate"}
    catalogue.entity("offer", model=OfferVersion, links={**_links(_JOB_OF_OFFER), **ways}, label=_("Offer"))
    _candidate()
    _application()
    _job()
    _classification()
    _place()
    _offer()
    _field("department.name", _("Department"), T.TEXT, "name")
    catalogue.provider(catalogued)


def _links(job: str) -> dict[str, str]:
    return {"job": job, "department": f"{job}__department"}


def _candidate() -> None:
    _field("candidate.first_name", _("First name"), T.TEXT, "first_name")
    _field("candidate.last_name", _("Last name"), T.TEXT, "last_name")
    _field("candidate.title", _("Current title"), T.TEXT, "title")
    _field("candidate.company", _("Current company"), T.TEXT, "company")
    _field("candidate.location", _("Candidate’s place"), T.TEXT, "location")
    _field("candidate.time_zone", _("Time zone"), T.TEXT, "time_zone")
    _field("candidate.tags", _("Tags"), T.SEVERAL, "tags", kept=Kept.ARRAY)
    _field("candidate.skills", _("Skills"), T.SEVERAL, "skills", kept=Kept.ARRAY)
    _field("candidate.owner", _("Candidate’s owner"), T.REFERENCE, "owner_id", options=_named(User, "first_name"))
    _field("candidate.do_not_contact", _("Do not contact"), T.BOOLEAN, "do_not_contact")
    _field("candidate.added_at", _("Known since"), T.MOMENT, "created_at")


def _application() -> None:
    _field("application.status", _("Application"), T.CHOICE, "status", choices=ApplicationStatus.choices)
    _field("application.stage", _("Stage"), T.CHOICE, "stage", choices=Stage.choices)
    _field("application.source", _("Source"), T.REFERENCE, "source_id", options=_named(Source))
    _field("application.owner", _("Owner"), T.REFERENCE, "owner_id", options=_named(User, "first_name"))
    _field(
        "application.credited_to", _("Credited to"), T.REFERENCE, "credited_to_id", options=_named(User, "first_name")
    )
    _field("application.applied_at", _("Applied"), T.MOMENT, "applied_at")
    _field("application.hired_at", _("Hired"), T.MOMENT, "hired_at")
    _field("application.start_date", _("First day"), T.DATE, "start_date")
    reasons = _named(RejectionReason)
    _field("application.rejection_reason", _("Reason for the end"), T.REFERENCE, "rejection_reason_id", options=reasons)


def _job() -> None:
    _pay("job.pay_min", _("Bottom of the pay range"), T.NUMBER, "pay_min")
    _pay("job.pay_max", _("Top of the pay range"), T.NUMBER, "pay_max")
    _pay("job.pay_currency", _("Currency of the pay range"), T.TEXT, "pay_currency")
    _pay("job.pay_unit", _("Unit of the pay range"), T.CHOICE, "pay_unit", choices=PayUnit.choices)
    _field("job.name", _("Job"), T.TEXT, "name")
    _field("job.requisition_id", _("Requisition"), T.TEXT, "requisition_id")
    _field("job.status", _("State of the job"), T.CHOICE, "status", choices=JobStatus.choices)
    _field("job.department", _("Department of the job"), T.REFERENCE, "department_id", options=_named(Department))
    _field("job.locations", _("Place of work"), T.SEVERAL, "locations__name", options=_words(Location), kept=Kept.ROWS)
    _field("job.level", _("Level"), T.TEXT, "level")
    _field("job.target_date", _("Target date"), T.DATE, "target_date")
    _field("job.opened_at", _("Opened"), T.MOMENT, "opened_at")


def _classification() -> None:
    _field("job.employment_type", _("Employment type"), T.CHOICE, "employment_type", choices=EmploymentType.choices)
    _field("job.flsa_status", _("FLSA status"), T.CHOICE, "flsa_status", choices=FlsaStatus.choices)
    _field("job.eeo_category", _("EEO-1 job category"), T.CHOICE, "eeo_category", choices=EeoCategory.choices)
    _field("job.remote_policy", _("Remote policy"), T.CHOICE, "remote_policy", choices=RemotePolicy.choices)
    _field("job.priority", _("Priority"), T.CHOICE, "priority", choices=Priority.choices)
    _field("job.hiring_reason", _("Reason for hiring"), T.CHOICE, "hiring_reason", choices=HiringReason.choices)
    _field("job.is_technical", _("Technical"), T.BOOLEAN, "is_technical")
    _field("job.family", _("Job family"), T.TEXT, "job_family__name", options=_words(JobFamily))
    _field("job.group", _("AAP job group"), T.TEXT, "job_group__name", options=_words(JobGroup))


def _place() -> None:
    _field("location.name", _("Place"), T.TEXT, "name")
    _field("location.country", _("Country of the place"), T.TEXT, "country")
    _field("location.region", _("Region of the place"), T.TEXT, "region__key")
    _field("location.is_remote", _("Work from home"), T.BOOLEAN, "is_remote")


def _offer() -> None:
    _pay("offer.salary", _("Offered salary"), T.NUMBER, "salary_amount")
    _pay("offer.currency", _("Currency of the offer"), T.TEXT, "salary_currency")
    _pay("offer.unit", _("Unit of the offer"), T.CHOICE, "salary_unit", choices=PayUnit.choices)
    _pay("offer.bonus", _("Bonus"), T.TEXT, "bonus")
    _pay("offer.equity", _("Equity"), T.TEXT, "equity")
    _field("offer.start_date", _("Start date"), T.DATE, "start_date")
    _field("offer.status", _("State of the offer"), T.CHOICE, "offer__status", choices=OfferStatus.choices)


def _field(key: str, label: Any, type: FieldType, path: str, **more: Any) -> None:
    catalogue.field(key=key, label=label, type=type, path=path, entity=key.partition(".")[0], **more)


def _pay(key: str, label: Any, type: FieldType, path: str, **more: Any) -> None:
    _field(key, label, type, path, sensitivity=Sensitivity.PAY, **more)


def _named(model: Any, order: str = "name") -> Callable[[], Choices]:
    """The rows of `model` by id, those in use only where they say whether they are."""
    return lambda: tuple((str(row.pk), str(row)) for row in _in_use(model).order_by(order))


def _words(model: Any) -> Callable[[], Choices]:
    return lambda: tuple((str(row), str(row)) for row in _in_use(model).order_by("name"))


def _in_use(model: Any) -> Any:
    rows = model.objects.all()
    if model is User:
        return rows.filter(is_active=True, is_service=False)
    return rows.filter(is_active=True) if hasattr(model, "is_active") else rows
