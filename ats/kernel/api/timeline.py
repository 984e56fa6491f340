"""The timeline as integrators read it: the entries of the page, with times and plain sentences."""

from typing import Any

from rest_framework import serializers

from ats.kernel.pages.timeline import Entry


class TimelineEntrySerializer(serializers.Serializer[Entry]):
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    text = serializers.CharField()
    body = serializers.CharField()
    actor = serializers.SerializerMethodField()

    def get_actor(self, entry: Entry) -> str | None:
        """The colleague's id; null for the system and for candidates."""
        actor: Any = getattr(entry.actor, "pk", None)
        return str(actor) if actor else None
