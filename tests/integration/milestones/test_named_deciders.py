"""Who is named to decide in a milestone: given and taken in the administration, and in the audit log."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from ats.kernel.access import KernelPermission
from ats.kernel.audit.models import AuditEntry
from milestones.models import MilestoneDefinition, MilestoneDefinitionUserObjectPermission
from milestones.permissions import MilestonePermission
from tests.factories.ats import UserFactory, user_with

USERS, GROUPS = "milestonedefinitionuserobjectpermission_set", "milestonedefinitiongroupobjectpermission_set"


@pytest.fixture
def editor():
    permissions = (KernelPermission.ADMIN_VIEW, KernelPermission.ADMIN_CONFIGURE, MilestonePermission.WORKFLOWS_EDIT)
    return user_with(*permissions, is_staff=True)


def save(client, definition, *rows, **changes):
    """Post the definition's form with `rows` of named people."""
    page = client.get(reverse("admin:milestones_milestonedefinition_change", args=[definition.pk]))
    body = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}
    for formset in page.context["inline_admin_formsets"]:
        body |= {f"{formset.formset.prefix}-{key}": "0" for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
        if formset.formset.model is MilestoneDefinitionUserObjectPermission:
            prefix = formset.formset.prefix
    body |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": sum("id" in row for row in rows)}
    for number, row in enumerate(rows):
        facts = {"content_object": definition.pk, **row}
        body |= {f"{prefix}-{number}-{key}": value for key, value in facts.items()}
    answer = client.post(page.request["PATH_INFO"], {**body, "change_reason": "Ana takes over", **changes})
    assert answer.status_code == 302, answer.context["errors"]


@pytest.mark.requirement("MS-4.5")
def test_deciders_given_and_taken_are_in_the_audit_log(house, client, editor):
    definition = MilestoneDefinition.objects.get(key="screen")
    right = Permission.objects.get(codename="decide_milestonedefinition")
    ana, ben = UserFactory(), UserFactory()
    client.force_login(editor)
    save(client, definition, {"user": ana.pk, "permission": right.pk})
    grant = MilestoneDefinitionUserObjectPermission.objects.get()
    save(client, definition, {"id": grant.pk, "user": ben.pk, "permission": right.pk})
    save(client, definition, {"id": grant.pk, "user": ben.pk, "permission": right.pk, "DELETE": "on"})
    rows = AuditEntry.objects.filter(deed__startswith="grant.", subject_id=definition.pk, actor_id=editor.pk)
    told = [(row.deed, row.codes["user"], row.codes["permission"]) for row in rows.order_by("at", "deed")]
    code = right.codename
    assert sorted(told) == sorted(
        [
            ("grant.given", str(ana.pk), code),
            ("grant.taken", str(ana.pk), code),
            ("grant.given", str(ben.pk), code),
            ("grant.taken", str(ben.pk), code),
        ]
    )
    newest = definition.history.first()
    assert (newest.history_user, newest.history_change_reason) == (editor, "Ana takes over")
