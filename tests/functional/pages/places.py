"""Every page that a browser can be shown, from the resolver: what is not on the list of exceptions is driven."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import Client

from ats.kernel.access import every_permission, forget
from ats.kernel.models import Role, RoleAssignment
from ats.models import HiringTeamMember, Interview, TeamRole, User
from milestones.models import BulkRun
from tests.functional.matrix.addresses import Address, every_address
from tests.functional.matrix.drive import url_of
from tests.functional.matrix.judging import a_mail
from tests.functional.matrix.nobody import FOREIGN, NOBODY
from tests.functional.matrix.world import World, build

# GET addresses that are no page to look at, as patterns matched whole, each with why; besides those of NOBODY.
NO_PAGE: dict[str, str] = {
    r"/healthz|/readyz": "a line for machines",
    r"/api/(?!v1/docs/$).*": "REST; its human page is driven",
    r"/offers/{pk}/letter/|/o/{token}/letter/": "a PDF to keep",
    r"/careers/feed\.xml|/demo/mailbox/messages\.json": "data",
    r"/notifications/(hint|bell)/": "a hint without content, and a part of the frame",
    r"/notifications/": "sends on to the inbox, which is driven",
    r"/branding\.css|/branding/logo/": "a style sheet and an image",
    r"/set-up/": "closed; driven on an empty installation",
    r"/accounts/2fa/(authenticate/|webauthn/(login/|keys/.*|reauthenticate/)|)": "a step of signing in",
    r"/accounts/2fa/(totp/activate|webauthn/add)/": "asks to sign in anew first; the tests of the account drive them",
    r"/accounts/2fa/(reauthenticate|totp/deactivate)/": "for those who have a second factor",
    r"/accounts/2fa/recovery-codes/.*": "for those who have a second factor",
    r"/jobs/{pk}/board/live/": "a hint without content",
    r"/own-data/{copy_link}/": "a file of data",
    r"/candidates/{pk}/files/{attachment_pk}/": "a file, shown by the browser's own viewer",
    r"/candidates/{pk}/files/{attachment_pk}/pages/{number}/": "a picture",
    r"/candidates/import/{pk}/refused/": "a file to keep",
    r"/candidates/{pk}/mentionable/": "a part of the note's form",
    r"/admin/(jsi18n|autocomplete)/": "data for the administration's scripts",
    r"/admin/\w+/\w+/{object_id}/": "sends on to the form",
    r"/admin/milestones/historyimport/{object_id}/change/": "sends on to the report, which is driven",
    r"/admin/milestones/(workflowversion/{pk}/(draft|activate)|historyimport/{pk}/(commit|rollback))/": "acts on POST",
    r"/admin/kernel/apikey/{pk}/(rotation|overlap-end|revocation)/": "acts on POST",
    r"/admin/kernel/webhookendpoint/{pk}/(test|rotation)/": "acts on POST",
    rf"/admin/({FOREIGN})/.*": "pages of other packages that no role opens",
    r"/admin/password_change/done/": "follows Django's own form, and people change theirs on the accounts' page",
    r"/admin/(login|logout|password_change)/": "sends on to the accounts' pages, which are driven",
    r"/accounts/(login|signup|reauthenticate|password/set)/": "sends a signed-in person on; driven signed out",
    r"/accounts/password/reset/key/{uidb36}-{key}/": "needs the key of a mail; its refusal is driven signed out",
}
# What those see who have not signed in.
SIGNED_OUT = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/key/1-dead/",
    "/careers/",
]


class Places:
    """A filled house, and somebody who may see everything in it."""

    def __init__(self, mail_folder: Path) -> None:
        self.world: World = build()
        for ids in self.world.ids.values():
            ids["mail"] = a_mail(mail_folder)
        self.everybody = self._all_seeing()

    def _all_seeing(self) -> User:
        user = self.world.users["admin"]
        user.is_superuser = True
        user.save()
        role = Role.objects.create(
            key="all-seeing", name="All-seeing", permissions=[str(p) for p in every_permission()]
        )
        RoleAssignment.objects.create(user=user, role=role, scope="all")
        Interview.objects.get(pk=self.world.id_of("interview_open", "own")).interviewers.add(user)
        HiringTeamMember.objects.create(job_id=self.world.id_of("job", "own"), user=user, role=TeamRole.HIRING_MANAGER)
        run = BulkRun.objects.get(pk=self.world.id_of("bulk_run", "own"))
        run.asked_by = user  # a run is its starter's alone
        run.save()
        forget(user)
        return user

    def session(self, at: str) -> dict[str, Any]:
        """The cookie of a signed-in browser for the server `at`."""
        client = Client()
        client.force_login(self.everybody, backend="ats.accounts.Colleagues")
        return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": at}

    def urls(self, wanted: Callable[[str], bool]) -> list[str]:
        """The addresses of the pages that are `wanted` by their path, with the rows of this house."""
        found = [a for a in every_address() if a.method == "GET" and not is_no_page(a) and wanted(a.path)]
        return [url_of(a, self.world, "own") for a in found]

    def in_other_states(self) -> list[str]:
        """Views of pages that their address alone does not show."""
        job = self.world.id_of("job", "own")
        other = ["/candidates/?view=all", "/jobs/?view=all", "/interviews/?whose=all", "/messages/?view=over"]
        drafted = [f"/offers/{self.world.id_of(state, 'own')}/" for state in ("offer_pending", "offer_sent")]
        closed = f"/applications/{self.world.id_of('application_rejected', 'own')}/"
        told = [f"/{noun}s/{self.world.id_of(noun, 'own')}/?history=all" for noun in ("application", "candidate")]
        then = [f"/jobs/{job}/history/?as_of=2027-01-01T10:00", f"{drafted[0]}?as_of=2027-01-01T10:00"]
        return [*other, *drafted, closed, *told, *then, f"/jobs/{job}/board/?view=table"]


def is_no_page(address: Address) -> bool:
    closed = any(re.fullmatch(pattern, address.key) for pattern in NOBODY)
    return closed or any(re.fullmatch(pattern, address.path) for pattern in NO_PAGE)
