"""REST nouns of this app, registered on the one router (ats.kernel.api.router)."""

from ats.kernel.api.router import router
from milestones.api.applications import ApplicationViewSet
from milestones.api.bulk_runs import BulkRunViewSet
from milestones.api.visits import VisitViewSet
from milestones.api.workflows import WorkflowVersionViewSet, WorkflowViewSet

router.register("applications", ApplicationViewSet)
router.register("bulk-runs", BulkRunViewSet)
router.register("visits", VisitViewSet)
router.register("workflows", WorkflowViewSet)
router.register("workflow-versions", WorkflowVersionViewSet)
