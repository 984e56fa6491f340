"""Referrals on pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel import access
from ats.kernel.pages import Group, Panel, command, help_topic, nav, slot
from ats.models import Application, Job
from ats.permissions import CorePermission
from ats.queries import referrals


def register() -> None:
    may = CorePermission.REFERRALS_MAKE
    nav("referrals", _("Referrals"), "user-plus", "referrals", may, Group.RECRUITING, order=70)
    command(_("Refer somebody for a job"), "referral_new", "user-plus", may)
    help_topic("referrals", _("Referrals"), "ats/help/referrals.html", order=24, permission=may)
    slot("application.rail").register(application_referrals)
    slot("job.menu").register(job_link)


def application_referrals(request: HttpRequest, *, application: Application, **context: Any) -> Panel | None:
    """Who recommended the person, and why."""
    rows = referrals.on(application, request.user)
    return Panel("ats/referral/_panel.html", {"rows": rows}, order=25) if rows else None


def job_link(request: HttpRequest, *, job: Job, **context: Any) -> Panel | None:
    """The form with this job chosen."""
    may = job.takes_applications and access.allows(request.user, CorePermission.REFERRALS_MAKE)
    return Panel("ats/referral/_menu.html", {"job": job}, order=40) if may else None
