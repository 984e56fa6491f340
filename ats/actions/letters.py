"""The letter of an offer: written when the offer is sent, and signed when it is accepted. Both files stay as they are."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from ats import letters
from ats.kernel import files
from ats.kernel.languages import kept_words
from ats.kernel.pages import words
from ats.models import Offer, OfferLetter, OfferLetterTemplate
from ats.queries.company import identity


def write(offer: Offer, *, by: Any, at: datetime) -> OfferLetter | None:
    """The letter of the offer's present version, kept; None where no wording is in use.

    Part of sending: the offer is locked and stands as it goes out. Raises UnknownLetterField, UploadRefused.
    """
    template = template_for(offer)
    if template is None:
        return None
    text = letters.fill(template.body, values(offer, at))
    stored = _store(letters.pdf(text=text, **_marks(offer)), f"Offer {_name(offer)}", by, at)
    return OfferLetter.objects.create(
        offer=offer,
        version=offer.version,
        template=template,
        template_version=template.version,
        text=text,
        file=stored,
        created_at=at,
    )


def sign(offer: Offer, *, by: Any, at: datetime) -> None:
    """Add the copy with the candidate's name and time; the letter that was sent stays. Part of accepting."""
    letter = offer.letters.filter(version=offer.version).first()
    if letter is None or letter.signed_file_id:
        return
    signature = letters.Signature(offer.signed_name, at, settings.DEFAULT_TIME_ZONE)
    with kept_words():
        signed = letters.pdf(text=letter.text, signature=signature, **_marks(offer))
    letter.signed_file = _store(signed, f"Accepted offer {_name(offer)}", by, at)
    letter.save()


def template_for(offer: Offer) -> OfferLetterTemplate | None:
    """The wording in use for the region of the job's first place that has one, else the one for everywhere."""
    regions = offer.application.job.locations.filter(region__isnull=False).order_by("name").values_list("region")
    in_use = OfferLetterTemplate.objects.filter(is_active=True)
    of_region = [in_use.filter(region=region).first() for (region,) in regions]
    return next(filter(None, of_region), None) or in_use.filter(region=None).first()


def values(offer: Offer, at: datetime) -> dict[str, str]:
    """What the letter's fields say for this offer; "" where it says nothing. In the installation's language: a letter
    doesn't change with the language of whoever sends it."""
    with kept_words():
        return _values(offer, at)


def _values(offer: Offer, at: datetime) -> dict[str, str]:
    application, terms = offer.application, offer.terms
    job, candidate = application.job, application.candidate
    zone = settings.DEFAULT_TIME_ZONE
    return {
        "candidate_name": candidate.name,
        "candidate_first_name": candidate.first_name,
        "company_name": identity().name,
        "job_name": job.name,
        "department": job.department.name if job.department else "",
        "place": ", ".join(job.locations.order_by("name").values_list("name", flat=True)),
        "salary": terms.pay,
        "bonus": terms.bonus,
        "equity": terms.equity,
        "start_date": _day(terms.start_date) if terms.start_date else "",
        "answer_until": words.in_zone(offer.expires_at, zone) if offer.expires_at else "",
        "recruiter_name": application.owner.name if application.owner else identity().name,
        "today": words.in_zone(at, zone).split(", ")[0],
    }


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _marks(offer: Offer) -> dict[str, str]:
    return {"company": identity().name, "reference": f"Offer {str(offer.pk)[:8]}, version {offer.version}"}


def _name(offer: Offer) -> str:
    return f"{offer.application.candidate.name}, version {offer.version}"


def _store(content: bytes, name: str, by: Any, at: datetime) -> files.StoredFile:
    return files.store(upload=ContentFile(content, name=f"{name}.pdf"), by=by, at=at, kinds={"pdf"})
