"""Messages, templates, consent and suppression."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommsConfig(AppConfig):
    name = "comms"
    verbose_name = _("Messages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ats import extension_points
        from ats.kernel import health, pages, pump
        from comms import handlers, privacy, queries, sender, slots, timeline
        from comms.actions import consents, first_day, merges, stopping, wordings

        assert handlers and privacy
        pump.register("comms.send", sender.run, sender.next_due, lane=pump.Lane.OUTBOUND)
        slots.register()
        health.questions.register(slots.health_questions)
        pages.timeline.register(timeline.tell)
        extension_points.consent_boxes.register(consents.boxes)
        extension_points.application_received.register(consents.record_application)
        extension_points.backup_restored.register(stopping.backup_restored)
        extension_points.candidate_contact_changed.register(stopping.contact_changed)
        extension_points.candidate_rows.register(merges.rows)
        extension_points.candidates_merged.register(merges.merged)
        extension_points.candidates_unmerged.register(merges.unmerged)
        extension_points.offer_wording.register(wordings.require_offer)
        extension_points.word_of_end_waits.register(queries.word_of_end_waits)
        extension_points.ends_untold.register(queries.ends_untold)
        extension_points.own_data.register(queries.own_data)
        extension_points.seed.register(first_day.prepare)
