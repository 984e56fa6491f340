"""Where this app joins others: the core's extension points, the outbox, the timers, the pages."""

from ats import extension_points as core
from ats.kernel import pages
from milestones import approval_subjects, catalogue, handlers, notices, permissions, slots, timeline
from milestones.actions import demo_past, demo_story, first_day, job_workflows, visits
from milestones.legacy import first_day as legacy_first_day
from milestones.queries import exports, job_facts, urgency

__all__ = ["permissions", "register"]


def register() -> None:
    core.application_received.register(visits.open_first)
    core.application_hired.register(visits.close_as_hired)
    core.candidate_withdraws.register(visits.close_as_withdrawn)
    core.job_opened.register(job_workflows.pin)
    core.job_opened.register(visits.resume)
    core.offer_goes_out.register(visits.offer_goes_out)
    core.offer_terms_changed.register(visits.offer_date_moved)
    core.start_date_moved.register(visits.start_date_moved)
    core.interview_moved.register(visits.interview_moved)
    core.job_facts.register(job_facts.of_jobs)
    core.seed.register(first_day.prepare)
    core.demo_past.register(demo_past.write)
    core.demo_data.register(demo_story.play)
    core.seed.register(legacy_first_day.prepare)
    core.standings.register(slots.where)
    core.urgency.register(urgency.urgency)
    core.home_figures.register(urgency.figures)
    pages.timeline.register(timeline.tell)
    catalogue.register()
    exports.register()
    approval_subjects.register()
    slots.register()
    notices.register()
    handlers.listen()
