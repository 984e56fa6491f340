"""Fields of bodies, cleaned by the same rules as the forms'."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from ats.models.lines import one_line
from ats.models.moments import ZoneRefused, known_zone


class LineField(serializers.CharField):
    """Text of one line; see ats.models.lines."""

    def to_internal_value(self, data: Any) -> str:
        line = normalised(one_line, super().to_internal_value(data))
        if not line and not self.allow_blank:
            self.fail("blank")
        return line


def normalised(rule: Callable[[str], str], value: str) -> str:
    """`value` as a rule of the models writes it; what the rule refuses is a fault of the field."""
    try:
        return rule(value)
    except ValidationError as error:
        raise serializers.ValidationError(error.messages) from error


class ZoneField(serializers.CharField):
    """A canonical time zone such as Europe/Lisbon; empty where it may be blank."""

    def to_internal_value(self, data: Any) -> str:
        name: str = super().to_internal_value(data)
        try:
            known_zone(name)
        except ZoneRefused as refusal:
            raise serializers.ValidationError(refusal.message) from refusal
        return name
