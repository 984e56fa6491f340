"""The people who apply at Tidewell: invented names, employers and CVs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from reportlab.pdfgen.canvas import Canvas

from ats.actions import applications, candidates, uploads
from ats.actions.demo import fields
from ats.actions.demo.moments import told
from ats.extension_points import ConsentChoice, Submission, consent_boxes
from ats.models import Application, Job, QuestionKind

HERE = Path(__file__).parent
FIRST = (HERE / "first_names.txt").read_text(encoding="utf-8").split()
LAST = (HERE / "last_names.txt").read_text(encoding="utf-8").split()
EMPLOYERS = [
    "Quayline",
    "Northlight",
    "Brightwater",
    "Halden Systems",
    "Ferro & Sons",
    "Meridian Freight",
    "Castellan",
    "Lumen Rail",
    "Polder Data",
    "Saltworks",
    "Vesper Labs",
    "Harbourgate",
    "Aldermoor",
    "Kestrel Logistics",
]
TOWNS = ["Lisbon", "Porto", "Braga", "Aarhus", "Copenhagen", "Berlin", "Hamburg", "Gdynia", "Turin", "Lagos", "Tallinn"]
TITLES = {
    "Engineering": ["Backend Engineer", "Senior Engineer", "Platform Engineer", "Software Engineer", "Staff Engineer"],
    "Product and design": ["Product Designer", "Senior Designer", "UX Researcher"],
    "Sales": ["Account Manager", "Customer Success Lead", "Support Engineer"],
}
RESUMES = 5


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str
    title: str
    company: str
    location: str

    @property
    def email(self) -> str:
        return f"{slugify(self.first_name)}.{slugify(self.last_name)}@example.org"


def cast(job: Job, count: int, chance: Random, taken: set[str]) -> list[Person]:
    """`count` people with names that nobody in `taken` has."""
    people = []
    while len(people) < count:
        person = _person(job, chance, len(taken))
        if person.email not in taken:
            taken.add(person.email)
            people.append(person)
    return people


def _person(job: Job, chance: Random, number: int) -> Person:
    """Once a good part of all pairs of names is used, a second name makes new ones."""
    middle = f" {chance.choice(FIRST)[0]}. {chance.choice(LAST)}" if number > len(FIRST) * len(LAST) // 4 else ""
    return Person(
        first_name=chance.choice(FIRST),
        last_name=f"{middle} {chance.choice(LAST)}".strip(),
        title=chance.choice(TITLES.get(job.department.name, TITLES["Sales"])),
        company=chance.choice(EMPLOYERS),
        location=chance.choice(TOWNS),
    )


def resume(person: Person, at: datetime) -> uploads.Upload:
    """A CV of one page as a real PDF, taken in like any other upload."""
    content = BytesIO()
    canvas = Canvas(content)
    canvas.setTitle(f"CV {person.first_name} {person.last_name}")
    lines = [
        f"{person.first_name} {person.last_name}",
        f"{person.title}, {person.location}",
        person.email,
        "",
        f"{at.year - 3} to today: {person.title}, {person.company}",
        "Planned, built and ran services that other teams depend on; on call one week in five.",
        f"{at.year - 7} to {at.year - 3}: Engineer, Polder Data",
        "Go, Python, PostgreSQL, Kafka. English, Portuguese.",
    ]
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 16 if number == 0 else 11)
        canvas.drawString(72, 770 - 20 * number, line)
    canvas.save()
    name = f"cv-{slugify(person.first_name)}-{slugify(person.last_name)}.pdf"
    upload = SimpleUploadedFile(name, content.getvalue(), content_type="application/pdf")
    return uploads.take(upload=upload, by=None, at=at)


def apply(person: Person, job: Job, at: datetime, upload: uploads.Upload | None, chance: Random) -> Application:
    """Send the form of the careers site, then let the recruiter note what the CV says."""
    post = job.posts.get()
    sent = Submission(
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        phone=f"+3519{chance.randrange(10_000_000, 70_000_000)}",
        consents=_consents(chance),
        answers={question.pk: "yes" for question in job.questions.all() if question.kind == QuestionKind.YES_NO},
        file_id=upload.file.pk if upload else None,
        file_text=upload.text if upload else "",
        locale="en",
        region="eu",
    )
    application = told(applications.receive, post=post, submission=sent, at=at)
    known = fields.values_of(f"{person.first_name} {person.last_name}")
    facts = {"custom_fields": known, "title": person.title, "company": person.company, "location": person.location}
    told(
        candidates.edit,
        candidate=application.candidate,
        by=application.owner,
        at=at + timedelta(minutes=1),
        reason="From the CV",
        **facts,
    )
    return application


def _consents(chance: Random) -> dict[str, Any]:
    boxes = [box for answer in consent_boxes(region="eu") for box in answer]
    return {box.purpose: ConsentChoice(box.is_required or chance.random() < 0.6, box.text_id) for box in boxes}
