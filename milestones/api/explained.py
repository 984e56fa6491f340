"""What is told of an application's standing: its milestone, the gate's items, and the whole explanation."""

from typing import Any

from rest_framework import serializers

from milestones.models import GateKind

STATES = ("on_track", "due_soon", "overdue", "paused", "none")


class MilestoneNow(serializers.Serializer[Any]):
    """The milestone in which an application stands."""

    key = serializers.CharField()
    name = serializers.CharField()
    entered_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField([(state, state) for state in STATES])


class GateItem(serializers.Serializer[Any]):
    """One thing that a gate asks for."""

    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    completed = serializers.BooleanField()
    seen = serializers.CharField(allow_blank=True)


class Missing(serializers.Serializer[Any]):
    key = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    kind = serializers.ChoiceField(GateKind.choices)


class Condition(serializers.Serializer[Any]):
    """One condition of going on, with the value that was seen."""

    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    result = serializers.CharField()
    seen = serializers.CharField(allow_blank=True)
    needed = serializers.CharField(allow_blank=True)
    completed_by = serializers.CharField(allow_blank=True)
    completed_at = serializers.DateTimeField(allow_null=True)


class Coming(serializers.Serializer[Any]):
    """What happens by itself if nobody acts."""

    at = serializers.DateTimeField()
    text = serializers.CharField()
    done = serializers.BooleanField()
    superseded = serializers.BooleanField()


class Why(serializers.Serializer[Any]):
    """The explanation of where an application stands."""

    sentence = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    workflow = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField(allow_null=True)
    rule = serializers.CharField(allow_blank=True)
    milestone = serializers.CharField(allow_null=True)
    entered_at = serializers.DateTimeField(allow_null=True)
    entered_by = serializers.UUIDField(allow_null=True)
    cause = serializers.CharField(allow_null=True)
    conditions = Condition(many=True)
    missing = Missing(many=True)
    allowed_moves = serializers.ListField(child=serializers.CharField())
    if_nothing_happens = Coming(many=True)
