"""Answers as JSON. Most of what JSON has no word for are ids."""

from typing import Any
from uuid import UUID

from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder


class HouseJSONEncoder(JSONEncoder):
    """What the library's writes, with ids tried first."""

    def default(self, obj: Any) -> Any:
        return str(obj) if isinstance(obj, UUID) else super().default(obj)


class HouseJSONRenderer(JSONRenderer):
    encoder_class = HouseJSONEncoder
