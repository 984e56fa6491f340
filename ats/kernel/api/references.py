"""References in a request's body: a row that the caller can't see answers as one that isn't there."""

from typing import Any

from rest_framework import serializers


class VisibleField(serializers.PrimaryKeyRelatedField[Any]):
    """A reference among the rows that the caller may know of."""

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.visible_to(self.context["request"].user) if "request" in self.context else rows.none()
