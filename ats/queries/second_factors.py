"""Who has a second factor, and who has to have one."""

from typing import Any

from allauth.mfa.models import Authenticator

from ats.kernel import access


def has_one(user: Any) -> bool:
    """An authenticator app or a passkey; recovery codes alone are none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def is_missing(user: Any) -> bool:
    """Whether a role of `user` asks for one that isn't there; costs nothing more where none does."""
    return user.is_authenticated and access.needs_second_factor(user) and not has_one(user)
