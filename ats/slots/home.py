"""Home, administration and the sign-in page on pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ats.actions.demo import company
from ats.kernel import access, clock, health
from ats.kernel.models import Role
from ats.kernel.pages import Group, Panel, nav, slot
from ats.models import User
from ats.permissions import CorePermission
from ats.queries.departments import by_department

SHOWN_ACCOUNTS = ("recruiter", "manager", "interviewer", "finance", "hrbp", "admin")


def register() -> None:
    nav("home", _("Home"), "house", "home", order=10)
    nav("admin", _("Administration"), "settings", "/admin/", access.KernelPermission.ADMIN_VIEW, Group.SETUP, order=10)
    slot("sign_in").register(demo_accounts)
    slot("home.main").register(departments)
    slot("home.side").register(product_health)
    slot("home.side").register(your_role)


def departments(request: HttpRequest, **context: Any) -> Panel | None:
    """Hiring by department, for those who read along and put nobody forward themselves."""
    user = request.user
    reads_along = access.allows(user, CorePermission.APPLICATIONS_VIEW) and not access.allows(
        user, CorePermission.APPLICATIONS_CREATE
    )
    if not reads_along or not _everywhere(user, CorePermission.APPLICATIONS_VIEW):
        return None
    at = clock.now()
    rows = by_department(user, at, timezone.localtime(at).date())
    return Panel("ats/home/_departments.html", {"rows": rows}, order=30) if rows else None


def product_health(request: HttpRequest, **context: Any) -> Panel | None:
    """How the work behind the pages goes, for administrators."""
    if not _everywhere(request.user, access.KernelPermission.ADMIN_VIEW):
        return None
    return Panel("ats/home/_health.html", {"lines": health.report(clock.now())}, order=60)


def your_role(request: HttpRequest, **context: Any) -> Panel | None:
    """For those whose pages are few: what their role is for, so that an empty home is no riddle."""
    if access.allows(request.user, CorePermission.CANDIDATES_VIEW):
        return None
    roles = Role.objects.filter(assignments__user=request.user).distinct().order_by("name")
    return Panel("ats/home/_your_role.html", {"roles": list(roles)}, order=10)


def demo_accounts(request: HttpRequest, **context: Any) -> Panel | None:
    """On the sign-in page of the demo: the accounts that show most of the product; nothing elsewhere."""
    if not settings.DEMO or not User.objects.filter(email=f"{SHOWN_ACCOUNTS[0]}@waymark.example").exists():
        return None
    colleagues = [colleague for key in SHOWN_ACCOUNTS for colleague in company.COLLEAGUES if colleague.key == key]
    return Panel("ats/home/_demo_accounts.html", {"colleagues": colleagues, "password": company.PASSWORD})


def _everywhere(user: Any, permission: access.Permission) -> bool:
    """Whether `user` holds the permission over the whole company."""
    return any(grant.scope == access.Scope.ALL for grant in access.grants(user, permission))
