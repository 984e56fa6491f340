"""visits: every stay of every application in a milestone, for whoever follows them all; read only."""

import django_filters
from django.db.models import QuerySet

from ats.kernel.api.viewsets import ReadViewSet
from ats.permissions import CorePermission
from milestones.api.serializers import VisitSerializer
from milestones.models import Visit


class VisitFilter(django_filters.FilterSet):
    application = django_filters.UUIDFilter(field_name="application_id")
    job = django_filters.UUIDFilter(field_name="application__job_id")
    milestone = django_filters.CharFilter(field_name="milestone__definition__key", label="Key of the milestone")
    open = django_filters.BooleanFilter(method="that_last", label="Those that still last, or those that ended")

    class Meta:
        model = Visit
        fields = ("application", "job", "milestone", "open")

    def that_last(self, rows: QuerySet[Visit], name: str, value: bool) -> QuerySet[Visit]:
        return rows.filter(exited_at__isnull=value)


class VisitViewSet(ReadViewSet):
    queryset = Visit.objects.select_related("milestone__definition")
    serializer_class = VisitSerializer
    filterset_class = VisitFilter
    permissions = {"list": CorePermission.APPLICATIONS_VIEW, "retrieve": CorePermission.APPLICATIONS_VIEW}
