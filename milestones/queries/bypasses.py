"""What a bypass asks of this person, for this application: known before it is tried, and checked again when it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from ats.kernel import catalogue, conditions
from ats.kernel.models import ApprovalFlow, Role, RoleAssignment
from ats.models import Application, Job, User
from milestones import engine
from milestones.models import Bypass, BypassPolicy, BypassReason, BypassStatus, Visit, VisitOutcome
from milestones.queries.standing import Standing


@dataclass(frozen=True)
class Demand:
    """`against` says why it can't be done; `codes` are the kinds of reason of which one must be given, if any."""

    passed: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    flow: ApprovalFlow | None = None
    needs: list[str] = field(default_factory=list)


def policies_of(standing: Standing) -> dict[str, BypassPolicy]:
    """The policies of the version in which the application stands, by the milestone's key."""
    rows = BypassPolicy.objects.filter(milestone__version_id=standing.version_id)
    related = rows.select_related("milestone__definition", "approval_flow")
    return {row.milestone.definition.key: row for row in related}


def demand(
    user: Any, application: Application, standing: Standing, to: str, known: dict[str, BypassPolicy] | None = None
) -> Demand:
    """What moving `application` to the milestone `to` past the rules asks of `user`; `known` are the policies at hand."""
    target = standing.state.plan.step(to)
    if target is None:
        return Demand()
    steps = engine.passed(standing.state, target)
    policies = policies_of(standing) if known is None else known
    asked = [(step.name, policies[step.key]) for step in steps if step.key in policies]
    codes, flows = _codes(policy for _, policy in asked), _flows(policy for _, policy in asked)
    against = [sentence for name, policy in asked for sentence in _against(user, application, name, policy)]
    if codes is not None and not codes:
        against.append(_("No kind of reason fits all of the milestones that would be bypassed. Move one at a time."))
    if len(flows) > 1:
        against.append(_("The milestones that would be bypassed ask for different approvals. Move one at a time."))
    return Demand(
        passed=[step.key for step in steps],
        against=against,
        codes=codes or [],
        flow=flows[0] if flows else None,
        needs=[sentence for name, policy in asked for sentence in _needs(name, policy)],
    )


def in_words(user: Any, application: Application, standing: Standing) -> list[str]:
    """What every milestone asks for that could be bypassed from here, in sentences."""
    step = standing.state.step
    if step is None:
        return []
    known = policies_of(standing)
    found: list[str] = []
    for target in standing.state.plan.after(step):
        asked = demand(user, application, standing, target.key, known)
        found += [*asked.against, *asked.needs]
    return list(dict.fromkeys(found))


def _codes(policies: Iterable[BypassPolicy]) -> list[str] | None:
    """Kinds of reason that every policy takes; None where none asks for any."""
    lists = [policy.reasons for policy in policies if policy.reasons]
    return [code for code in lists[0] if all(code in each for each in lists)] if lists else None


def _flows(policies: Iterable[BypassPolicy]) -> list[ApprovalFlow]:
    found = {policy.approval_flow_id: policy.approval_flow for policy in policies if policy.approval_flow}
    return list(found.values())


def _against(user: Any, application: Application, name: str, policy: BypassPolicy) -> list[str]:
    if not policy.is_allowed:
        return [_("{milestone} can't be bypassed.").format(milestone=name)]
    said = []
    if policy.roles and not RoleAssignment.objects.filter(user=user, role__key__in=policy.roles).exists():
        roles = ", ".join(_roles(policy.roles))
        said.append(_("Only these roles may bypass {milestone}: {roles}.").format(milestone=name, roles=roles))
    if not conditions.evaluate(policy.condition, catalogue.values("application", application)):
        holds = conditions.sentence(policy.condition)
        said.append(_("{milestone} may be bypassed only when {condition}.").format(milestone=name, condition=holds))
    return said


def _needs(name: str, policy: BypassPolicy) -> list[str]:
    said = []
    if policy.reasons:
        labels = ", ".join(str(BypassReason(code).label) for code in policy.reasons)
        said.append(_("{milestone} asks for a kind of reason: {kinds}.").format(milestone=name, kinds=labels))
    if policy.approval_flow:
        says = _("{milestone} is bypassed only after an approval: {flow}.")
        said.append(says.format(milestone=name, flow=policy.approval_flow.name))
    return said


def _roles(keys: Collection[str]) -> list[str]:
    return list(Role.objects.filter(key__in=keys).order_by("name").values_list("name", flat=True)) or sorted(keys)


def pending(application: Application) -> Bypass | None:
    """The bypass that waits for its approval."""
    rows = Bypass.objects.filter(application=application, status=BypassStatus.PENDING)
    return rows.select_related("to_milestone__definition", "asked_by").first()


def waiting_words(application: Application) -> str:
    """In a sentence, that a bypass waits for its approval; "" when none does."""
    found = pending(application)
    if found is None:
        return ""
    return _("A bypass to {milestone} waits for its approval.").format(milestone=found.to_milestone.definition.name)


# --- the report -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Filters:
    """What narrows the report; ids as they stand in the address, days as dates."""

    job: UUID | None = None
    person: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


def bypassed(user: Any, filters: Filters) -> QuerySet[Visit]:
    """Stays that ended with a bypass, of the applications that `user` may see, the latest first.

    Visits are counted, not requests: those from before there were policies too.
    """
    rows = Visit.objects.visible_to(user).filter(outcome=VisitOutcome.BYPASSED)
    if filters.job:
        rows = rows.filter(application__job=filters.job)
    if filters.person:
        rows = rows.filter(exited_by=filters.person)
    if filters.since:
        rows = rows.filter(exited_at__gte=filters.since)
    if filters.until:
        rows = rows.filter(exited_at__lt=filters.until)
    return rows.order_by("-exited_at", "-pk")


def counts(rows: QuerySet[Visit], column: str) -> list[tuple[Any, int]]:
    """How many of `rows` have which value of `column`, the most frequent first."""
    found = rows.order_by().values(column).annotate(n=Count("pk")).order_by("-n", column)
    return [(row[column], row["n"]) for row in found]


def jobs_with_bypasses(user: Any) -> QuerySet[Job]:
    seen = bypassed(user, Filters()).order_by().values("application__job")
    return Job.objects.filter(pk__in=seen).order_by("name", "pk")


def people_who_bypassed(user: Any) -> QuerySet[User]:
    seen = bypassed(user, Filters()).order_by().values("exited_by")
    return User.objects.filter(pk__in=seen).order_by("first_name", "last_name", "pk")
