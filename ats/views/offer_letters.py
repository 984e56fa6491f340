"""The offer letter as a download: for colleagues who may see pay, and for the candidate by the signed link."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from ats.kernel import access, clock, files
from ats.kernel.access import KernelPermission
from ats.models import Offer, OfferLetter
from ats.permissions import CorePermission
from ats.views.booking_answer import friendly
from ats.views.offer_answer import offer_of
from ats.views.offers import found


@access.view(CorePermission.OFFERS_VIEW)
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The newest one, signed where it is. It says what the offer pays."""
    offer = found(request, pk)
    access.require(request.user, KernelPermission.PAY_VIEW, offer.application.job)
    return _download(offer.letters.first())


@access.view(access.PUBLIC)
@friendly
def own_letter(request: HttpRequest, token: str) -> HttpResponse:
    """While the offer can be answered, and once it is."""
    offer = offer_of(token)
    if not (offer.is_answered or offer.is_open_to_answer(clock.now())):
        raise Http404
    return _download(_of_version(offer))


def _of_version(offer: Offer) -> OfferLetter | None:
    return offer.letters.select_related("file", "signed_file").filter(version=offer.version).first()


def _download(row: OfferLetter | None) -> HttpResponse:
    if row is None:
        raise Http404
    return files.response(row.latest)
