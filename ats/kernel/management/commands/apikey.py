"""`manage.py apikey create --name N --role R [--scopes …] [--days D]`, `apikey list`, `apikey revoke ID`."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ats.kernel import clock
from ats.kernel.access.models import Role, RoleAssignment, Scope
from ats.kernel.api import keys
from ats.kernel.api.models import ApiKey
from ats.kernel.history import acting

SCOPE = re.compile(r"[a-z][a-z-]*:(read|write)")


class Command(BaseCommand):
    help = "Makes, lists and revokes API keys. The last line of `create` is the key, shown only this once."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create")
        create.add_argument("--name", required=True)
        create.add_argument("--role", required=True, help="Key of a role, such as integrator or recruiter")
        create.add_argument("--scopes", nargs="*", default=[], help="Such as candidates:read; default: all of the role")
        create.add_argument("--days", type=int, help="Expires after so many days")
        verbs.add_parser("list")
        verbs.add_parser("revoke").add_argument("id")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, verb)(**options)

    def create(self, *, name: str, role: str, scopes: list[str], days: int | None, **rest: Any) -> None:
        wanted = [scope for part in scopes for scope in part.split(",") if scope]
        if wrong := [scope for scope in wanted if not SCOPE.fullmatch(scope)]:
            raise CommandError(f"Not a scope: {', '.join(wrong)}. Scopes look like candidates:read.")
        found = Role.objects.filter(key=role).first()
        if found is None:
            known = ", ".join(Role.objects.values_list("key", flat=True)) or "none yet; run `manage.py seed` first"
            raise CommandError(f"There is no role {role}. Known: {known}.")
        expires = datetime.now(UTC) + timedelta(days=days) if days else None
        with transaction.atomic(), acting(None, f"manage.py apikey create --role {role}"):
            key, token = keys.create(name=name, user=service_user(name, found), scopes=wanted, expires_at=expires)
        self.stdout.write(f"Key {key.id} of role {role}. Keep the next line safe: it isn't shown again.")
        self.stdout.write(token)

    def list(self, **rest: Any) -> None:
        for key in ApiKey.objects.select_related("user").order_by("created_at"):
            state = "revoked" if key.revoked_at else f"expires {key.expires_at:%Y-%m-%d}" if key.expires_at else "live"
            self.stdout.write(f"{key.id}  {key.name}  {state}  {' '.join(key.scopes) or 'all scopes'}")

    def revoke(self, *, id: str, **rest: Any) -> None:
        key = ApiKey.objects.filter(pk=id).first()
        if key is None:
            raise CommandError(f"There is no key {id}; `manage.py apikey list` shows them.")
        keys.revoke(key=key, by=None, at=clock.now())
        self.stdout.write(f"Revoked {key.name}.")


def service_user(name: str, role: Role) -> Any:
    """The user behind a key: nobody signs in as it, and its role reaches the whole company."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "key"
    address = f"{slug}.{role.key}@service.invalid"
    user, _ = get_user_model().objects.get_or_create(
        email=address, defaults={"first_name": name[:80], "is_service": True, "password": "!"}
    )
    RoleAssignment.objects.get_or_create(user=user, role=role, scope=Scope.ALL, unit_id=None)
    return user
