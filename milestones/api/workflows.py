"""/api/v1/workflows and /api/v1/workflow-versions."""

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel.api.viewsets import ReadViewSet
from milestones.actions import workflow_versions
from milestones.api import bodies as asked
from milestones.api import serializers as shapes
from milestones.models import Workflow, WorkflowVersion
from milestones.permissions import MilestonePermission as M


class WorkflowViewSet(ReadViewSet):
    queryset = Workflow.objects.all()
    serializer_class = shapes.WorkflowSerializer
    filterset_fields = ("key", "is_default")
    permissions = {"list": M.WORKFLOWS_VIEW, "retrieve": M.WORKFLOWS_VIEW}


class WorkflowVersionViewSet(ReadViewSet):
    queryset = WorkflowVersion.objects.select_related("workflow").prefetch_related(
        "milestones__definition",
        "milestones__gate_items",
        "milestones__escalations",
        "milestones__bypass_policy__approval_flow",
    )
    serializer_class = shapes.WorkflowVersionSerializer
    filterset_fields = ("workflow", "status")
    permissions = {"list": M.WORKFLOWS_VIEW, "retrieve": M.WORKFLOWS_VIEW, "create": M.WORKFLOWS_EDIT}

    def create(self, request: Request) -> Response:
        """A draft with the milestones, gates, limits and levels of another version."""
        body = self.clean(asked.DraftBody)
        return self.created(workflow_versions.draft_from(version=body["based_on"], by=request.user, at=self.at))

    @action(detail=True, methods=["post"], permission=M.WORKFLOWS_ACTIVATE, body=asked.ActivationBody)
    def activation(self, request: Request, pk: str) -> Response:
        """Make a draft the active version: new jobs take it, the one before is retired."""
        body = self.clean(asked.ActivationBody)
        version = workflow_versions.activate(
            version=self.get_object(), by=request.user, at=self.at, reason=body["note"] or "Activated over the API"
        )
        return self.answer(version)
