"""References in a request's body: a row that the caller can't see answers as one that isn't there."""

from typing import Any

from rest_framework import serializers


class VisibleField(serializers.PrimaryKeyRelatedField[Any]):
    """A reference among the rows that the caller may know of."""

    default_error_messages = {"does_not_exist": "There is no such row, or none that you may see."}

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.visible_to(self.context["request"].user) if "request" in self.context else rows.none()
