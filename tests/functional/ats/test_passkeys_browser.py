"""A passkey in a real browser, with an authenticator that Chromium plays: added on the account page, then enough to sign in."""

import pytest
from allauth.mfa.models import Authenticator

from ats.kernel.access import seed_roles
from tests.factories.ats import user_in_role

PASSWORD = "a long enough sentence"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_signs_in(browser, live_server, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    seed_roles()
    maya = user_in_role("recruiter", email="maya@example.org")
    maya.set_password(PASSWORD)
    maya.save()
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    base = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{base}/accounts/login/")
    page.fill("[name=login]", maya.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.check("[name=passwordless]")
    page.click("#add-key")
    page.wait_for_url("**/recovery-codes/**")
    assert Authenticator.objects.filter(user=maya, type="webauthn").count() == 1
    context.clear_cookies()
    page.goto(f"{base}/accounts/login/")
    page.click("#passkey-login")
    page.wait_for_url(f"{base}/")
    assert page.get_by_text("Candidates").first.is_visible()
    assert problems == []
    context.close()
