"""SAML 2.0 by the library, with what it leaves open: recipient, audience and the question must all be named, and signed.

Source: SAML 2.0 Profiles (4.1.4.2, 4.1.4.3).
"""

from typing import Any

from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.utils import build_saml_config
from django.http import HttpRequest
from django.urls import reverse
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

from ats import links
from ats.single_sign_on.refusals import NO_ADDRESS, NOT_OURS, SignInRefused

BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
CONFIRMATION = "//saml:Assertion/saml:Subject/saml:SubjectConfirmation"
AUDIENCE = "//saml:Assertion/saml:Conditions/saml:AudienceRestriction/saml:Audience"
UID = 191  # letters that the library takes


class CompanySAML(SAMLProvider):
    def sociallogin_from_response(self, request: HttpRequest, response: Any) -> Any:
        """Of an answer whose signature and times the library has found to be right. Raises SignInRefused."""
        self._check(response)
        said = self._extract(response)
        if not said.get("email") or said.get("email_verified") is False:
            raise SignInRefused(NO_ADDRESS)
        return super().sociallogin_from_response(request, response)

    def check(self, sociallogin: Any) -> None:
        """Nothing is left to be checked: the answer names the question, and the library found it in this session."""

    def extract_uid(self, data: Any) -> str:
        return str(data.get_nameid() or self._extract(data)["email"])[:UID]

    def _check(self, response: Any) -> None:
        """The library lets an answer pass that names no audience, recipient or question, or a longer recipient."""
        document = OneLogin_Saml2_XML.to_etree(response.get_last_response_xml())
        asked, here = response.get_last_response_in_response_to(), _address("saml_acs", self.app.client_id)
        confirmations = OneLogin_Saml2_XML.query(document, CONFIRMATION)
        audiences = {OneLogin_Saml2_XML.element_text(node) for node in OneLogin_Saml2_XML.query(document, AUDIENCE)}
        right = (
            bool(asked),
            bool(confirmations) and all(_confirms(each, asked, here) for each in confirmations),
            _address("saml_metadata", self.app.client_id) in audiences,
            document.get("Destination") in (None, here),
        )
        if not all(right):
            raise SignInRefused(NOT_OURS)


def metadata(request: HttpRequest, provider: CompanySAML) -> bytes:
    """What the company's directory wants to know about us; signing out there is not offered."""
    told = build_saml_config(request, provider.app.settings, provider.app.client_id)
    del told["sp"]["singleLogoutService"]
    found = OneLogin_Saml2_Settings(settings=told, sp_validation_only=True).get_sp_metadata()
    return found if isinstance(found, bytes) else found.encode()


def _confirms(confirmation: Any, asked: str, here: str) -> bool:
    data = confirmation.find("{urn:oasis:names:tc:SAML:2.0:assertion}SubjectConfirmationData")
    return (
        confirmation.get("Method") == BEARER
        and data is not None
        and data.get("InResponseTo") == asked
        and data.get("Recipient") == here
        and data.get("NotOnOrAfter") is not None
    )


def _address(name: str, company: str) -> str:
    return links.url(reverse(name, args=[company]))
