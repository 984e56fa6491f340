"""Driving every address as everybody, and writing down what came of it in a form that a person can review."""

from collections import defaultdict
from copy import deepcopy
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client

from tests.functional.matrix import bodies, forms, spares
from tests.functional.matrix.addresses import Address
from tests.functional.matrix.world import RELATIONS, World
from tests.functional.matrix.writes import writes
from tests.sample import taken

IN, SENT_ON, NO_DEED, REFUSED, HIDDEN, NO_METHOD, SIGN_IN = "in", "sent-on", "no-deed", "403", "404", "405", "sign-in"
Outcomes = dict[str, list[str]]
Found = dict[Address, dict[str, Outcomes]]
ORDER = (IN, SENT_ON, NO_DEED, "400", "409", "422", REFUSED, HIDDEN, NO_METHOD, SIGN_IN)

# Which noun an address' parameter names, by the longest fitting start of its path.
NOUNS = {
    "/api/v1/applications/": "application",
    "/api/v1/approvals/": "approval",
    "/api/v1/bookings/": "booking",
    "/api/v1/candidates/": "candidate",
    "/api/v1/consents/": "consent",
    "/api/v1/bulk-runs/": "bulk_run",
    "/api/v1/custom-fields/": "custom_field",
    "/api/v1/departments/": "department",
    "/api/v1/interview-kits/": "kit",
    "/api/v1/exports/": "export_ready",
    "/api/v1/import-mappings/": "import_mapping",
    "/api/v1/imports/": "import_run",
    "/api/v1/interviews/": "interview",
    "/api/v1/job-families/": "job_family",
    "/api/v1/job-groups/": "job_group",
    "/api/v1/job-posts/": "job_post",
    "/api/v1/jobs/": "job",
    "/api/v1/locations/": "location",
    "/api/v1/messages/": "message",
    "/api/v1/offers/": "offer",
    "/api/v1/referrals/": "referral",
    "/api/v1/rejection-reasons/": "rejection_reason",
    "/api/v1/scorecards/": "scorecard",
    "/api/v1/sources/": "source",
    "/api/v1/suppressions/": "suppression",
    "/api/v1/templates/": "template",
    "/api/v1/tasks/": "task",
    "/api/v1/users/": "user",
    "/api/v1/visits/": "visit",
    "/api/v1/workflow-versions/": "workflow_version",
    "/api/v1/workflows/": "workflow",
    "/applications/": "application",
    "/approvals/": "approval",
    "/bookings/": "booking",
    "/bulk/": "bulk_run",
    "/candidates/": "candidate",
    "/candidates/import/": "import_run",
    "/candidates/import/mappings/": "import_mapping",
    "/careers/": "slug",
    "/exports/": "export_ready",
    "/exports/new/": "export_noun",
    "/i/": "booking_token",
    "/interview-kits/": "kit",
    "/interviews/": "interview",
    "/jobs/": "job",
    "/messages/": "message",
    "/join/": "invitation_token",
    "/notifications/": "notice",
    "/o/": "token",
    "/offers/": "offer",
    "/own-data/": "copy_link",
    "/status/": "own_link",
    "/views/": "saved_view",
    "/people/": "user",
    "/people/absences/": "absence",
    "/people/invitations/": "invitation",
}
PARAMETERS = {"slug": "slug", "key": "gate", "external_id": "external_id", "attachment_pk": "attachment"}
PARAMETERS |= {"opening_pk": "opening", "opening": "opening", "member": "team_member", "number": "page_number"}
PARAMETERS |= {
    "note_id": "note",
    "attachment_id": "attachment",
    "name": "mail",
    "page": "saved_list",
    "noun": "export_noun",
}
PARAMETERS |= {"own_link": "own_link", "copy_link": "copy_link"}
SHARED = {"department", "location", "user", "source", "rejection_reason", "workflow", "workflow_version", "template"}
SHARED |= {"job_family", "job_group", "custom_field", "saved_view", "import_mapping", "suppression"}
SHARED |= {"workflow_draft", "history_import", "history_import_done", "nothing", "mail", ""}
SHARED |= {"export_noun", "absence", "invitation", "invitation_token", "notice"}
SHARED |= {
    "slug",
    "token",
    "booking_token",
    "own_link",
    "referred_link",
    "copy_link",
}  # what everybody may open is the same in every relation
# What an address is asked for, where it answers nothing without.
QUERIES = {"/admin/autocomplete/": "?app_label=ats&model_name=user&field_name=manager&term="}
# Forms about oneself: a good answer is enough, whether or not a row was written.
ABOUT_ONESELF = (
    "/account/",
    "/accounts/",
    "/notifications/",
    "/people/view/end/",
    "/people/{pk}/view/",
    "/theme/",
    "/language/",
    "/admin/login/",
    "/admin/logout/",
)


def label_of(address: Address) -> str:
    """ "ats.job" for the addresses of a registered model's pages."""
    parts = address.path.split("/")
    label = f"{parts[2]}.{parts[3]}" if address.path.startswith("/admin/") and len(parts) > 4 else ""
    return label if label in spares.registered() else ""


def noun_of(address: Address) -> str:
    if address.key in bodies.BODIES:
        return bodies.BODIES[address.key][0]
    if label := label_of(address):
        return label if label not in spares.without_row() else "nothing"
    fitting = [start for start in NOUNS if address.path.startswith(start)]
    return NOUNS[max(fitting, key=len)] if fitting and address.parameters else "nothing"


def is_about_a_row(address: Address) -> bool:
    """Whether own, sibling's and foreign make a difference to this address."""
    noun = noun_of(address)
    return spares.is_related(noun) and bool(address.parameters) if "." in noun else noun not in SHARED


def url_of(address: Address, world: World, relation: str) -> str:
    noun = noun_of(address)
    named = {} if address.path.startswith(("/admin/", "/accounts/")) else PARAMETERS
    named = {**named, "token": noun} if noun == "invitation_token" else named
    named = {**named, "own_link": noun} if noun == "referred_link" else named
    values = {name: world.id_of(named.get(name, noun), relation) for name in address.parameters}
    values |= {"app_label": "ats"} if "app_label" in values else {}
    return address.path.format(**values) + QUERIES.get(address.path, "")


class Drive:
    """Everybody's way through `addresses`: `found` is address → relation → outcome → roles, in order.

    `-` is the relation of an address without a row of its own. The usual run takes one of `one_of`
    pairs of address and role.
    """

    def __init__(self, addresses: list[Address], world: World, one_of: int = 1) -> None:
        self.world, self.one_of = world, one_of
        self.found: Found = {a: {} for a in addresses}
        self._stands: dict[str, dict[str, Any]] = {}
        self._administrator = client_of(world.users["admin"])

    def run(self) -> Found:
        for name, user in {"anonymous": AnonymousUser(), **self.world.users}.items():
            client = client_of(user)
            for address in filter(lambda each, name=name: taken(f"{each} {name}", self.one_of), self.found):
                self._go(client, address, name)
        return self.found

    def _go(self, client: Client, address: Address, who: str) -> None:
        about_a_row = is_about_a_row(address)
        for relation in RELATIONS if about_a_row else RELATIONS[:1]:
            url = url_of(address, self.world, relation)
            came = outcome(client, address, url, self.request(address, url, relation))
            self.found[address].setdefault(relation if about_a_row else "-", defaultdict(list))[came].append(who)

    def request(self, address: Address, url: str, relation: str) -> dict[str, Any]:
        """The keywords of the request: what a well-meant one says."""

        def row(noun: str) -> str:
            return self.world.id_of(noun, relation)

        if address.key in bodies.BODIES:
            data = bodies.BODIES[address.key][1](row)
        elif address.method == "POST" and (label := label_of(address)):
            data = self._administered(address, url, label, row)
        else:
            data = {}
        as_json = address.path.startswith("/api/") and address.key not in bodies.UPLOADS
        return {"data": data, **({"content_type": "application/json"} if as_json else {})}

    def _administered(self, address: Address, url: str, label: str, row: bodies.Row) -> dict[str, Any]:
        """A form of the administration as it stands, with what a new row needs; the answer to the question of deletion."""
        if address.name.endswith("_changelist"):
            known = label not in spares.without_row()
            return {"action": "delete_selected", "post": "yes", "_selected_action": row(label) if known else "1"}
        if not address.name.endswith(("_add", "_change")):
            return {"post": "yes"}
        if url not in self._stands:
            self._stands[url] = forms.as_it_stands(self._administrator.get(url).content.decode())
        return self._stands[url] | (forms.new(label)(row) if address.name.endswith("_add") else {})


def client_of(user: Any) -> Client:
    client = Client()
    if user.is_authenticated:
        client.force_login(user, backend="ats.accounts.Colleagues")
    return client


def outcome(client: Client, address: Address, url: str, body: dict[str, Any]) -> str:
    """What a request brings, with nothing left of it afterwards: neither in the database nor in the browser.

    Signing out is an address too; without the cookies of before, everything after it would be driven as nobody.
    """
    cookies = deepcopy(client.cookies)
    with transaction.atomic(), writes() as seen:
        answer = getattr(client, address.method.lower())(url, **(body if address.writes else {}))
        transaction.set_rollback(True)
    client.cookies = cookies
    assert address.writes or not seen.tables, f"{address} changes {seen.tables}; a GET changes nothing"
    return _named(answer, address, bool(seen.tables))


def _named(answer: Any, address: Address, wrote: bool) -> str:
    """What the answer comes to. To be let in to a deed is to have done it, and nothing less."""
    status, location = answer.status_code, answer.headers.get("Location", "")
    redirects = status in (301, 302, 303)
    if status == 401 or (redirects and "/login/" in location):
        return SIGN_IN
    if redirects and location == "/admin/" and address.parameters:
        return HIDDEN  # the administration's way to say that there is no such row
    if status >= 400:
        assert status < 500 or address.path == "/readyz", f"{address}: {status}"
        return str(status) if status < 500 else IN
    if not address.writes:
        return SENT_ON if redirects else IN
    return IN if wrote or address.path.startswith(ABOUT_ONESELF) else NO_DEED


def completed(found: Found, text: str) -> Found:
    """`found`, and for whoever was not driven what `text` says of them (as `as_text` wrote it)."""
    known = _read(text)
    return {address: _with(by_relation, known.get(str(address), {})) for address, by_relation in found.items()}


def _with(found: dict[str, Outcomes], known: dict[str, Outcomes]) -> dict[str, Outcomes]:
    driven = {who for outcomes in found.values() for roles in outcomes.values() for who in roles}
    whole: dict[str, Outcomes] = {}
    for relation in sorted({*found, *known}, key=(*RELATIONS, "-").index):
        outcomes: Outcomes = defaultdict(list)
        for came, roles in known.get(relation, {}).items():
            outcomes[came] += [who for who in roles if who not in driven]
        for came, roles in found.get(relation, {}).items():
            outcomes[came] += roles
        # Nobody signed in stands first, the roles by their keys.
        told = {came: sorted(roles, key=lambda who: (who != "anonymous", who)) for came, roles in outcomes.items()}
        whole[relation] = {came: roles for came, roles in told.items() if roles}
    return whole


def _read(text: str) -> dict[str, dict[str, Outcomes]]:
    known: dict[str, dict[str, Outcomes]] = {}
    address = ""
    for line in text.splitlines():
        if not line.startswith("  "):
            address = line
            known[address] = {}
            continue
        relations, told = line.split(maxsplit=1)
        pieces = dict(piece.split(": ") for piece in told.split(" | "))
        for relation in relations.split("+"):
            known[address][relation] = {came: roles.split() for came, roles in pieces.items()}
    return known


def as_text(found: Found) -> str:
    """One block per address; relations with the same outcome share a line."""
    blocks = []
    for address, by_relation in found.items():
        lines = [str(address)]
        alike: dict[str, list[str]] = defaultdict(list)
        for relation, outcomes in by_relation.items():
            alike[_told(outcomes)].append(relation)
        lines += [f"  {'+'.join(relations):20} {told}" for told, relations in alike.items()]
        blocks.append("\n".join(lines))
    return "\n".join(blocks) + "\n"


def _told(outcomes: dict[str, list[str]]) -> str:
    assert set(outcomes) <= set(ORDER), outcomes
    return " | ".join(f"{came}: {' '.join(outcomes[came])}" for came in ORDER if came in outcomes)
