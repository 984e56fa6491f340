"""What people may do in the core of hiring, and what each role has of it out of the box."""

from django.utils.translation import gettext_lazy as _

from ats.kernel.access import KernelPermission, Permission, Scope, default_role


class CorePermission(Permission):
    ORGANISATION_VIEW = "organisation.view", _("See departments, locations and colleagues")
    JOBS_VIEW = "jobs.view", _("See jobs")
    JOBS_CREATE = "jobs.create", _("Create jobs")
    JOBS_EDIT = "jobs.edit", _("Change jobs, their openings, team, posts and questions")
    JOBS_SUBMIT = "jobs.submit", _("Submit jobs for approval")
    JOBS_CLOSE = "jobs.close", _("Put jobs on hold, open them again, close them")
    CANDIDATES_VIEW = "candidates.view", _("See candidates")
    CANDIDATES_CREATE = "candidates.create", _("Add candidates by hand")
    CANDIDATES_EDIT = "candidates.edit", _("Change candidates and add files")
    CANDIDATES_MERGE = "candidates.merge", _("Merge records of the same person, undo it, and look for duplicates")
    OWNERSHIP_DECIDE = "candidates.decide_ownership", _("Decide whose a candidate is when colleagues disagree")
    NOTES_WRITE = "notes.write", _("Write notes on candidates")
    APPLICATIONS_VIEW = "applications.view", _("See applications")
    APPLICATIONS_CREATE = "applications.create", _("Put candidates forward for jobs")
    APPLICATIONS_EDIT = "applications.edit", _("Change fields of applications: owner, source and custom ones")
    APPLICATIONS_HIRE = "applications.hire", _("Record a hire")
    INTERVIEWS_VIEW = "interviews.view", _("See interviews")
    INTERVIEWS_SCHEDULE = "interviews.schedule", _("Schedule, move and cancel interviews")
    SCORECARDS_VIEW = "scorecards.view", _("See submitted scorecards")
    SCORECARDS_SUBMIT = "scorecards.submit", _("Fill in one's own scorecards")
    OFFERS_VIEW = "offers.view", _("See offers")
    OFFERS_DRAFT = "offers.draft", _("Draft, revise and submit offers")
    OFFERS_SEND = "offers.send", _("Send, extend and withdraw offers")
    TASKS_VIEW = "tasks.view", _("Keep to-dos, and see those on applications within reach")
    TASKS_ASSIGN = "tasks.assign", _("Give to-dos to colleagues")
    PEOPLE_MANAGE = "people.manage", _("Invite colleagues, set their absence, hand over the work of those who leave")
    PEOPLE_VIEW_AS = "people.view_as", _("Look at the product as a colleague sees it, without changing anything")
    REFERRALS_MAKE = "referrals.make", _("Refer people for open jobs, and see what became of one's own referrals")
    OFFERS_RESOLVE = "offers.resolve", _("Record the answer to an offer that came by another way")


C, K = CorePermission, KernelPermission
EVERYBODY = [C.ORGANISATION_VIEW, C.JOBS_VIEW, C.TASKS_VIEW, C.REFERRALS_MAKE]
READ_HIRING = [*EVERYBODY, C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, C.INTERVIEWS_VIEW]
RUN_HIRING = [
    *READ_HIRING,
    C.JOBS_CREATE,
    C.JOBS_EDIT,
    C.JOBS_SUBMIT,
    C.JOBS_CLOSE,
    C.CANDIDATES_CREATE,
    C.CANDIDATES_EDIT,
    C.CANDIDATES_MERGE,
    C.NOTES_WRITE,
    C.APPLICATIONS_CREATE,
    C.APPLICATIONS_EDIT,
    C.APPLICATIONS_HIRE,
    C.INTERVIEWS_SCHEDULE,
    C.TASKS_ASSIGN,
    C.SCORECARDS_VIEW,
    C.SCORECARDS_SUBMIT,
    C.OFFERS_VIEW,
    C.OFFERS_DRAFT,
    C.OFFERS_SEND,
    C.OFFERS_RESOLVE,
    K.CONTACT_VIEW,
    K.PAY_VIEW,
    K.APPROVALS_VIEW,
    K.VIEWS_SHARE,
    K.IMPORTS_RUN,
    K.EXPORTS_RUN,
]

default_role(
    "admin",
    name="Administrator",
    description="Sets the product up; reads everything in hiring but people's pay",
    scope=Scope.ALL,
    permissions=[
        *READ_HIRING,
        C.OWNERSHIP_DECIDE,
        C.OFFERS_VIEW,
        C.SCORECARDS_VIEW,
        C.PEOPLE_MANAGE,
        C.PEOPLE_VIEW_AS,
        K.ADMIN_VIEW,
        K.ADMIN_CONFIGURE,
        K.AUDIT_VIEW,
        K.APPROVALS_VIEW,
        K.APPROVALS_OVERRIDE,
        K.VIEWS_SHARE,
        K.EXPORTS_RUN,
        K.EXPORTS_APPROVE,
        K.EXPORTS_OVERSEE,
    ],
)
default_role(
    "recruiter",
    name="Recruiter",
    description="Runs hiring from the job to the signed offer",
    scope=Scope.ALL,
    permissions=RUN_HIRING,
)
default_role(
    "coordinator",
    name="Coordinator",
    description="Schedules interviews and keeps records in order",
    scope=Scope.ALL,
    permissions=[
        *READ_HIRING,
        C.CANDIDATES_CREATE,
        C.CANDIDATES_EDIT,
        C.CANDIDATES_MERGE,
        C.NOTES_WRITE,
        C.APPLICATIONS_CREATE,
        C.APPLICATIONS_EDIT,
        C.INTERVIEWS_SCHEDULE,
        C.TASKS_ASSIGN,
        C.SCORECARDS_VIEW,
        C.SCORECARDS_SUBMIT,
        K.CONTACT_VIEW,
    ],
)
default_role(
    "sourcer",
    name="Sourcer",
    description="Finds people and puts them forward",
    scope=Scope.ALL,
    permissions=[
        *READ_HIRING,
        C.CANDIDATES_CREATE,
        C.CANDIDATES_EDIT,
        C.NOTES_WRITE,
        C.APPLICATIONS_CREATE,
        C.APPLICATIONS_EDIT,
        C.SCORECARDS_VIEW,
        C.SCORECARDS_SUBMIT,
        K.CONTACT_VIEW,
        K.IMPORTS_RUN,
    ],
)
default_role(
    "manager",
    name="Hiring manager",
    description="Hires for their own jobs",
    scope=Scope.TEAM,
    permissions=[
        *READ_HIRING,
        C.JOBS_CREATE,
        C.JOBS_EDIT,
        C.JOBS_SUBMIT,
        C.NOTES_WRITE,
        C.TASKS_ASSIGN,
        C.SCORECARDS_VIEW,
        C.SCORECARDS_SUBMIT,
        C.OFFERS_VIEW,
        K.PAY_VIEW,
        K.APPROVALS_VIEW,
    ],
)
default_role(
    "interviewer",
    name="Interviewer",
    description="Meets the candidates that they were asked to meet",
    scope=Scope.OWN,
    permissions=[*READ_HIRING, C.NOTES_WRITE, C.SCORECARDS_VIEW, C.SCORECARDS_SUBMIT],
)
default_role(
    "hrbp",
    name="HR business partner",
    description="Approves jobs and offers of the departments they look after",
    scope=Scope.ALL,
    permissions=[
        *READ_HIRING,
        C.NOTES_WRITE,
        C.SCORECARDS_VIEW,
        C.SCORECARDS_SUBMIT,
        C.OFFERS_VIEW,
        K.PAY_VIEW,
        K.APPROVALS_VIEW,
        K.EXPORTS_RUN,
    ],
)
default_role(
    "finance",
    name="Finance",
    description="Approves what is above the band",
    scope=Scope.ALL,
    permissions=[*EVERYBODY, C.OFFERS_VIEW, K.PAY_VIEW, K.APPROVALS_VIEW],
)
default_role(
    "executive",
    name="Executive",
    description="Reads along and sponsors jobs",
    scope=Scope.ALL,
    permissions=[*EVERYBODY, C.APPLICATIONS_VIEW, K.PAY_VIEW, K.APPROVALS_VIEW],
)
default_role(
    "comms",
    name="Communication administrator",
    description="Owns texts, templates and consent",
    scope=Scope.ALL,
    permissions=[
        *EVERYBODY,
        C.CANDIDATES_VIEW,
        C.APPLICATIONS_VIEW,
        K.CONTACT_VIEW,
        K.ADMIN_VIEW,
    ],
)
default_role(
    "legal",
    name="Compliance",
    description="Reads the record of what was done, by whom and why",
    scope=Scope.ALL,
    permissions=[
        *READ_HIRING,
        C.SCORECARDS_VIEW,
        C.OFFERS_VIEW,
        K.PAY_VIEW,
        K.AUDIT_VIEW,
        K.APPROVALS_VIEW,
        K.ADMIN_VIEW,
        K.EXPORTS_RUN,
        K.EXPORTS_APPROVE,
        K.EXPORTS_OVERSEE,
    ],
)
default_role(
    "dei",
    name="Diversity officer",
    description="Reads totals; no candidate by name",
    scope=Scope.ALL,
    permissions=EVERYBODY,
)
default_role(
    "support",
    name="Issue triage",
    description="Sorts problem tickets; no candidate by name",
    scope=Scope.ALL,
    permissions=EVERYBODY,
)
default_role(
    "unitadmin",
    name="Workflow administrator",
    description="Designs workflows for one department",
    scope=Scope.DEPARTMENT,
    permissions=[*READ_HIRING, K.ADMIN_VIEW],
)
default_role(
    "integrator",
    name="Integrator",
    description="The service user behind an API key",
    scope=Scope.ALL,
    permissions=RUN_HIRING,
)
