"""Accounts are made by an administrator; nobody signs up, or changes the address that they sign in with, by themselves."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.urls import reverse

from ats import links
from ats.kernel import access
from ats.kernel.history import acting
from ats.kernel.prepared import Prepared
from ats.kernel.privacy import fields
from ats.models import User
from ats.queries.company import identity

SIGNED_IN = Prepared(lambda pk: access.with_held(User.objects.filter(pk=pk).order_by()), UUID)


class Colleagues(ModelBackend):
    """Who is signed in comes with their roles in one question, anew for each request."""

    def get_user(self, user_id: Any) -> User | None:
        user = SIGNED_IN.first(User._meta.pk.to_python(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None


class ClosedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On the product's own address, whatever host the request named."""
        uid, _dash, token = key.partition("-")
        return links.url(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The library writes no letter of its own: what people get by mail goes through the product's own messages."""

    def set_password(self, user: Any, password: str) -> None:
        """Whoever holds the account, or the link of the mail, is the person themselves."""
        with acting(user, "Password changed"):
            super().set_password(user, password)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted; authenticator apps show the company's name."""

    def get_totp_issuer(self) -> str:
        return f"{identity().name} (Waymark)"

    def _get_site_name(self) -> str:
        return identity().name

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}" if number > 1 else "Passkey"

    def encrypt(self, text: str) -> str:
        return fields.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return fields.decrypt(encrypted_text)
