"""How fresh a sign-in has to be for what leaves the house: whoever finds a browser open, or steals its session, gets no
further."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings


def is_fresh(request: Any) -> bool:
    """Whether this session's person has given their password, second factor or company account within STEP_UP_SECONDS.

    Never for whoever looks as a colleague. Real time counts, since this is a limit of security.
    """
    if hasattr(request, "viewer"):
        return False
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    return any(0 <= time.time() - moment < settings.STEP_UP_SECONDS for moment in moments)
