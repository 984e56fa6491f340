"""What candidates do by their own signed link: correct their details, withdraw, ask for their data or its deletion.

Nobody is signed in, so `by` is always None; the history says that it was the person.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import candidates, tasks
from ats.actions.persistence import locked
from ats.actions.recording import tell
from ats.events import CandidateAskedAboutData
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import Application, ApplicationStatus, Task
from ats.queries.responsible import looking_after

BY_LINK = "By the candidate's own link"


class DataWish(StrEnum):
    """What somebody may ask about the data that the company holds on them."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"


ASKED = {
    DataWish.CORRECTION: "{name} asks to have their details corrected: answer them",
    DataWish.ERASURE: "{name} asks to have their data deleted: answer them",
}

WITHDREW_UNTOLD = "{name} withdraws: stop the rejection that has not gone out yet"


class NothingToWithdrawFrom(DomainError):
    """The application has ended already."""

    code = "application-over"


def correct(*, application: Application, at: datetime, phone: str = "", **facts: Any) -> None:
    """Write down what the candidate says of themselves; a number is added, and none that was known goes."""
    with transaction.atomic(), acting(None, BY_LINK):
        row = candidates.edit(candidate=application.candidate, by=None, at=at, reason=BY_LINK, **facts)
        if phone:
            candidates.add_phone(row, phone, at=at)


def withdraw(*, application: Application, at: datetime) -> None:
    """End the application on the candidate's word. Raises NothingToWithdrawFrom when it has ended already.

    Where they were turned down and have not read it yet, they don't learn it here: whoever looks after the application is
    told of their word.
    """
    with transaction.atomic(), acting(None, BY_LINK):
        if application.status == ApplicationStatus.REJECTED and any(
            extension_points.word_of_end_waits(application=application)
        ):
            _give_to_do(application, WITHDREW_UNTOLD.format(name=application.candidate.name)[:200], at)
            return
        if application.status != ApplicationStatus.ACTIVE:
            raise NothingToWithdrawFrom(_("This application has ended already."))
        extension_points.candidate_withdraws(application=application, at=at)


def ask(*, application: Application, wish: DataWish, at: datetime) -> None:
    """Ask for a copy of one's data, a correction or a deletion.

    A copy is mailed by itself, to the address that is known. For the rest whoever looks after the application gets a
    to-do with the day by which the law wants an answer; asked again while it is open, there is still one.
    """
    with transaction.atomic(), acting(None, BY_LINK):
        candidate = locked(application.candidate)
        asked = CandidateAskedAboutData(
            subject_id=candidate.pk, occurred_at=at, application_id=application.pk, kind=wish
        )
        tell(asked, candidate, by=None)
        if wish in ASKED:
            _give_to_do(application, ASKED[wish].format(name=candidate.name)[:200], at)


def _give_to_do(application: Application, title: str, at: datetime) -> None:
    if Task.objects.filter(application=application, title=title, done_at=None).exists():
        return
    until = timezone.localtime(at).date() + timedelta(days=settings.DATA_REQUEST_DAYS)
    for person in looking_after(application)[:1]:
        tasks.add(title=title, by=None, at=at, assigned_to=person, application=application, due_date=until)
