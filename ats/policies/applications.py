"""When an application may come in, and when it may become a hire."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError
from ats.kernel.languages import small
from ats.models import Application, ApplicationStatus, Job, Offer, Opening
from ats.models.offer import LIVE_OFFER


class JobTakesNobody(DomainError):
    code = "job-not-open"


class NotHireable(DomainError):
    code = "not-hireable"


class NotHired(DomainError):
    code = "not-hired"


class OpeningTaken(DomainError):
    code = "opening-taken"


class JobOver(DomainError):
    """The job is filled, closed or cancelled, or stands still where it would have to go on."""

    code = "job-over"


def taking(job: Job) -> Job:
    """The job itself, when it takes applications."""
    if not job.takes_applications:
        raise JobTakesNobody(
            _("{job} takes no applications: it is {status}.").format(
                job=job.name, status=small(job.get_status_display())
            )
        )
    return job


def going_on(job: Job) -> None:
    """Raises JobOver for a job in which nobody goes forward, is interviewed or gets an offer any more."""
    if job.is_over:
        raise JobOver(
            _("{job} is {status}, so nobody goes forward in it. Rejecting and withdrawing stay possible.").format(
                job=job.name, status=small(job.get_status_display())
            ),
            job_status=job.status,
        )


def sending(job: Job) -> None:
    """Raises JobOver where no offer leaves the house: a job on hold may go on inside, but promises nothing."""
    going_on(job)
    if job.is_on_hold:
        raise JobOver(
            _("{job} is on hold, so no offer is sent for it. Open it again first.").format(job=job.name),
            job_status=job.status,
        )


def hireable(application: Application) -> None:
    if application.status != ApplicationStatus.ACTIVE:
        raise NotHireable(
            _("Only an active application can be hired; this one is {status}.").format(
                status=small(application.get_status_display())
            )
        )


def starting(application: Application) -> None:
    if application.status != ApplicationStatus.HIRED:
        raise NotHired(
            _(
                "Only somebody who is hired has a start date; this application is {status}. Before, the offer "
                "says it: change its terms."
            ).format(status=small(application.get_status_display()))
        )


def fillable(opening: Opening, job: Job) -> None:
    if opening.job_id != job.pk:
        raise OpeningTaken(_("Opening {opening_id} belongs to another job.").format(opening_id=opening.opening_id))
    if opening.application_id or opening.closed_at:
        raise OpeningTaken(
            _("Opening {opening_id} is filled or closed already. Choose another.").format(opening_id=opening.opening_id)
        )


def free_opening(job: Job, opening: Opening | None = None) -> Opening:
    """`opening` where it is free, else the job's next free one, rather one that isn't promised to somebody yet.

    Raises OpeningTaken when there is none: nobody is hired beyond the headcount.
    """
    if opening is not None:
        fillable(opening, job)
        return opening
    promised = Offer.objects.filter(opening=OuterRef("pk"), status__in=LIVE_OFFER)
    free = job.openings.free().annotate(is_promised=Exists(promised)).order_by("is_promised", "opening_id").first()
    if free is None:
        raise OpeningTaken(
            _("{job} has no free opening: all are filled or closed. Ask for one more first.").format(job=job.name)
        )
    return free
