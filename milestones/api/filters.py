"""What lists of applications can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from ats.models import Application, ApplicationStatus, Stage


class ApplicationFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=ApplicationStatus.choices)
    stage = django_filters.ChoiceFilter(choices=Stage.choices)
    job = django_filters.UUIDFilter(field_name="job_id")
    candidate = django_filters.UUIDFilter(field_name="candidate_id")
    owner = django_filters.UUIDFilter(field_name="owner_id")
    source = django_filters.UUIDFilter(field_name="source_id")
    milestone = django_filters.CharFilter(method="in_milestone", label="Key of the milestone they stand in now")

    class Meta:
        model = Application
        fields = ("status", "stage", "job", "candidate", "owner", "source", "milestone")

    def in_milestone(self, rows: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return rows.filter(visits__exited_at=None, visits__milestone__definition__key=value)
