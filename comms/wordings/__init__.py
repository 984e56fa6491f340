"""The wordings that come with the product. Administrators edit the rows; these files are only where they start."""

from comms.wordings import about_interviews, to_candidates, to_colleagues
from comms.wordings.about_accounts import ABOUT_ACCOUNTS
from comms.wordings.consent_texts import CONSENT_TEXTS

TO_CANDIDATES = [*to_candidates.TO_CANDIDATES, *about_interviews.TO_CANDIDATES]
TO_COLLEAGUES = [*to_colleagues.TO_COLLEAGUES, *about_interviews.TO_COLLEAGUES, *ABOUT_ACCOUNTS]

__all__ = ["ABOUT_ACCOUNTS", "CONSENT_TEXTS", "TO_CANDIDATES", "TO_COLLEAGUES"]
