"""What verbs of several nouns take."""

from typing import Any

from rest_framework import serializers


class Reason(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, default="", allow_blank=True)
