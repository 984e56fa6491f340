"""What rules may name of this app's nouns."""

from django.utils.translation import gettext_lazy as _

from ats.kernel import catalogue
from milestones.models import Bypass


def register() -> None:
    """The conditions of a bypass's approval speak of its application and job."""
    links = {"application": "application", "job": "application__job", "department": "application__job__department"}
    catalogue.entity("bypass", model=Bypass, links=links, label=_("Bypass"))
