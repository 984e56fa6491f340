"""A post in the forms that machines read: schema.org JobPosting, and the XML feed for job boards."""

import json
import re
from typing import Any
from xml.etree import ElementTree as xml

from django.conf import settings
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from ats import links
from ats.models import EmploymentType, JobPost, Location, PayUnit
from ats.queries.careers import main_place
from ats.queries.company import identity

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but what the production Char of XML 1.0 names."""
SCHEMA_UNITS = {PayUnit.YEAR: "YEAR", PayUnit.MONTH: "MONTH", PayUnit.HOUR: "HOUR"}


# What schema.org's employmentType and the boards' feed call a kind of contract.
SCHEMA_TYPES = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.CONTRACT: "CONTRACTOR",
    EmploymentType.INTERNSHIP: "INTERN",
    EmploymentType.APPRENTICESHIP: "OTHER",
}


def address_of(post: JobPost) -> str:
    return links.url(reverse("careers_job", args=[post.slug]))


def structured(post: JobPost) -> dict[str, Any]:
    """The post as JSON-LD, saying no more than the page shows."""
    data: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": post.title,
        "description": linebreaks(post.text, autoescape=True),
        "datePosted": post.published_at.date().isoformat() if post.published_at else None,
        "hiringOrganization": {"@type": "Organization", "name": identity().name, "sameAs": settings.BASE_URL},
        "identifier": {"@type": "PropertyValue", "name": identity().name, "value": post.job.requisition_id},
        "employmentType": SCHEMA_TYPES.get(post.job.employment_type),
        "directApply": True,
        "url": address_of(post),
    }
    data |= _places(list(post.job.locations.all()))
    if post.shown_pay:
        data["baseSalary"] = _salary(post)
    return {key: value for key, value in data.items() if value}


def script(data: dict[str, Any]) -> SafeString:
    """The data block for the page. Browsers don't run it; <, > and & are escaped, so nothing in it can end it."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _places(places: list[Location]) -> dict[str, Any]:
    """Where the work is; telecommuting is named only where no place asks for presence."""
    offices = [place for place in places if not place.is_remote]
    if offices or not places:
        return {"jobLocation": [_place(place) for place in offices]}
    countries = [place.country for place in places if place.country]
    allowed = [{"@type": "Country", "name": country} for country in countries]
    return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": allowed}


def _place(place: Location) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressLocality": place.city, "addressCountry": place.country}
    return {"@type": "Place", "address": address}


def _salary(post: JobPost) -> dict[str, Any]:
    job = post.job
    value = {
        "@type": "QuantitativeValue",
        "minValue": float(job.pay_min) if job.pay_min is not None else None,
        "maxValue": float(job.pay_max) if job.pay_max is not None else None,
        "unitText": SCHEMA_UNITS[PayUnit(job.pay_unit)],
    }
    return {
        "@type": "MonetaryAmount",
        "currency": job.pay_currency,
        "value": {key: item for key, item in value.items() if item is not None},
    }


def feed(posts: list[JobPost]) -> bytes:
    """All live posts as one XML document; a post that is missing is closed."""
    root = xml.Element("source")
    _leaf(root, "publisher", identity().name)
    _leaf(root, "publisherurl", links.url(reverse("careers")))
    for post in posts:
        _entry(xml.SubElement(root, "job"), post)
    return xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(node: xml.Element, post: JobPost) -> None:
    place = main_place(post)
    _leaf(node, "title", post.title)
    _leaf(node, "date", post.published_at.isoformat() if post.published_at else "")
    _leaf(node, "referencenumber", str(post.pk))
    _leaf(node, "requisitionid", post.job.requisition_id)
    _leaf(node, "url", address_of(post))
    _leaf(node, "company", identity().name)
    _leaf(node, "city", place.city if place else "")
    _leaf(node, "country", place.country if place else "")
    _leaf(node, "category", post.job.department.name)
    _leaf(node, "description", post.text)
    if post.shown_pay:
        _leaf(node, "salary", post.shown_pay)


def _leaf(parent: xml.Element, name: str, text: str) -> None:
    """A child with text, without the characters that XML can't hold."""
    node = xml.SubElement(parent, name)
    node.text = NOT_IN_XML.sub("", text)
