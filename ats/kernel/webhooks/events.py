"""What happens to endpoints themselves."""

from ats.kernel.outbox import Event, event


@event("webhook.endpoint_disabled")
class WebhookEndpointDisabled(Event):
    """subject: the endpoint, switched off because its receiver is gone or has failed for too long."""

    reason: str


@event("webhook.tested")
class WebhookTested(Event):
    """subject: the endpoint that somebody tries out. It goes to no other one, whatever types it asks for."""
