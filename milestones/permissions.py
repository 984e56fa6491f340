"""What people may do in this app, and what each role has of it out of the box."""

from django.utils.translation import gettext_lazy as _

from ats.kernel.access import Permission, default_role


class MilestonePermission(Permission):
    ADVANCE = "applications.advance", _("Move applications forward")
    REGRESS = "applications.regress", _("Move applications back")
    REJECT = "applications.reject", _("Reject applications")
    WITHDRAW = "applications.withdraw", _("Record that a candidate withdrew")
    REOPEN = "applications.reopen", _("Reopen rejected and withdrawn applications")
    TRANSFER = "applications.transfer", _("Move applications to another job")
    BYPASS = "applications.bypass", _("Move applications past a closed gate, with a reason")
    BYPASSES_VIEW = "bypasses.view", _("Read the report of bypasses")
    COMPLETE_GATES = "gate_items.complete", _("Complete gate items")
    WORKFLOWS_VIEW = "workflows.view", _("See workflows and their versions")
    WORKFLOWS_EDIT = "workflows.edit", _("Draft workflow versions, milestones and note policies")
    WORKFLOWS_ACTIVATE = "workflows.activate", _("Activate workflow versions")


M = MilestonePermission
DECIDE = [M.ADVANCE, M.REGRESS, M.REJECT, M.REOPEN, M.COMPLETE_GATES]

default_role("admin", permissions=[M.WORKFLOWS_VIEW, M.WORKFLOWS_EDIT, M.WORKFLOWS_ACTIVATE, M.BYPASS, M.BYPASSES_VIEW])
default_role("recruiter", permissions=[*DECIDE, M.WITHDRAW, M.TRANSFER, M.BYPASS, M.BYPASSES_VIEW, M.WORKFLOWS_VIEW])
default_role("coordinator", permissions=[M.COMPLETE_GATES, M.WORKFLOWS_VIEW])
default_role("manager", permissions=[*DECIDE, M.BYPASSES_VIEW, M.WORKFLOWS_VIEW])
default_role("hrbp", permissions=[M.BYPASSES_VIEW, M.WORKFLOWS_VIEW])
default_role("executive", permissions=[M.BYPASSES_VIEW, M.WORKFLOWS_VIEW])
default_role("legal", permissions=[M.BYPASSES_VIEW, M.WORKFLOWS_VIEW])
default_role("unitadmin", permissions=[M.WORKFLOWS_VIEW])
default_role("integrator", permissions=[*DECIDE, M.WITHDRAW, M.TRANSFER, M.BYPASS, M.WORKFLOWS_VIEW])
