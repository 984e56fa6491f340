"""Where upper apps join a core action's own transaction (see ats.kernel.registry). Arguments are keyword only.

| point | called with | by |
|---|---|---|
| application_received | application, submission, at | a candidate applied; or a colleague did it (submission None) |
| candidate_contact_changed | candidate, by, at | “do not contact” was set or lifted |
| candidate_withdraws | application, at | the candidate withdraws by their own link |
| word_of_end_waits | application | is the word that the application has ended still waiting to go out? answers bool |
| ends_untold | application_ids | which of these have ended without the person having had our word yet: answers `set[UUID]` |
| own_data | candidate | what the app holds on a person, for their own eyes: answers `dict[str, Any]` of plain values |
| candidate_rows | – | which rows hang on a candidate and go along in a merge: answers `list[CandidateRows]` |
| candidates_merged | merge, survivor, absorbed, by, at | two records became one; the rows named in `merge.moved` have moved |
| candidates_unmerged | merge, survivor, absorbed, by, at | they are two again; the rows have gone back |
| application_hired | application, by, at | a hire is recorded |
| candidates_imported | run, candidate_ids, by, at | a file of candidates came in, which created or changed these |
| job_opened | job, by, at | the job takes applications |
| offer_goes_out | offer, at | an approved offer is about to be sent: raises a DomainError where it may not |
| offer_terms_changed | offer, at | which expiry or start date counts may be another now: any verb of an offer |
| offer_wording | template | an offer is sent in this wording, "" the usual one: raise where no mail could be written |
| start_date_moved | application, at | somebody who is hired starts on another day |
| interview_moved | interview, at | an interview was scheduled, moved or cancelled |
| consent_boxes | region | which boxes the application form shows there: answers `list[ConsentBox]` |
| standings | applications | where these stand: answers `dict[UUID, Standing]`; set-wise, one or two queries for all |
| urgency | user, at, until | whose time limit is over at `at`, and whose ends by `until`: answers `Urgency`, one or no app |
| home_figures | user, at | numbers for the strip on the home page: answers `Figures` |
| job_facts | job_ids | what the REST answer of a job adds: `dict[job id, dict[name, value]]` |
| person_leaves | person, successors, by, at | somebody leaves: hand over what the app keeps for them (by kind of work) |
| seed | at | `manage.py seed`: write what the app needs from the first day; idempotent |
| backup_restored | made_at, at | a backup is about to open: what was due between these moments may have been done already |
| demo_past | journeys, at | the demo company's year before is written: add the app's part to `list[PastJourney]`, set-wise |
| demo_data | story, at | `manage.py demo_data`: tell the app's part of the demo company |
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from ats.kernel.counting import Ready
from ats.kernel.registry import ExtensionPoint

application_received = ExtensionPoint("application received")
candidate_contact_changed = ExtensionPoint("candidate contact changed")
candidate_withdraws = ExtensionPoint("candidate withdraws")
word_of_end_waits = ExtensionPoint("word of end waits")
ends_untold = ExtensionPoint("ends untold")
own_data = ExtensionPoint("own data")
candidate_rows = ExtensionPoint("candidate rows")
candidates_merged = ExtensionPoint("candidates merged")
candidates_unmerged = ExtensionPoint("candidates unmerged")
application_hired = ExtensionPoint("application hired")
candidates_imported = ExtensionPoint("candidates imported")
job_opened = ExtensionPoint("job opened")
offer_goes_out = ExtensionPoint("offer goes out")
offer_terms_changed = ExtensionPoint("offer terms changed")
offer_wording = ExtensionPoint("offer wording")
start_date_moved = ExtensionPoint("start date moved")
interview_moved = ExtensionPoint("interview moved")
consent_boxes = ExtensionPoint("consent boxes")
standings = ExtensionPoint("standings")
urgency = ExtensionPoint("urgency")
home_figures = ExtensionPoint("home figures")
job_facts = ExtensionPoint("job facts")
person_leaves = ExtensionPoint("person leaves")
seed = ExtensionPoint("seed")
backup_restored = ExtensionPoint("backup restored")
demo_past = ExtensionPoint("demo past")
demo_data = ExtensionPoint("demo data")


@dataclass(frozen=True)
class CandidateRows:
    """Rows of `model` that hang on a candidate by its field `candidate`. Two that agree in `unique_by` can't hang on the
    same candidate: the absorbed record keeps its one. `label` is what a person reads, "" says nothing of them."""

    model: type[Model]
    label: str = ""
    unique_by: str = ""


@dataclass(frozen=True)
class ConsentBox:
    """One box of the application form; never ticked beforehand. The form posts `consent` with each ticked `purpose`."""

    purpose: str
    text_id: str
    text: str
    is_required: bool = False


@dataclass(frozen=True)
class ConsentChoice:
    """What the candidate did with one box, and which wording they saw."""

    granted: bool
    text_id: str


@dataclass(frozen=True)
class Submission:
    """What a candidate sent with the application form, cleaned; the upload is stored already."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""
    consents: dict[str, ConsentChoice] = field(default_factory=dict)
    answers: dict[UUID, str] = field(default_factory=dict)
    file_id: UUID | None = None
    file_text: str = ""
    file_problem: str = ""
    ip: str = ""
    user_agent: str = ""
    locale: str = ""
    region: str = ""
    form_url: str = ""
    source_detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """Where an application stands, as lists and cards show it; `due_at` None means no time limit."""

    milestone: str = ""
    key: str = ""
    due_at: datetime | None = None
    entered_at: datetime | None = None
    paused_reason: str = ""
    waiting_for: str = ""


@dataclass(frozen=True)
class Urgency:
    """Active applications that a person may see, as sets that a query can take: past their limit, and due today. Each row
    names its `application`."""

    over: QuerySet[Any]
    today: QuerySet[Any]


@dataclass(frozen=True)
class Figure:
    """One number of the home page, its list a click away. `sentence` says it in the page's first line; smaller `order`
    comes first, and only the first four are shown."""

    label: str
    value: int
    note: str
    href: str
    order: int
    tone: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Figures:
    """What an app has counted for the home page, and the figures that the numbers of `rows` make, by the same names."""

    rows: Mapping[str, QuerySet[Any] | Ready]
    made: Callable[[Mapping[str, int]], list[Figure]]


@dataclass(frozen=True)
class DemoJourney:
    """An application of the demo and how far it is to come: applied, screen, interviews, offer, hired, rejected,
    withdrawn."""

    application: Any
    fate: str


@dataclass(frozen=True)
class PastJourney:
    """An application of the demo that is over: its `stays` in order (stage, entered, left), and the opening it filled."""

    application: Any
    stays: list[tuple[str, datetime, datetime]]
    opening: Any = None


@dataclass(frozen=True)
class DemoStory:
    """The demo company as the core has written it: colleagues by account name, jobs by requisition, applications."""

    people: dict[str, Any]
    jobs: dict[str, Any]
    journeys: list[DemoJourney]
