"""referrals: colleagues recommend people for open jobs. One sees one's own, and those on applications within reach."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import referrals, uploads
from ats.api.fields import LineField, normalised
from ats.forms.referrals import REASON_LENGTH
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Job, Referral, ReferralState
from ats.models.contact import normal_email, normal_phone
from ats.models.referral import Relation
from ats.permissions import CorePermission
from ats.queries import referrals as queries


class ReferralSerializer(NounSerializer):
    """`status` is coarse on purpose; the application is not named, since referring somebody is no way to find them."""

    status = serializers.SerializerMethodField()

    class Meta:
        model = Referral
        fields = ("job", "referred_by", "first_name", "last_name", "relation", "reason", "status")

    def get_status(self, row: Referral) -> ReferralState:
        known: dict[Any, ReferralState] = self.context["view"].states
        return known[row.pk] if row.pk in known else queries.states([row])[row.pk]


class ReferralBody(serializers.Serializer[Any]):
    job = serializers.PrimaryKeyRelatedField(queryset=Job.objects.none())
    first_name = LineField(max_length=120)
    last_name = LineField(max_length=120)
    email = serializers.CharField(max_length=254)
    phone = serializers.CharField(max_length=40, required=False)
    relation = serializers.ChoiceField(Relation.choices)
    reason = serializers.CharField(max_length=REASON_LENGTH)
    resume = serializers.FileField(required=False, help_text="A CV, where the body comes as multipart/form-data")

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        if request := self.context.get("request"):
            fields["job"].queryset = queries.jobs_for(request.user)
        return fields

    def validate_email(self, value: str) -> str:
        return normalised(normal_email, value)

    def validate_phone(self, value: str) -> str:
        return normalised(normal_phone, value)


class ReferralFilter(django_filters.FilterSet):
    class Meta:
        model = Referral
        fields: ClassVar[list[str]] = ["job", "referred_by", "external_id"]


class ReferralViewSet(ReadViewSet):
    queryset = Referral.objects.select_related("application")
    serializer_class = ReferralSerializer
    filterset_class = ReferralFilter
    noun = "referrals"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.REFERRALS_MAKE,
        "retrieve": CorePermission.REFERRALS_MAKE,
        "create": CorePermission.REFERRALS_MAKE,
    }
    bodies: ClassVar[dict[str, Any]] = {"create": ReferralBody}
    states: dict[Any, ReferralState] = {}

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self.states = queries.states(rows or [])
        return rows

    def create(self, request: Request) -> Response:
        """Recommend somebody; with a CV as multipart/form-data."""
        body = self.clean(ReferralBody)
        file, signed = body.pop("resume", None), {"by": request.user, "at": self.at}
        if file is None:
            return self.created(referrals.refer(**body, **signed))
        with uploads.taken(upload=file, **signed) as upload:
            return self.created(referrals.refer(**body, upload=upload, **signed))
