"""departments, locations, job-families, users, reasons, sources: the lists that other nouns refer to; read only."""

from rest_framework import serializers

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Department, JobFamily, JobGroup, Location, RejectionReason, Source, User
from ats.permissions import CorePermission

READ = {"list": CorePermission.ORGANISATION_VIEW, "retrieve": CorePermission.ORGANISATION_VIEW}


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
    region = serializers.SlugRelatedField("key", read_only=True)

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


class DepartmentViewSet(ReadViewSet):
    queryset = Department.objects.all()
    serializer_class = DepartmentSerializer
    permissions = READ
    noun = "departments"


class JobFamilyViewSet(ReadViewSet):
    queryset = JobFamily.objects.all()
    serializer_class = JobFamilySerializer
    permissions = READ
    noun = "job-families"


class JobGroupViewSet(ReadViewSet):
    queryset = JobGroup.objects.all()
    serializer_class = JobGroupSerializer
    permissions = READ
    noun = "job-groups"


class LocationViewSet(ReadViewSet):
    queryset = Location.objects.select_related("region")
    serializer_class = LocationSerializer
    permissions = READ
    noun = "locations"


class UserViewSet(ReadViewSet):
    queryset = User.objects.all()
    serializer_class = UserSerializer
    permissions = READ
    noun = "users"


class RejectionReasonViewSet(ReadViewSet):
    queryset = RejectionReason.objects.all()
    serializer_class = RejectionReasonSerializer
    permissions = READ
    noun = "rejection-reasons"


class SourceViewSet(ReadViewSet):
    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    permissions = READ
    noun = "sources"
