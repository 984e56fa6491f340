"""The user behind a key: nobody signs in as it, and its role reaches the whole company."""

import re
from typing import Any

from django.contrib.auth import get_user_model

from ats.kernel.access.models import Role, RoleAssignment, Scope


def service_user(name: str, role: Role) -> Any:
    """The service user called `name` in `role`, made where there is none. Keys of one name and role share it."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "key"
    address = f"{slug}.{role.key}@service.invalid"
    user, _ = get_user_model().objects.get_or_create(
        email=address, defaults={"first_name": name[:80], "is_service": True, "password": "!"}
    )
    RoleAssignment.objects.get_or_create(user=user, role=role, scope=Scope.ALL, unit_id=None)
    return user
