"""What is personal in messages and consent."""

from ats.kernel.privacy import Erasure, declare, nothing_personal
from comms import models

declare(
    models.Message,
    personal={
        "to_address": Erasure.DESTROY_KEY,
        "address_index": Erasure.BLANK,
        "to_name": Erasure.DESTROY_KEY,
        "subject": Erasure.DESTROY_KEY,
        "body_text": Erasure.DESTROY_KEY,
        "body_html": Erasure.DESTROY_KEY,
        "calendar": Erasure.DESTROY_KEY,
        "attachment": Erasure.DELETE_FILE,
    },
)
declare(models.Consent, personal={"proof": Erasure.DESTROY_KEY, "form_url": Erasure.BLANK})
declare(models.Suppression, personal={"address_index": Erasure.KEEP})
nothing_personal(models.ConsentText, models.Template)
