"""What an event and a deletion look like to an integrator."""

from typing import Any

from rest_framework import serializers

from ats.kernel.outbox.models import Event


class EventShape(serializers.ModelSerializer[Event]):
    class Meta:
        model = Event
        fields = [
            "id",
            "sequence",
            "type",
            "schema",
            "subject_type",
            "subject_id",
            "data",
            "occurred_at",
            "origin",
            "actor_id",
        ]


class DeletionShape(serializers.Serializer[Any]):
    type = serializers.CharField()
    id = serializers.UUIDField()
    deleted_at = serializers.DateTimeField()


class EventPage(serializers.Serializer[Any]):
    results = EventShape(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    cursor = serializers.CharField()


class DeletionPage(serializers.Serializer[Any]):
    results = DeletionShape(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    cursor = serializers.CharField()


def event_shape(event: Event) -> dict[str, Any]:
    return dict(EventShape(event).data)


def deletion_shape(row: Any) -> dict[str, Any]:
    """`row` is a history row of the deletion."""
    kind = row.instance_type._meta.model_name
    return dict(DeletionShape({"type": kind, "id": row.id, "deleted_at": row.history_date}).data)
