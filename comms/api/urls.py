"""REST nouns of this app, registered on the one router (ats.kernel.api.router)."""

from ats.kernel.api.router import router
from comms.api.consents import CandidateConsentViewSet, ConsentViewSet
from comms.api.messages import MessageViewSet, TemplateViewSet
from comms.api.suppressions import SuppressionViewSet

router.register("messages", MessageViewSet)
router.register("suppressions", SuppressionViewSet)
router.register("templates", TemplateViewSet)
router.register("consents", ConsentViewSet)
router.register("candidates", CandidateConsentViewSet, basename="candidate-consents")
