"""The list of candidates as it is shown: each row in words, so that what is drawn of it can be remembered."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.safestring import SafeString

from ats.kernel.pages import words
from ats.kernel.pages.addresses import by_id
from ats.kernel.pages.words import Badge
from ats.models import Application
from ats.queries.candidates import Row

Address = Callable[[UUID], str]


class Line(NamedTuple):
    """`pick` is empty where nothing can be done to several at once; `place` says where the application stands."""

    pk: UUID
    href: str
    pick: str
    name: str
    work: str
    told: tuple[tuple[str, bool], ...]
    job_href: str
    job: str
    place: str
    others: int
    badge: Badge | None
    waits_for: str
    location: str
    source: str
    applied: SafeString


def lines(rows: Iterable[Row], at: datetime) -> list[Line]:
    page, job_page = by_id("candidate"), by_id("job")
    return [_line(row, at, page, job_page) for row in rows]


def _line(row: Row, at: datetime, page: Address, job_page: Address) -> Line:
    person, application, standing = row.candidate, row.application, row.standing
    is_running = (
        standing is not None and standing.due_at is not None and application is not None and application.is_active
    )
    return Line(
        pk=person.pk,
        href=page(person.pk),
        pick=f"{application.pk}:{standing.key}" if application and standing and standing.key else "",
        name=person.name,
        work=", ".join(filter(None, [person.title, person.company])),
        told=tuple(row.told),
        job_href=job_page(application.job_id) if application else "",
        job=application.job.name if application else "",
        place=_place(row, application) if application else "",
        others=row.others,
        badge=words.badge(standing, at=at) if is_running else None,
        waits_for=standing.waiting_for if standing else "",
        location=person.location,
        source=application.source.name if application and application.source else "",
        applied=words.ago(application.applied_at, at=at) if application else SafeString(""),
    )


def _place(row: Row, application: Application) -> str:
    if not application.is_active:
        return str(application.get_status_display())
    return (row.standing.milestone if row.standing else "") or str(application.get_stage_display())
