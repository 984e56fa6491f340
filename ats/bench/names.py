"""Invented people: so many different names, employers, places and CVs that a search has as much to do as in real life."""

from dataclasses import dataclass
from random import Random

from django.utils.text import slugify

from ats.actions.demo.people import FIRST, TOWNS
from ats.actions.demo.people import LAST as WELL_KNOWN


def _listed(words: str, by: str | None = None) -> list[str]:
    return words.split(by)


ROOTS = _listed(
    "Lind Berg Öst Hag Ny Ek Sand Holm Dahl Wester Nor Sund Alm Ahl Björk Ceder Eng Fors Gran Hed Hög Kron Lag Löf Malm "
    "Mar Mo Nord Palm Ros Rönn Sjö Skog Sten Ström Söder Tall Wall Vik Åker"
)
ENDINGS = _listed(
    "ström gren qvist berg man dal vik lund feldt mark by stad blad hammar kvist ros sson ander hult näs rup bach hoff wald "
    "stein"
)
TRADES = _listed(
    "Quay North Bright Halden Ferro Meridian Castell Lumen Polder Salt Vesper Harbour Alder Kestrel Tide Beacon"
)
FIRMS = _listed(
    "line light water Systems Freight Rail Data Works Labs Logistics Partners Group Foods Energy Health Retail"
)
LEVELS = ["", "", "", "Junior ", "Senior ", "Senior ", "Lead ", "Principal "]
CALLINGS = _listed(
    "Backend Engineer,Platform Engineer,Data Engineer,Product Designer,UX Researcher,Account Manager,Support Engineer,"
    "Financial Analyst,Accountant,Recruiter,Office Manager,Warehouse Planner,Buyer,Security Analyst,Product Manager",
    by=",",
)
TAGS = _listed(
    "referral relocating alumni contractor silver-medal speaks-german speaks-danish remote part-time open-to-travel"
)
TERMS = _listed(
    "python go kafka postgresql kubernetes terraform rust react figma accounting payroll forecasting procurement logistics "
    "negotiation onboarding incident migration latency observability roadmap research facilitation compliance audit"
)
MADE_UP = [f"{first.lower()}{second}" for first in ROOTS for second in ENDINGS]
KNOWN, RARE = TERMS + MADE_UP[:95], MADE_UP[95:]
"""Skills that about one CV in eight names, and names of tools and projects that few people know."""


@dataclass(frozen=True, slots=True)
class Person:
    """`number` is their place among all that were ever made, so that an address is nobody else's."""

    number: int
    first_name: str
    last_name: str
    title: str
    company: str
    location: str
    tags: list[str]
    resume: str

    @property
    def email(self) -> str:
        return f"{slugify(self.first_name)}.{slugify(self.last_name)}.{self.number}@example.org"

    @property
    def phone(self) -> str:
        return f"+3519{10_000_000 + self.number:08}"


WITH_RESUME = 0.2
"""The part of all people whose CV has been read into the database."""


def person(number: int, chance: Random) -> Person:
    return Person(
        number=number,
        first_name=_first(chance),
        last_name=_last(chance),
        title=chance.choice(LEVELS) + chance.choice(CALLINGS),
        company=f"{chance.choice(TRADES)} {chance.choice(FIRMS).capitalize()}",
        location=chance.choice(TOWNS),
        tags=chance.sample(TAGS, chance.choice((0, 0, 1, 2))),
        resume=_resume(chance) if chance.random() < WITH_RESUME else "",
    )


def _first(chance: Random) -> str:
    return chance.choice(FIRST) if chance.random() < 0.8 else f"{chance.choice(FIRST)} {chance.choice(FIRST)}"


def _last(chance: Random) -> str:
    """A few names are common, most are rare, some are double."""
    name = chance.choice(ROOTS) + chance.choice(ENDINGS) if chance.random() < 0.85 else chance.choice(WELL_KNOWN)
    return name if chance.random() < 0.8 else f"{name}-{chance.choice(ROOTS)}{chance.choice(ENDINGS)}"


def _resume(chance: Random) -> str:
    """Some 120 words."""
    lines = []
    for year in range(2025, 2013, -3):
        known = ", ".join(chance.sample(KNOWN, 4))
        lines.append(
            f"{year - 3} to {year}: {chance.choice(CALLINGS)}, {chance.choice(TRADES)}{chance.choice(FIRMS)}. Planned, built "
            f"and ran what other teams depend on; worked with {known} and {chance.choice(RARE)}."
        )
    return "\n".join(lines)
