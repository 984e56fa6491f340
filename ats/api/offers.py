"""offers and their verbs. Amounts are in the answer only where the caller sees the job's pay."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import offers
from ats.api.references import require_pay
from ats.api.verbs import Reason
from ats.kernel import access
from ats.kernel.access import KernelPermission
from ats.kernel.api.extra_fields import CUSTOM_FIELDS, ExtraFields, ExtraFieldsView
from ats.kernel.api.filters import AS_OF, moment
from ats.kernel.api.references import VisibleField
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Application, DeclineKind, Job, Offer, OfferVersion, Opening, PayUnit
from ats.permissions import CorePermission
from ats.queries import filtering, past
from ats.queries.custom_fields import Readable

PAY = ("salary", "bonus", "equity")


class SalarySerializer(serializers.Serializer[Any]):
    amount = serializers.DecimalField(source="salary_amount", max_digits=12, decimal_places=2, min_value=1)
    currency = serializers.RegexField(r"^[A-Z]{3}$", source="salary_currency", required=False)
    unit = serializers.ChoiceField(PayUnit.choices, source="salary_unit", required=False)


class OfferSerializer(NounSerializer):
    start_date = serializers.SerializerMethodField()
    shapes: ClassVar[dict[str, Any]] = {
        "custom_fields": CUSTOM_FIELDS,
        "salary": SalarySerializer,
        "bonus": serializers.CharField(),
        "equity": serializers.CharField(),
    }

    class Meta:
        model = Offer
        fields = (
            "application",
            "opening",
            "status",
            "version",
            "start_date",
            "expires_at",
            "sent_at",
            "resolved_at",
            "custom_fields",
        )

    def get_start_date(self, offer: Offer) -> date | None:
        return self._terms(offer).start_date

    def to_representation(self, instance: Offer) -> dict[str, Any]:
        shown = super().to_representation(instance)
        shown["custom_fields"] = self.context["view"].extra_values(instance)
        if self.context["view"].sees_pay(instance):
            terms = self._terms(instance)
            shown |= {"salary": SalarySerializer(terms).data, "bonus": terms.bonus, "equity": terms.equity}
        return shown

    def _terms(self, offer: Offer) -> OfferVersion:
        terms: OfferVersion = self.context.get("terms") or offer.terms
        return terms


class Terms(serializers.Serializer[Any]):
    salary = SalarySerializer(required=False)
    bonus = serializers.CharField(max_length=120, required=False, allow_blank=True)
    equity = serializers.CharField(max_length=120, required=False, allow_blank=True)
    start_date = serializers.DateField(required=False, allow_null=True)
    expires_at = serializers.DateTimeField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The salary's parts stand beside the other terms, as the actions take them."""
        salary = attrs.pop("salary", {})
        return {**attrs, **salary}


class OfferBody(Terms):
    application = VisibleField(queryset=Application.objects.all())
    opening = VisibleField(queryset=Opening.objects.all(), required=False, allow_null=True)
    salary = SalarySerializer()
    custom_fields = serializers.DictField(required=False)


class OfferFields(serializers.Serializer[Any]):
    custom_fields = serializers.DictField()


class SubmissionNote(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=1000, default="", allow_blank=True)


class Sending(serializers.Serializer[Any]):
    template = serializers.SlugField(max_length=60, default="", allow_blank=True)
    expires_at = serializers.DateTimeField(required=False)


class Extension(serializers.Serializer[Any]):
    expires_at = serializers.DateTimeField()
    reason = serializers.CharField(max_length=300, default="", allow_blank=True)


class Acceptance(serializers.Serializer[Any]):
    signed_name = serializers.CharField(max_length=200)


class Decline(Reason):
    kind = serializers.ChoiceField(DeclineKind.choices, default="", allow_blank=True)


class OfferFilter(django_filters.FilterSet):
    job = django_filters.UUIDFilter(field_name="application__job")

    class Meta:
        model = Offer
        fields: ClassVar[list[str]] = ["application", "status", "external_id"]


class OfferViewSet(ExtraFieldsView, ReadViewSet):
    extra = ExtraFields("offer", Readable, filtering.by_query)
    queryset = Offer.objects.select_related("application").prefetch_related("versions")
    serializer_class = OfferSerializer
    filterset_class = OfferFilter
    noun = "offers"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.OFFERS_VIEW,
        "retrieve": CorePermission.OFFERS_VIEW,
        "create": CorePermission.OFFERS_DRAFT,
        "partial_update": CorePermission.OFFERS_DRAFT,
    }
    bodies: ClassVar[dict[str, Any]] = {"create": OfferBody, "partial_update": OfferFields}

    def sees_pay(self, offer: Offer) -> bool:
        """Whether the caller sees the pay of the offer's job; asked once per job and request."""
        known: dict[UUID, bool] = self.__dict__.setdefault("_paid", {})
        job_id = offer.application.job_id
        if job_id not in known:
            known[job_id] = access.sees_pay(self.request.user, Job(pk=job_id))
        return known[job_id]

    @extend_schema(parameters=[AS_OF])
    def retrieve(self, request: Request, pk: str) -> Response:
        """The offer; with `?as_of=` as it stood then (needs pay.view)."""
        offer = self.get_object()
        text = request.query_params.get("as_of", "")
        if not text:
            return Response(self.get_serializer(offer).data)
        access.require(request.user, KernelPermission.PAY_VIEW, offer.application.job)
        was = past.offer_as_of(offer, moment(text, "as_of"))
        if was is None:
            raise NotFound("There was no offer yet at that time.")
        context = {**self.get_serializer_context(), "terms": was.terms}
        return Response(OfferSerializer(was.offer, context=context).data)

    def create(self, request: Request) -> Response:
        body = self.clean(OfferBody)
        access.require(request.user, CorePermission.OFFERS_DRAFT, body["application"])
        self._require_pay(body["application"].job)
        return self.created(offers.draft(by=request.user, at=self.at, **body))

    def partial_update(self, request: Request, pk: str) -> Response:
        """Custom fields only, in any state; terms change by a new version."""
        return self._do(offers.edit, OfferFields)

    @action(detail=True, methods=["post"], permission=CorePermission.OFFERS_DRAFT, body=SubmissionNote)
    def submission(self, request: Request, pk: str) -> Response:
        """Ask for approval of the offer as it stands; who is asked follows from its terms."""
        return self._do(offers.submit, SubmissionNote)

    @action(detail=True, methods=["post"], permission=CorePermission.OFFERS_DRAFT, body=Terms)
    def versions(self, request: Request, pk: str) -> Response:
        """New terms as a new version: what isn't in the body stays. Approvals of the version before no longer count."""
        self._require_pay(self.get_object().application.job)
        return self._do(offers.revise, Terms)

    @action(detail=True, methods=["post"], permission=CorePermission.OFFERS_SEND, body=Sending)
    def sending(self, request: Request, pk: str) -> Response:
        """Send an approved offer to the candidate, who answers on a page of their own."""
        return self._do(offers.send, Sending)

    @action(detail=True, methods=["post"], permission=CorePermission.OFFERS_SEND, body=Extension)
    def extension(self, request: Request, pk: str) -> Response:
        """Give the candidate more time."""
        return self._do(offers.extend, Extension)

    @action(detail=True, methods=["post"], permission=CorePermission.OFFERS_RESOLVE, body=Acceptance)
    def acceptance(self, request: Request, pk: str) -> Response:
        """Record that the candidate accepted, on paper or by telephone; they are hired by it."""
        return self._do(offers.accept, Acceptance)

    @action(detail=True, methods=["post"], permission=CorePermission.OFFERS_RESOLVE, body=Decline)
    def decline(self, request: Request, pk: str) -> Response:
        """Record that the candidate declined."""
        return self._do(offers.decline, Decline)

    @action(detail=True, methods=["post"], permission=CorePermission.OFFERS_SEND, body=Reason)
    def withdrawal(self, request: Request, pk: str) -> Response:
        """Take the offer back; the candidate's page says so."""
        return self._do(offers.withdraw, Reason)

    def _require_pay(self, job: Job) -> None:
        require_pay(self.request.user, set(PAY) & set(self.request.data), job)

    def _do(self, deed: Any, body: type[serializers.Serializer[Any]]) -> Response:
        given = self.clean(body)
        return self.answer(deed(offer=self.get_object(), by=self.request.user, at=self.at, **given))
