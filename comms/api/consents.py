"""consents: to read; and candidates/{id}/consents, where a withdrawal is recorded."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import HouseViewSet, ReadViewSet
from ats.models import Candidate
from comms.actions import consents
from comms.models import Consent, ConsentPurpose, ConsentStatus
from comms.permissions import CommsPermission


class ConsentSerializer(NounSerializer):
    """`proof` (address and browser) stays inside."""

    text_version = serializers.IntegerField(source="text.version", read_only=True)

    class Meta:
        model = Consent
        fields = (
            "candidate",
            "application",
            "purpose",
            "channel",
            "jurisdiction",
            "lawful_basis",
            "status",
            "text_version",
            "text_sha256",
            "captured_at",
            "captured_by",
            "recorded_by",
            "method",
            "form_url",
            "locale",
            "expires_at",
        )


class ConsentFilter(django_filters.FilterSet):
    class Meta:
        model = Consent
        fields: ClassVar[list[str]] = ["candidate", "application", "purpose", "status"]


class ConsentViewSet(ReadViewSet):
    queryset = Consent.objects.select_related("text")
    serializer_class = ConsentSerializer
    filterset_class = ConsentFilter
    noun = "consents"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CommsPermission.VIEW_CONSENTS,
        "retrieve": CommsPermission.VIEW_CONSENTS,
    }


class ConsentWithdrawal(serializers.Serializer[Any]):
    """Only a withdrawal is written here: what people agree to comes from the form that shows them the words."""

    purpose = serializers.ChoiceField(ConsentPurpose.choices)
    status = serializers.ChoiceField([(ConsentStatus.WITHDRAWN, ConsentStatus.WITHDRAWN.label)])


class CandidateConsentViewSet(HouseViewSet):
    """What one candidate said, the last word first."""

    queryset = Candidate.objects.all()
    serializer_class = ConsentSerializer
    noun = "consents"
    permissions: ClassVar[dict[str, Any]] = {"withdraw": CommsPermission.WITHDRAW_CONSENTS}
    bodies: ClassVar[dict[str, Any]] = {"withdraw": ConsentWithdrawal}
    results: ClassVar[dict[str, Any]] = {"withdraw": {201: ConsentSerializer}}

    @action(detail=True, methods=["get"], permission=CommsPermission.VIEW_CONSENTS, result=ConsentSerializer(many=True))
    def consents(self, request: Request, pk: str) -> Response:
        """What the candidate agreed to and withdrew, the last word first."""
        rows = Consent.objects.visible_to(request.user).filter(candidate=self.get_object()).select_related("text")
        return self.listed(self.get_serializer(rows, many=True).data)

    @consents.mapping.post
    def withdraw(self, request: Request, pk: str) -> Response:
        """Record that the candidate withdraws their consent; what they agree to comes from the form that shows the words."""
        body = self.clean(ConsentWithdrawal)
        row = consents.withdraw(candidate=self.get_object(), purpose=body["purpose"], by=request.user, at=self.at)
        address = reverse("consents-detail", args=[row.pk], request=request) + "/"
        return Response(self.get_serializer(row).data, status=201, headers={"Location": address})
