"""import-mappings: which column holds what, kept by name; a file with the same columns is read with it."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel.access import KernelPermission
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.kernel.models import ImportMapping
from ats.kernel.transfers import mappings


class ImportMappingSerializer(NounSerializer):
    class Meta:
        model = ImportMapping
        fields = ("noun", "name", "columns", "mapping", "created_by")


class ChangeBody(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    mapping = serializers.DictField(child=serializers.CharField(max_length=200))


class ImportMappingBody(ChangeBody):
    noun = serializers.ChoiceField(choices=["candidates"], default="candidates")
    columns = serializers.ListField(child=serializers.CharField(max_length=200), max_length=200, min_length=1)


class ImportMappingViewSet(ReadViewSet):
    queryset = ImportMapping.objects.all()
    serializer_class = ImportMappingSerializer
    noun = "imports"
    filterset_fields = ("noun", "name")
    permissions: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("list", "retrieve", "create", "partial_update", "destroy"), KernelPermission.IMPORTS_RUN
    )
    bodies: ClassVar[dict[str, Any]] = {"create": ImportMappingBody, "partial_update": ChangeBody}

    def create(self, request: Request) -> Response:
        """Keep a mapping; one with the same name is replaced."""
        body = self.clean(ImportMappingBody)
        return self.created(mappings.keep(**body, by=request.user, at=self.at))

    def partial_update(self, request: Request, pk: str) -> Response:
        row = self.get_object()
        body = {"name": row.name, "mapping": row.mapping, **self.clean(ChangeBody, partial=True)}
        return self.answer(mappings.change(row=row, **body, by=request.user, at=self.at))

    def destroy(self, request: Request, pk: str) -> Response:
        """Files with its columns are guessed again."""
        mappings.remove(row=self.get_object(), by=request.user, at=self.at)
        return Response(status=204)
