"""An address under /api/v1/ that nobody serves is answered in the API's own voice."""

from typing import Any, NoReturn

from django.http import Http404
from rest_framework.request import Request

from ats.kernel.access.permissions import SIGNED_IN
from ats.kernel.api.limits import LimitedView


class UnknownAddress(LimitedView):
    permission = SIGNED_IN
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        super().initial(request, *args, **kwargs)
        raise Http404
