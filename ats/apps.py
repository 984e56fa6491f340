"""The core of hiring: people, jobs, candidates, applications, interviews, offers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "ats"
    verbose_name = _("Hiring")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ats.models import names

        names.say()  # before anything makes forms of the models
        from ats import (  # noqa: F401 (declared by being imported)
            approval_subjects,
            catalogue,
            events,
            extension_points,
            notice_kinds,
            permissions,
            slots,
            timeline,
        )
        from ats.actions import candidate_import, candidates, duplicates
        from ats.kernel import pages, pump
        from ats.kernel.privacy import replaying
        from ats.queries import exports

        catalogue.register()
        approval_subjects.register()
        pages.timeline.register(timeline.tell)
        slots.register()
        replaying.erased_again.register(candidates.erase_contacts_again)
        pump.register("candidates.duplicates", duplicates.run, duplicates.next_due)
        notice_kinds.register()
        candidate_import.register()
        exports.register()
