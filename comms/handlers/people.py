"""Letters about accounts. Their links are made when the letter is written, so that no event carries one."""

from datetime import datetime
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from ats import links
from ats.events import PasswordResetAsked, PersonInvited
from ats.kernel.outbox import handles
from ats.models import Invitation, User
from comms.actions import messages
from comms.models import MessageClass

INVITATION = "invitation"
"""What the token of the link is for; the same word as in the action that reads it."""


@handles(PersonInvited, name="comms.invite_colleague")
def invite_colleague(event: PersonInvited, *, event_id: UUID, at: datetime) -> None:
    """Nothing where the invitation was sent again or taken back meanwhile."""
    row = Invitation.objects.select_related("user", "invited_by").get(pk=event.invitation_id)
    if row.round != event.round or not row.is_open(at):
        return
    token = links.sign(INVITATION, row.pk, round=row.round)
    _queue(
        row.user,
        template="invitation",
        key=f"invitation:{row.pk}:{row.round}",
        link=links.url(reverse("join", args=[token])),
        at=at,
        requester_name=row.invited_by.name,
    )


@handles(PasswordResetAsked, name="comms.send_password_link")
def send_password_link(event: PasswordResetAsked, *, event_id: UUID, at: datetime) -> None:
    """Nothing where nobody has the address that was typed."""
    person = User.objects.filter(pk=event.subject_id, is_active=True).first()
    if person is None:
        return
    facts = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    link = links.url(reverse("account_reset_password_from_key", kwargs=facts))
    _queue(person, template="password-reset", key=f"password:{event_id}", link=link, at=at)


def _queue(person: User, *, template: str, key: str, link: str, at: datetime, **values: str) -> None:
    messages.queue(
        key=key,
        purpose=template.replace("-", "_"),
        message_class=MessageClass.INTERNAL,
        template=template,
        recipient=person,
        at=at,
        values={"link": link, **values},
    )
