"""The world of the matrix: one user per role, and every noun three times, where a deed needs it in the state that it needs.

`own` belongs to a job on whose team everybody is (interviewers sit on its panel), `sibling` to another job of the same
department, `foreign` to one of another department.
"""

import shutil
import uuid
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from ats import links
from ats.kernel.access import Scope
from ats.kernel.models import Absence, Notice, Role, RoleAssignment
from ats.models import Department, Invitation, JobFamily, JobGroup, RejectionReason, Source, User
from comms.models import Template
from milestones.actions import workflow_versions
from milestones.models import Workflow, WorkflowVersion
from tests.emptying import filled_tables
from tests.factories.ats import AT, DepartmentFactory, LocationFactory, UserFactory
from tests.functional.matrix import rows, spares
from tests.kept import Kept, folder, keep

WEEK = timedelta(days=7)
RELATIONS = ("own", "sibling", "foreign")
PASSWORD = "waymark-demo"


@dataclass
class World:
    """`ids[relation][noun]`, and `admin[relation]["app.model"]` for the administration."""

    users: dict[str, User] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=lambda: {relation: {} for relation in RELATIONS})

    def id_of(self, noun: str, relation: str) -> str:
        return self.ids[relation][noun]


KEPT: dict[str, tuple[Kept, World]] = {}


def build() -> World:
    """A world in the present transaction, for whoever has nothing in the database yet.

    It is built once in each test process, and once more where rows of other AMOUNTS are asked for; after that its rows and
    files are put back.
    """
    with connection.cursor() as cursor:
        there = filled_tables(cursor)
    assert not there, f"The world comes first; there are rows already in {there}"
    which = repr(rows.AMOUNTS)
    kept, world = KEPT.get(which, (None, World()))
    if kept and kept.is_of_now:
        kept.put_back()
    else:
        with override_settings(MEDIA_ROOT=str(files := folder())):
            world = _built()
        KEPT[which] = keep(files), world
        shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    people = User.objects.in_bulk([user.pk for user in world.users.values()])
    return World({role: people[user.pk] for role, user in world.users.items()}, deepcopy(world.ids))


def _built() -> World:
    """By the product's own actions, which takes seconds."""
    call_command("seed")
    world = World()
    home, away = DepartmentFactory(name="Payments"), DepartmentFactory(name="Terminals")
    for role in Role.objects.order_by("key"):
        world.users[role.key] = _user(role, home)
    for relation, department in (("own", home), ("sibling", home), ("foreign", away)):
        world.ids[relation] = rows.nouns(world.users, relation, department)
    shared = _shared(world)
    for nouns in world.ids.values():
        nouns |= {**shared, **spares.of_admin(nouns)}
    return world


def _user(role: Role, home: Department) -> User:
    """One who may sign in everywhere: being staff opens the administration's door, the role decides behind it."""
    user = UserFactory(email=f"{role.key}@matrix.example", first_name=role.key.capitalize(), last_name="Role")
    user.is_staff = True
    user.set_password(PASSWORD)
    user.save()
    confined = role.default_scope in (Scope.DEPARTMENT, Scope.REGION)
    unit = home.pk if confined else None
    RoleAssignment.objects.create(user=user, role=role, scope=role.default_scope, unit_id=unit)
    return user


def _shared(world: World) -> dict[str, str]:
    """Nouns that belong to the whole company."""
    active = WorkflowVersion.objects.get(workflow__is_default=True, status="active")
    invitation = Invitation.objects.create(
        user=UserFactory(), roles=["recruiter"], invited_by=world.users["admin"], sent_at=AT, expires_at=AT + WEEK
    )
    absence = Absence.objects.create(
        person=world.users["executive"], deputy=world.users["hrbp"], starts_at=AT + WEEK, ends_at=AT + 2 * WEEK
    )
    notice = Notice.objects.create(
        user=world.users["recruiter"],
        kind="task.assigned",
        subject_type="task",
        subject_id=uuid.uuid4(),
        event_id=uuid.uuid4(),
    )
    shared = {
        "absence": absence,
        "invitation": invitation,
        "notice": notice,
        "department": Department.objects.first(),
        "location": LocationFactory(),
        "user": UserFactory(),
        "panelist": world.users["interviewer"],
        "sourcer": world.users["sourcer"],
        "source": Source.objects.first(),
        "job_family": JobFamily.objects.first(),
        "job_group": JobGroup.objects.first(),
        "rejection_reason": RejectionReason.objects.get(key="less-experience"),
        "workflow": Workflow.objects.get(is_default=True),
        "workflow_version": active,
        "workflow_draft": workflow_versions.draft_from(version=active, by=world.users["admin"], at=AT),
        "template": Template.objects.first(),
    }
    ids = {noun: str(row.pk) for noun, row in shared.items()}
    ids["invitation_token"] = links.sign("invitation", invitation.pk, round=invitation.round)
    return ids | spares.of_company(world.users["admin"], shared) | {"nothing": str(uuid.uuid4())}
