"""Pages of this app."""

from django.urls import URLPattern, URLResolver, path

from milestones.views import applications, board, bulk, bypass_report, decision, deeds, field_burden, review

urlpatterns: list[URLPattern | URLResolver] = [
    path("review/", review.show, name="review"),
    path("reports/required-fields/", field_burden.show, name="required_fields"),
    path("jobs/<uuid:pk>/board/", board.show, name="board"),
    path("jobs/<uuid:pk>/board/live/", board.live, name="board_live"),
    path("jobs/<uuid:pk>/board/moves/", bulk.board_moves, name="board_moves"),
    path("bulk/", bulk.index, name="bulk_runs"),
    path("bulk/moves/", bulk.moves, name="bulk_moves"),
    path("bulk/rejection/", bulk.rejection, name="bulk_rejection"),
    path("bulk/mail/", bulk.mail, name="bulk_mail"),
    path("bulk/<uuid:pk>/", bulk.show, name="bulk_run"),
    path("bulk/<uuid:pk>/undo/", bulk.undo, name="bulk_undo"),
    path("reports/bypasses/", bypass_report.show, name="bypass_report"),
    path("applications/<uuid:pk>/", applications.show, name="application"),
    path("applications/<uuid:pk>/decision/", decision.show, name="application_decision"),
    path("applications/<uuid:pk>/why/", applications.why_here, name="application_why"),
    path("applications/<uuid:pk>/placement/", board.place, name="application_placement"),
    path("applications/<uuid:pk>/advancement/", deeds.advancement, name="application_advancement"),
    path("applications/<uuid:pk>/regression/", deeds.regression, name="application_regression"),
    path("applications/<uuid:pk>/bypass/", deeds.bypass, name="application_bypass"),
    path("applications/<uuid:pk>/rejection/", deeds.rejection, name="application_rejection"),
    path("applications/<uuid:pk>/withdrawal/", deeds.withdrawal, name="application_withdrawal"),
    path("applications/<uuid:pk>/transfer/", deeds.transfer, name="application_transfer"),
    path("applications/<uuid:pk>/reopening/", deeds.reopening, name="application_reopening"),
    path("applications/<uuid:pk>/hire/", deeds.hire, name="application_hire"),
    path("applications/<uuid:pk>/gate-items/<slug:key>/completion/", deeds.completion, name="gate_item_completion"),
]
