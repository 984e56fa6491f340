"""What comms needs before anybody signs in: wordings and consent texts. Rows that exist stay as they were left."""

from datetime import datetime

from ats.kernel.history import acting, add_missing
from comms.models import ConsentPurpose, ConsentText, MessageClass, Template
from comms.wordings import CONSENT_TEXTS, TO_CANDIDATES, TO_COLLEAGUES

WHY = "Default wordings"


def prepare(*, at: datetime) -> None:
    """Write the default templates and consent texts (idempotent)."""
    with acting(None, WHY):
        mine = [_template(wording, MessageClass.TRANSACTIONAL, at) for wording in TO_CANDIDATES]
        mine += [_template(wording, MessageClass.INTERNAL, at) for wording in TO_COLLEAGUES]
        add_missing(mine, key="key", by=None, reason=WHY, at=at)
        for region, purpose, is_required, keep_days, text in CONSENT_TEXTS:
            ConsentText.objects.get_or_create(
                purpose=ConsentPurpose(purpose),
                region=region,
                version=1,
                defaults={"text": text, "is_required": is_required, "keep_days": keep_days, "created_at": at},
            )


def _template(wording: tuple[str, str, str, str], message_class: str, at: datetime) -> Template:
    key, name, subject, body = wording
    return Template(
        key=key, name=name, subject=subject, body=body.strip() + "\n", message_class=message_class, created_at=at
    )
