"""What `manage.py apikey` and `manage.py oauthclient` share: create, list, rotate and revoke credentials of one kind."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ats.kernel import clock
from ats.kernel.access.models import Role
from ats.kernel.api import keys, rotation, scopes
from ats.kernel.api.models import ApiKey, Kind
from ats.kernel.api.service_users import service_user
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.management.commands.clock import duration


class CredentialCommand(BaseCommand):
    kind: ClassVar[Kind]
    what: ClassVar[str]
    command: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create")
        create.add_argument("--name", required=True)
        create.add_argument("--role", required=True, help="Key of a role, such as integrator or recruiter")
        create.add_argument("--scopes", nargs="*", default=[], help="Such as candidates:read; default: all of the role")
        create.add_argument("--days", type=int, help="Expires after so many days")
        create.add_argument("--rotate-every", type=int, help="Days after which a new secret is asked for; 0: never")
        verbs.add_parser("list")
        rotate = verbs.add_parser("rotate")
        rotate.add_argument("id")
        rotate.add_argument("--overlap", help="How long the old secret stays good, such as 7d or 12h")
        verbs.add_parser("revoke").add_argument("id")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            getattr(self, verb)(**options)
        except DomainError as refused:
            raise CommandError(refused.message) from refused

    def create(self, *, name: str, role: str, days: int | None, rotate_every: int | None, **rest: Any) -> None:
        wanted = scopes.checked(scope for part in rest["scopes"] for scope in part.split(",") if scope)
        found = Role.objects.filter(key=role).first()
        if found is None:
            known = ", ".join(Role.objects.values_list("key", flat=True)) or "none yet; run `manage.py seed` first"
            raise CommandError(f"There is no role {role}. Known: {known}.")
        expires = datetime.now(UTC) + timedelta(days=days) if days else None
        lives = {"expires_at": expires, "rotation_days": rotate_every}
        with transaction.atomic(), acting(None, f"manage.py {self.command} create --role {role}"):
            user = service_user(name, found)
            key, token = keys.create(name=name, user=user, scopes=wanted, kind=self.kind, **lives)  # type: ignore[arg-type]
        self._show(f"{self.what} {key.client_id} of role {role}.", token)

    def list(self, **rest: Any) -> None:
        for key in ApiKey.objects.filter(kind=self.kind).order_by("created_at"):
            state = "revoked" if key.revoked_at else f"expires {key.expires_at:%Y-%m-%d}" if key.expires_at else "live"
            self.stdout.write(f"{key.id}  {key.name}  {state}  {' '.join(key.scopes) or 'all scopes'}")

    def rotate(self, *, id: str, overlap: str | None, **rest: Any) -> None:
        key = self._key(id)
        try:
            span = duration(overlap) if overlap else None
        except ValueError as error:
            raise CommandError(str(error)) from error
        token = rotation.rotate(key=key, by=None, at=clock.now(), overlap=span)
        key.refresh_from_db()
        self._show(
            f"{self.what} {key.client_id}: the old secret ends at {key.previous_ends_at:%Y-%m-%d %H:%M} UTC.", token
        )

    def revoke(self, *, id: str, **rest: Any) -> None:
        key = self._key(id)
        keys.revoke(key=key, by=None, at=clock.now())
        self.stdout.write(f"Revoked {key.name}.")

    def _key(self, text: str) -> ApiKey:
        """By its id, written with or without dashes."""
        try:
            key = ApiKey.objects.filter(pk=UUID(text), kind=self.kind).first()
        except ValueError:
            key = None
        if key is None:
            raise CommandError(f"There is no such id as {text}; `manage.py {self.command} list` shows them.")
        return key

    def _show(self, told: str, token: str) -> None:
        self.stdout.write(f"{told} Keep the next line safe, id and secret with a dot between: it isn't shown again.")
        self.stdout.write(token)
