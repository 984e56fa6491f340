"""departments, locations, job-families, job-groups, users, rejection-reasons, sources: what other nouns refer to; read only."""

from typing import Any, ClassVar

from rest_framework import serializers

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Department, JobFamily, JobGroup, Location, RejectionReason, Source, User
from ats.permissions import CorePermission


class OrganisationViewSet(ReadViewSet):
    """What is known of the company, to whoever may see it."""

    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.ORGANISATION_VIEW,
        "retrieve": CorePermission.ORGANISATION_VIEW,
    }


class DepartmentSerializer(NounSerializer):
    class Meta:
        model = Department
        fields = ("name",)


class JobFamilySerializer(NounSerializer):
    class Meta:
        model = JobFamily
        fields = ("key", "name", "is_active")


class JobGroupSerializer(NounSerializer):
    class Meta:
        model = JobGroup
        fields = ("key", "name", "eeo_category", "is_active")


class LocationSerializer(NounSerializer):
    region = serializers.SlugRelatedField("key", read_only=True, allow_null=True)

    class Meta:
        model = Location
        fields = ("name", "city", "country", "region", "is_remote", "time_zone")


class UserSerializer(NounSerializer):
    class Meta:
        model = User
        fields = ("name", "first_name", "last_name", "email", "title", "department", "is_active", "is_service")


class RejectionReasonSerializer(NounSerializer):
    class Meta:
        model = RejectionReason
        fields = ("key", "name", "type", "is_active")


class SourceSerializer(NounSerializer):
    class Meta:
        model = Source
        fields = ("key", "name", "kind", "is_active")


class DepartmentViewSet(OrganisationViewSet):
    queryset = Department.objects.all()
    serializer_class = DepartmentSerializer
    noun = "departments"


class JobFamilyViewSet(OrganisationViewSet):
    queryset = JobFamily.objects.all()
    serializer_class = JobFamilySerializer
    noun = "job-families"


class JobGroupViewSet(OrganisationViewSet):
    queryset = JobGroup.objects.all()
    serializer_class = JobGroupSerializer
    noun = "job-groups"


class LocationViewSet(OrganisationViewSet):
    queryset = Location.objects.select_related("region")
    serializer_class = LocationSerializer
    noun = "locations"


class UserViewSet(OrganisationViewSet):
    queryset = User.objects.all()
    serializer_class = UserSerializer
    noun = "users"


class RejectionReasonViewSet(OrganisationViewSet):
    queryset = RejectionReason.objects.all()
    serializer_class = RejectionReasonSerializer
    noun = "rejection-reasons"


class SourceViewSet(OrganisationViewSet):
    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    noun = "sources"
