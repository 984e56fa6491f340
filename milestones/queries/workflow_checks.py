"""What is wrong with a workflow version before it may be activated, each with its place and its cure."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ats.models import Stage
from milestones.engine.words import SIGNALS, WORKING_GATES
from milestones.models import DeadlineBasis, Milestone, MilestoneKind, WorkflowVersion
from milestones.queries.plans import milestones_of

HIRED = {Stage.PRE_BOARDING, Stage.STARTED}


@dataclass(frozen=True)
class Problem:
    """`is_grave`: the version can't be activated with it."""

    title: str
    place: str
    cure: str
    is_grave: bool = True


def problems(version: WorkflowVersion) -> list[Problem]:
    """All problems, grave ones first."""
    milestones = milestones_of(version.pk)
    found = [*_of_the_whole(milestones), *_of_names(milestones)]
    for milestone in milestones:
        found += [*_of_the_kind(milestone), *_of_the_limit(milestone), *_of_gates(milestone)]
    return sorted(found, key=lambda problem: not problem.is_grave)


def _of_the_whole(milestones: list[Milestone]) -> list[Problem]:
    if not milestones:
        return [Problem(_("The version has no milestones"), _("Version"), _("Add at least one milestone."))]
    stages = [milestone.definition.stage for milestone in milestones]
    found = []
    if stages[0] in HIRED:
        found.append(
            Problem(_("Nobody can be hired at the very start"), milestones[0].definition.name, _("Put it last."))
        )
    if Stage.OFFER not in stages:
        found.append(
            Problem(_("No milestone is an offer"), _("Version"), _("Add a milestone of the stage Offer."), False)
        )
    if not set(stages) & HIRED:
        found.append(
            Problem(
                _("Nothing comes after the hire"), _("Version"), _("Add a milestone of the stage Pre-boarding."), False
            )
        )
    return [*found, *_unreachable(milestones)]


def _unreachable(milestones: list[Milestone]) -> list[Problem]:
    """Milestones before a hire that stand after one that follows it: nobody would ever come there."""
    after_hire = False
    found = []
    for milestone in milestones:
        if milestone.definition.stage in HIRED:
            after_hire = True
        elif after_hire:
            found.append(
                Problem(_("Nobody can reach it: it stands after the hire"), milestone.definition.name, _("Move it up."))
            )
    return found


def _of_names(milestones: list[Milestone]) -> list[Problem]:
    names = Counter(milestone.definition.name.strip().lower() for milestone in milestones)
    return [
        Problem(_("Two milestones have the same name"), name.capitalize(), _("Rename one of the definitions."))
        for name, count in names.items()
        if count > 1
    ]


def _of_the_kind(milestone: Milestone) -> list[Problem]:
    place = milestone.definition.name
    has_limit = milestone.limit_minutes or milestone.deadline_basis != DeadlineBasis.ENTERED
    if milestone.kind == MilestoneKind.ACTION_TRIGGERED and not milestone.completed_by:
        return [
            Problem(
                _("It waits for an event, but none is named"), place, _("Choose the event, such as offer.accepted.")
            )
        ]
    if milestone.completed_by and milestone.completed_by not in SIGNALS:
        title = _("It waits for {event}, which never comes").format(event=milestone.completed_by)
        return [Problem(title, place, _("Choose one of these: {events}.").format(events=", ".join(SIGNALS)))]
    if milestone.kind == MilestoneKind.TIME_BASED and not has_limit:
        return [Problem(_("It is time-based, but has no time limit"), place, _("Set a time limit."))]
    if milestone.kind == MilestoneKind.STAGE_GATED and not milestone.gate_items.all():
        follows_hire = milestone.definition.stage in HIRED
        return [] if follows_hire else [Problem(_("Its gate is always open"), place, _("Add a gate item."), False)]
    return []


def _of_the_limit(milestone: Milestone) -> list[Problem]:
    levels = list(milestone.escalations.all())
    place = milestone.definition.name
    if levels and not milestone.limit_minutes and milestone.deadline_basis == DeadlineBasis.ENTERED:
        return [
            Problem(_("It escalates, but has no time limit"), place, _("Set a time limit or take the levels away."))
        ]
    shares = [level.percent for level in sorted(levels, key=lambda level: level.level)]
    if shares != sorted(set(shares)):
        return [
            Problem(_("A higher level comes no later than a lower one"), place, _("Let the shares of the limit rise."))
        ]
    return []


def _of_gates(milestone: Milestone) -> list[Problem]:
    """Kinds that nothing answers yet: an “Approval” that anybody could tick off would be none."""
    return [
        Problem(
            _("Nothing can complete a gate item of the kind {kind}").format(kind=item.get_kind_display()),
            f"{milestone.definition.name}: {item.name}",
            _("Make it a checklist item, a required note or scorecards."),
        )
        for item in milestone.gate_items.all()
        if item.kind not in WORKING_GATES
    ]
