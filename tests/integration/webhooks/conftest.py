import pytest

from ats.chaos.receiver import Receiver, receiving
from ats.kernel import clock
from ats.kernel.webhooks import endpoints
from ats.kernel.webhooks.permissions import WebhookPermission
from tests.factories.ats import user_with


@pytest.fixture
def open_here(settings):
    """Receivers on this machine may be spoken to, over plain HTTP."""
    settings.OUTGOING_HTTP, settings.OUTGOING_NETWORKS = True, ["127.0.0.1/32"]
    settings.WEBHOOK_SECONDS = 2


@pytest.fixture
def receiver(open_here):
    with receiving(Receiver()) as one:
        yield one


@pytest.fixture
def admin(db):
    return user_with(*WebhookPermission, email="webhooks@waymark.example")


@pytest.fixture
def endpoint(receiver, admin):
    """An endpoint for every event; its secret as `endpoint.secret`."""
    row, secret = endpoints.create(url=receiver.url, by=admin, at=clock.now())
    row.secret = secret
    return row
