"""The one address of OAuth: a client shows its secret and gets a token."""

from django.http import HttpResponse
from oauth2_provider.oauth2_backends import OAuthLibCore
from rest_framework.request import Request

from ats.kernel.access.permissions import PUBLIC
from ats.kernel.api.limits import LimitedView


class TokenView(LimitedView):
    """POST `grant_type=client_credentials`, and `scope` where the token is to do less than its client.

    Every request counts for its address before anybody looks at the secret, together with failed keys. Answers and errors
    are those of RFC 6749.
    """

    permission = PUBLIC
    authentication_classes = ()
    permission_classes = ()
    schema = None

    def post(self, request: Request) -> HttpResponse:
        _, headers, body, status = OAuthLibCore().create_token_response(request._request)
        answer = HttpResponse(body, status=status, content_type="application/json")
        for name, value in headers.items():
            answer[name] = value
        return answer
