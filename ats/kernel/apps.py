"""The kernel: each mechanism once, for all apps. It knows no noun of hiring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    name = "ats.kernel"
    verbose_name = _("Foundations")
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from ats.kernel import checks, history, pump  # (checks are registered by being imported)
        from ats.kernel.access import default_role
        from ats.kernel.api import keeping, reminders
        from ats.kernel.api.oauth import tokens
        from ats.kernel.api.permissions import ApiPermission
        from ats.kernel.approvals import cover, due  # noqa: F401 (registered by being imported)
        from ats.kernel.audit import sealer
        from ats.kernel.files import drawing, sweeping
        from ats.kernel.outbox import delivering
        from ats.kernel.privacy import ledger
        from ats.kernel.privacy.endings import person_ends
        from ats.kernel.privacy.of_kernel import declare_kernel
        from ats.kernel.pump import Lane
        from ats.kernel.timers import firing
        from ats.kernel.transfers import runs
        from ats.kernel.transfers.exports import ending, running, subject
        from ats.kernel.webhooks import laying_out, sending, telling
        from ats.kernel.webhooks.permissions import WebhookPermission

        assert checks and laying_out
        history.connect()
        pump.register("outbox", delivering.run, delivering.next_due, delivering.tally, lane=Lane.INTERACTIVE)
        pump.register("timers", firing.run, firing.next_due, firing.tally, lane=Lane.TIMERS)
        pump.register("audit.seal", sealer.seal, sealer.next_due)
        pump.register("transfers.imports", runs.run_queued, runs.next_due)
        pump.register("transfers.exports", running.run_queued, running.next_due)
        pump.register("files.draw", drawing.run, drawing.next_due)
        pump.register("files.sweep", sweeping.run, sweeping.next_due)
        pump.register("privacy.ledger", ledger.run, ledger.next_due)
        pump.register("api.purge", keeping.purge, keeping.next_due)
        pump.register("api.tokens", tokens.purge, tokens.next_due)
        pump.register("webhooks.send", sending.run, sending.next_due, lane=Lane.WEBHOOKS)
        pump.register("webhooks.purge", sending.purge, sending.next_purge)
        telling.register()
        reminders.register()
        subject.register()
        person_ends.register(ending.forget)
        declare_kernel()
        for role in ("admin", "integrator"):
            default_role(role, permissions=[ApiPermission.EVENTS_VIEW, *WebhookPermission])
        default_role("admin", permissions=[ApiPermission.KEYS_VIEW, ApiPermission.KEYS_MANAGE])
        autodiscover_modules("events", "handlers", "privacy")
