"""tasks: people's to-dos. One sees one's own, and those on applications within reach."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import tasks
from ats.kernel.api.references import VisibleField
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Application, Task, User
from ats.permissions import CorePermission

PERSON = {"queryset": User.objects.filter(is_active=True), "required": False}


class TaskSerializer(NounSerializer):
    class Meta:
        model = Task
        fields = ("title", "assigned_to", "created_by", "application", "due_date", "done_at", "done_by")


class TaskChange(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200, required=False)
    assigned_to = serializers.PrimaryKeyRelatedField(**PERSON)
    due_date = serializers.DateField(required=False, allow_null=True)


class TaskBody(TaskChange):
    """A new to-do; without `assigned_to` it is one's own."""

    title = serializers.CharField(max_length=200)
    application = VisibleField(queryset=Application.objects.all(), required=False, allow_null=True)
    external_id = serializers.CharField(max_length=200, required=False)


class TaskFilter(django_filters.FilterSet):
    open = django_filters.BooleanFilter(field_name="done_at", lookup_expr="isnull")

    class Meta:
        model = Task
        fields: ClassVar[list[str]] = ["assigned_to", "application", "external_id"]


class TaskViewSet(ReadViewSet):
    queryset = Task.objects.all()
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    noun = "tasks"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.TASKS_VIEW,
        "retrieve": CorePermission.TASKS_VIEW,
        "create": CorePermission.TASKS_VIEW,
        "partial_update": CorePermission.TASKS_VIEW,
    }
    bodies: ClassVar[dict[str, Any]] = {"create": TaskBody, "partial_update": TaskChange}

    def create(self, request: Request) -> Response:
        return self.created(tasks.add(by=request.user, at=self.at, **self.clean(TaskBody)))

    def partial_update(self, request: Request, pk: str) -> Response:
        body = self.clean(TaskChange)
        return self.answer(tasks.edit(task=self.get_object(), by=request.user, at=self.at, **body))

    @action(detail=True, methods=["post"], permission=CorePermission.TASKS_VIEW)
    def completion(self, request: Request, pk: str) -> Response:
        """It is done."""
        return self.answer(tasks.complete(task=self.get_object(), by=request.user, at=self.at))

    @action(detail=True, methods=["post"], permission=CorePermission.TASKS_VIEW)
    def reopening(self, request: Request, pk: str) -> Response:
        """It isn't done after all."""
        return self.answer(tasks.reopen(task=self.get_object(), by=request.user, at=self.at))
