"""REST nouns of this app, registered on the one router (ats.kernel.api.router)."""

from ats.api import (
    approvals,
    bookings,
    candidates,
    custom_fields,
    exports,
    import_mappings,
    imports,
    interviews,
    jobs,
    kits,
    offers,
    organisation,
    referrals,
    scorecards,
    tasks,
)
from ats.kernel.api.router import router

router.register("departments", organisation.DepartmentViewSet)
router.register("locations", organisation.LocationViewSet)
router.register("job-families", organisation.JobFamilyViewSet)
router.register("job-groups", organisation.JobGroupViewSet)
router.register("users", organisation.UserViewSet)
router.register("rejection-reasons", organisation.RejectionReasonViewSet)
router.register("sources", organisation.SourceViewSet)
router.register("custom-fields", custom_fields.CustomFieldViewSet)
router.register("jobs", jobs.JobViewSet)
router.register("job-posts", jobs.JobPostViewSet)
router.register("candidates", candidates.CandidateViewSet)
router.register("bookings", bookings.BookingViewSet)
router.register("interview-kits", kits.KitViewSet)
router.register("exports", exports.ExportViewSet)
router.register("imports", imports.ImportViewSet)
router.register("import-mappings", import_mappings.ImportMappingViewSet)
router.register("interviews", interviews.InterviewViewSet)
router.register("scorecards", scorecards.ScorecardViewSet)
router.register("offers", offers.OfferViewSet)
router.register("referrals", referrals.ReferralViewSet)
router.register("tasks", tasks.TaskViewSet)
router.register("approvals", approvals.ApprovalViewSet)
