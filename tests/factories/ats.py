"""Rows of the core for tests, as the actions would leave them."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from ats.kernel.access import Role, RoleAssignment, Scope, forget
from ats.kernel.files.models import StoredFile
from ats.models import (
    Application,
    ApplicationStatus,
    Attachment,
    Candidate,
    CandidateEmail,
    CandidatePhone,
    Department,
    HiringTeamMember,
    Job,
    JobPost,
    JobQuestion,
    JobStatus,
    Location,
    Note,
    Opening,
    Region,
    RejectionReason,
    Source,
    TeamRole,
    User,
)
from ats.models.contact import email_indexes, phone_index

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"colleague{n}@waymark.example")
    first_name = factory.Faker("first_name")
    last_name = factory.Faker("last_name")


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"role-{n}")
    name = factory.LazyAttribute(lambda role: role.key.capitalize())
    permissions = factory.LazyFunction(list)


def user_with(*permissions, scope=Scope.ALL, unit_id=None, **fields):
    """A person who holds just these permissions within `scope`."""
    user = UserFactory(**fields)
    role = RoleFactory(permissions=[str(permission) for permission in permissions])
    RoleAssignment.objects.create(user=user, role=role, scope=scope, unit_id=unit_id)
    return user


def user_in_role(key, *, scope=None, unit_id=None, **fields):
    """A person in one of the seeded roles (call `seed_roles` or the seed first)."""
    user = UserFactory(**fields)
    role = Role.objects.get(key=key)
    RoleAssignment.objects.create(user=user, role=role, scope=scope or role.default_scope, unit_id=unit_id)
    forget(user)
    return user


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("key",)

    key = "eu"
    name = factory.LazyAttribute(lambda region: region.key.upper())


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"Department {n}")


class LocationFactory(DjangoModelFactory):
    class Meta:
        model = Location

    name = factory.Sequence(lambda n: f"Lisbon {n}")
    city = "Lisbon"
    country = "PT"
    region = factory.SubFactory(RegionFactory)


class JobFactory(DjangoModelFactory):
    """An open job with one opening and one live post; pass status=… for another state."""

    class Meta:
        model = Job
        skip_postgeneration_save = True

    requisition_id = factory.Sequence(lambda n: f"REQ-{2400 + n}")
    name = "Backend Engineer"
    department = factory.SubFactory(DepartmentFactory)
    status = JobStatus.OPEN
    description = "Build software for ports."
    opened_at = AT

    @factory.post_generation
    def locations(job, create, extracted, **kwargs):
        job.locations.set(extracted if extracted is not None else [LocationFactory()])


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = Opening

    job = factory.SubFactory(JobFactory)
    opening_id = factory.Sequence(lambda n: f"OPENING-{n}")
    opened_at = AT


class JobPostFactory(DjangoModelFactory):
    class Meta:
        model = JobPost

    job = factory.SubFactory(JobFactory)
    slug = factory.Sequence(lambda n: f"backend-engineer-{n}")
    title = factory.LazyAttribute(lambda post: post.job.name)
    is_live = True
    published_at = AT


class JobQuestionFactory(DjangoModelFactory):
    class Meta:
        model = JobQuestion

    job = factory.SubFactory(JobFactory)
    text = "Why ports?"


class HiringTeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = HiringTeamMember

    job = factory.SubFactory(JobFactory)
    user = factory.SubFactory(UserFactory)
    role = TeamRole.RECRUITER


class CandidateFactory(DjangoModelFactory):
    class Meta:
        model = Candidate

    first_name = factory.Faker("first_name")
    last_name = factory.Faker("last_name")


class CandidateEmailFactory(DjangoModelFactory):
    class Meta:
        model = CandidateEmail

    candidate = factory.SubFactory(CandidateFactory)
    value = factory.Sequence(lambda n: f"person{n}@example.org")
    value_index = factory.LazyAttribute(lambda row: email_indexes(row.value)[0])
    domain_index = factory.LazyAttribute(lambda row: email_indexes(row.value)[1])


class CandidatePhoneFactory(DjangoModelFactory):
    class Meta:
        model = CandidatePhone

    candidate = factory.SubFactory(CandidateFactory)
    value = factory.Sequence(lambda n: f"+3519123450{n % 100:02}")
    value_index = factory.LazyAttribute(lambda row: phone_index(row.value))


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source
        django_get_or_create = ("key",)

    key = "career-site"
    name = "Careers site"


class RejectionReasonFactory(DjangoModelFactory):
    class Meta:
        model = RejectionReason
        django_get_or_create = ("key",)

    key = "lacks-skill"
    name = "Lacks a required skill"
    type = "we_declined"


class ApplicationFactory(DjangoModelFactory):
    """An active application as a row; it has no visit (milestones' factories and actions make those)."""

    class Meta:
        model = Application

    candidate = factory.SubFactory(CandidateFactory)
    job = factory.SubFactory(JobFactory)
    source = factory.SubFactory(SourceFactory)
    status = ApplicationStatus.ACTIVE
    applied_at = AT


class StoredFileFactory(DjangoModelFactory):
    class Meta:
        model = StoredFile

    name = "cv.pdf"
    path = factory.Sequence(lambda n: f"00/{n:032x}.pdf")
    media_type = "application/pdf"
    size = 1000
    sha256 = factory.Sequence(lambda n: f"{n:064x}")


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    candidate = factory.SubFactory(CandidateFactory)
    file = factory.SubFactory(StoredFileFactory)


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    candidate = factory.SubFactory(CandidateFactory)
    author = factory.SubFactory(UserFactory)
    body = "Called her; starts in March."
