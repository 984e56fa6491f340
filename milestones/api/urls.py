"""REST nouns of this app, registered on the one router (ats.kernel.api.router)."""

from ats.kernel.api.router import router
from milestones.api.applications import ApplicationViewSet
from milestones.api.workflows import WorkflowVersionViewSet, WorkflowViewSet

router.register("applications", ApplicationViewSet)
router.register("workflows", WorkflowViewSet)
router.register("workflow-versions", WorkflowVersionViewSet)
