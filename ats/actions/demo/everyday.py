"""What goes on at Tidewell besides hiring: double records, a colleague's wish, an absence, a file of leads, views, a link."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ats.actions import (
    application_fields,
    bookings,
    candidates,
    duplicates,
    interviews,
    merges,
    ownership,
    referrals,
    self_identification,
)
from ats.actions.demo.moments import told
from ats.extension_points import DemoStory
from ats.kernel import absences, business_time
from ats.kernel.pages import saving
from ats.kernel.pages.models import Sharing
from ats.kernel.transfers import runs
from ats.models import Application, ApplicationStatus, Candidate, InterviewKit, Relation, Stage
from ats.queries.availability import working_days
from ats.queries.calendars import calendar_of
from ats.queries.self_identification import questions

LEADS = """First name,Last name,E-mail,Phone,Title,Company,Tags
Ines,Falcao,ines.falcao@example.org,+351912000101,Platform Engineer,Saltworks,meetup
Ruben,Aalto,ruben.aalto@example.org,+351912000102,Backend Engineer,Quayline,meetup
Odile,Marchand,odile.marchand@example.org,,Data Engineer,Lumen Rail,meetup
Peter,,peter@,,Engineer,Vesper Labs,meetup
"""
# list, name, the filters in its address
VIEWS = [
    ("candidates", "Needs a permit", "view=active&c0=candidate.custom.visa_status&c0op=eq&c0v=Needs+a+work+permit"),
    ("candidates", "Met at an event", "view=all&c0=candidate.tags&c0op=in&c0v=meetup"),
    ("jobs", "Technical jobs", "view=open&c0=job.is_technical&c0op=eq&c0v=yes"),
]
NOTICE = ["Two months", "Four weeks", "None: free at once"]
ANSWERED = 3
"""So many people of a job whose region asks have answered the voluntary questions."""


def tell(*, story: DemoStory, at: datetime) -> None:
    """Told last, when everybody stands where they are today."""
    people, active = story.people, _active(story)
    mine = [row for row in active if row.owner_id == people["recruiter"].pk]
    if len(mine) < 3:  # a story of a handful of people has nobody to spare
        return
    _twice(mine[0].candidate, people, at - timedelta(hours=30))
    _twice_and_merged(mine[1].candidate, people, at - timedelta(hours=30))
    for row in mine[:6]:
        told(ownership.hand_over, candidate=row.candidate, to=row.owner, by=row.owner, at=at - timedelta(days=1))
    wish = "We met at the meetup and talked of a job in Berlin; may I take it from here?"
    told(ownership.ask, candidate=mine[2].candidate, reason=wish, by=people["recruiter2"], at=at - timedelta(hours=20))
    _referred(mine, people, at - timedelta(hours=50))
    _leads(people["recruiter"], at - timedelta(days=2))
    for page, name, query in VIEWS:
        views = {"page": page, "name": name, "query": query, "sharing": Sharing.ALL}
        told(saving.save_view, by=people["recruiter"], at=at - timedelta(days=9), **views)
    away = {"starts_at": at + timedelta(days=3), "ends_at": at + timedelta(days=12), "deputy": people["manager"]}
    told(absences.plan, person=people["manager2"], by=people["manager2"], at=at - timedelta(days=1), **away)
    meeting = [row for row in mine if row.stage == Stage.INTERVIEW]
    for number, row in enumerate(meeting):
        notice = {"notice_period": NOTICE[number % len(NOTICE)]}
        told(application_fields.edit, application=row, by=row.owner, at=at, custom_fields=notice)
    _times_to_choose(meeting[:1], people, at - timedelta(hours=3))
    _to_come(meeting[1:3], people, at)
    _about_themselves(active, at - timedelta(days=1))


def _active(story: DemoStory) -> list[Application]:
    """Those who are in work, the earliest first."""
    told_of = [journey.application.pk for journey in story.journeys]
    rows = Application.objects.filter(pk__in=told_of, status=ApplicationStatus.ACTIVE)
    return list(rows.select_related("candidate", "job", "owner").order_by("applied_at"))


def _twice(person: Candidate, people: dict[str, Any], at: datetime) -> Candidate:
    """The sourcer notes somebody whom the company knows already, with a private address."""
    facts = {name: getattr(person, name) for name in ("last_name", "title", "company", "location")}
    address = f"{person.first_name}.{person.pk.hex[:4]}@example.net".lower().replace(" ", "")
    number = person.phone_numbers.first()
    again: Candidate = told(
        candidates.add,
        first_name=person.first_name,
        email=address,
        phone=number.value if number else "",
        by=people["sourcer"],
        at=at,
        tags=["meetup"],
        **facts,
    )
    for record in (person, again):
        told(duplicates.look_at, candidate_id=record.pk, at=at)
    return again


def _twice_and_merged(person: Candidate, people: dict[str, Any], at: datetime) -> None:
    again = _twice(person, people, at)
    why = "Same phone number, same employer"
    told(merges.merge, candidate=again, into=person, by=people["recruiter"], at=at + timedelta(hours=2), reason=why)


def _referred(mine: list[Application], people: dict[str, Any], at: datetime) -> None:
    """Interviewers recommend two who have applied themselves: they stay where they are, and the referrers hear “received”."""
    open_then = [row for row in mine[3:] if row.job.takes_applications and row.applied_at < at]
    taking = [row for row in open_then if row.candidate.main_email][:2]
    for row, relation in zip(taking, (Relation.WORKED_TOGETHER, Relation.PROFESSIONAL), strict=False):
        told(
            referrals.refer,
            job=row.job,
            first_name=row.candidate.first_name,
            last_name=row.candidate.last_name or row.candidate.first_name,
            email=row.candidate.main_email,
            relation=relation,
            reason="We spoke for an hour at the harbour meetup; I would want to work with them every day.",
            by=people["interviewer"],
            at=at,
        )


def _leads(by: Any, at: datetime) -> None:
    """A file from a meetup: three people to take in, and a row that can't be read."""
    file = SimpleUploadedFile("meetup-leads.csv", LEADS.encode(), content_type="text/csv")
    run = told(runs.upload, noun="candidates", file=file, by=by, at=at)
    told(runs.commit, run=run, by=by, at=at + timedelta(minutes=4))


def _times_to_choose(rows: list[Application], people: dict[str, Any], at: datetime) -> None:
    """A second interview, of which the candidate chooses the time."""
    for row in rows:
        days = working_days((at + timedelta(days=2)).date(), 4, business_time.working(calendar_of(row.job)))
        windows = [window for windows in days for window in windows]
        told(bookings.offer, application=row, windows=windows, minutes=45, at=at, **_second(people))


def _to_come(rows: list[Application], people: dict[str, Any], at: datetime) -> None:
    """Second interviews on the next working day, an hour apart."""
    for number, row in enumerate(rows):
        days = working_days((at + timedelta(days=1)).date(), 1, business_time.working(calendar_of(row.job)))
        begins = days[0][0][0] + timedelta(hours=1 + number)
        times = {"starts_at": begins, "ends_at": begins + timedelta(minutes=45)}
        told(interviews.schedule, application=row, at=at - timedelta(hours=2), **times, **_second(people))


def _second(people: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "Working together",
        "kit": InterviewKit.objects.filter(name="Working together").first(),
        "interviewers": [people["manager"]],
        "time_zone": "Europe/Lisbon",
        "location": "Video",
        "by": people["coordinator"],
    }


def _about_themselves(active: list[Application], at: datetime) -> None:
    """Where the law of the place asks, a few have answered the voluntary questions."""
    for number, row in enumerate([row for row in active if questions(row)][:ANSWERED]):
        said = {each.key: (each, each.options[number % len(each.options)][0]) for each in questions(row)}
        answers = {
            key: {"answer": [code] if each.takes_several else code, "version": each.version}
            for key, (each, code) in said.items()
        }
        told(self_identification.answer, application=row, answers=answers, at=at)
