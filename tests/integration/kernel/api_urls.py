"""A small API of its own: departments, served by the house's base view."""

from django.urls import include, path, re_path
from rest_framework.decorators import action

from ats.kernel import access
from ats.kernel.api.catchall import UnknownAddress
from ats.kernel.api.feeds import DeletionsView, EventsView
from ats.kernel.api.router import HouseRouter
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.kernel.errors import DomainError, Stale
from ats.kernel.history import acting
from ats.models import Department, Location
from ats.permissions import CorePermission


class DepartmentSerializer(NounSerializer):
    class Meta:
        model = Department
        fields = ["name"]


class LocationSerializer(NounSerializer):
    class Meta:
        model = Location
        fields = ["name"]


class DepartmentViewSet(ReadViewSet):
    queryset = Department.objects.all()
    serializer_class = DepartmentSerializer
    permissions = {
        "list": CorePermission.ORGANISATION_VIEW,
        "retrieve": CorePermission.ORGANISATION_VIEW,
        "create": access.KernelPermission.ADMIN_CONFIGURE,
    }

    def create(self, request):
        fields = self.clean(DepartmentSerializer)
        with acting(request.user, "made by API"):
            return self.created(Department.objects.create(**fields))

    @action(detail=True, methods=["post"], permission=access.KernelPermission.ADMIN_CONFIGURE)
    def stale(self, request, **kwargs):
        raise Stale("This changed meanwhile. Look again.", current={"name": self.get_object().name})

    @action(detail=True, methods=["post"], permission=access.KernelPermission.ADMIN_CONFIGURE)
    def gate(self, request, **kwargs):
        raise DomainError("The gate is closed.", missing=[{"key": "cv", "name": "CV read", "kind": "checklist_item"}])


router = HouseRouter()
router.register("departments", DepartmentViewSet)

api = [
    re_path(r"^events/?$", EventsView.as_view(), name="api-events"),
    re_path(r"^deletions/?$", DeletionsView.as_view(), name="api-deletions"),
    path("", include(router.urls)),
    re_path(r"^.*$", UnknownAddress.as_view(), name="api-unknown"),
]
urlpatterns = [path("api/v1/", include(api))]
