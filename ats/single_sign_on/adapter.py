"""The library's questions, answered by the house: which ways in there are, who comes in, and what is refused how."""

from typing import Any, NoReturn

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.http import HttpRequest

from ats.actions import sign_in
from ats.kernel import clock
from ats.single_sign_on import ways
from ats.single_sign_on.refusals import AWAY, CANCELLED, NO_ADDRESS, NOT_OURS, STRANGE, SignInRefused

HERE = ("http://localhost:", "http://localhost/", "http://127.0.0.1:", "http://127.0.0.1/")
NAME = 80  # letters of a first or last name


class CompanyAdapter(DefaultSocialAccountAdapter):
    """Nobody signs up, connects accounts or leaves a row of the library's: the verified address says who it is."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        return [app for app in ways.every() if _fits(app, provider, client_id)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Who it is. Raises SignInRefused, NobodyHere or LinkOver, which the pages of `ats.views` show."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise SignInRefused(STRANGE)
        sociallogin.provider.check(sociallogin)
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        if len(verified) != 1:
            raise SignInRefused(NO_ADDRESS)
        suggested = sociallogin.user
        sociallogin.user = sign_in.by_company_account(
            email=verified[0].lower(),
            first_name=suggested.first_name[:NAME],
            last_name=suggested.last_name[:NAME],
            at=clock.now(),
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        """Raises SignInRefused, so that no page of the library's is reached."""
        if error == AuthError.CANCELLED:
            raise SignInRefused(CANCELLED)
        if isinstance(exception, requests.RequestException):
            raise SignInRefused(AWAY) from exception
        begun_here = exception is not None or "state_id" not in (extra_context or {})
        raise SignInRefused(NOT_OURS if begun_here else STRANGE)

    def get_requests_session(self) -> requests.Session:
        """HTTPS only, plain HTTP on this machine alone; what should come from the provider comes from nobody else."""
        session = _Session()
        session.max_redirects = 0
        plain = session.adapters.pop("http://")
        for start in HERE:
            session.mount(start, plain)
        return session


class _Session(requests.Session):
    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **{"timeout": settings.SOCIALACCOUNT_REQUESTS_TIMEOUT, **kwargs})


def _fits(app: SocialApp, provider: str | None, client_id: str | None) -> bool:
    return provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
