"""imports: a file with its mapping (a dry run), its commit, its roll back."""

import json
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel import access
from ats.kernel.access import KernelPermission
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.kernel.models import ImportRun
from ats.kernel.transfers import importers, runs
from ats.kernel.transfers.models import Duplicates

SHOWN = 1_000


class ImportProblemSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField(source="line")
    column = serializers.CharField()
    value = serializers.CharField()
    why = serializers.CharField(source="said")


class ImportSerializer(NounSerializer):
    shapes: ClassVar[dict[str, Any]] = {
        "columns": {"type": "array", "items": {"type": "string"}},
        "mapping": {"title": "column by field", "type": "object", "additionalProperties": {"type": "string"}},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "problems": ImportProblemSerializer(many=True),
    }

    class Meta:
        model = ImportRun
        fields = (
            "noun",
            "name",
            "status",
            "columns",
            "mapping",
            "saved_mapping",
            "duplicates",
            "counts",
            "problem",
            "created_by",
            "committed_at",
            "rolled_back_at",
        )

    def to_representation(self, instance: ImportRun) -> dict[str, Any]:
        """A single run also tells its refused cells, the first thousand, and whether its file came in before."""
        shown = super().to_representation(instance)
        if self.context["view"].action != "list":
            earlier = instance.earlier(self.context["request"].user)
            shown["earlier_import"] = earlier.pk if earlier else None
            shown["problems"] = ImportProblemSerializer(runs.problems(instance)[:SHOWN], many=True).data
        return shown


class MappingField(serializers.CharField):
    """A JSON object of field keys and column names, as text, since it comes beside a file."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            mapping = json.loads(super().to_internal_value(data))
        except (ValueError, RecursionError):
            mapping = None
        if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
            raise serializers.ValidationError('Give a JSON object such as {"first_name": "Given name"}.')
        return mapping


class ImportBody(serializers.Serializer[Any]):
    noun = serializers.ChoiceField(choices=["candidates"], default="candidates")
    file = serializers.FileField(allow_empty_file=True)
    mapping = MappingField(required=False)
    duplicates = serializers.ChoiceField(Duplicates.choices, default=Duplicates.SKIP)
    country = serializers.RegexField(r"\A[A-Z]{2}\Z", required=False)


class ImportViewSet(ReadViewSet):
    queryset = ImportRun.objects.all()
    serializer_class = ImportSerializer
    noun = "imports"
    parser_classes = (MultiPartParser, *ReadViewSet.parser_classes)
    permissions: ClassVar[dict[str, Any]] = {
        "list": KernelPermission.IMPORTS_RUN,
        "retrieve": KernelPermission.IMPORTS_RUN,
        "create": KernelPermission.IMPORTS_RUN,
    }
    bodies: ClassVar[dict[str, Any]] = {"create": ImportBody}

    def create(self, request: Request) -> Response:
        """Take the file in and try it; nothing is written yet. Without a mapping the columns are guessed."""
        body = self.clean(ImportBody)
        access.require(request.user, importers.importer(body["noun"]).permission)
        country = body.pop("country", "")
        return self.created(runs.upload(**body, options={"country": country}, by=request.user, at=self.at))

    @action(detail=True, methods=["post"], permission=KernelPermission.IMPORTS_RUN)
    def commit(self, request: Request, pk: str) -> Response:
        """Import what the dry run showed; a worker does it, and `status` tells when it is `committed`."""
        run = self.get_object()
        access.require(request.user, importers.importer(run.noun).permission)
        return self.answer(runs.commit(run=run, by=request.user, at=self.at))

    @action(detail=True, methods=["post"], permission=KernelPermission.IMPORTS_RUN)
    def rollback(self, request: Request, pk: str) -> Response:
        """Take back what the import wrote, as far as nobody has worked on it since."""
        run = self.get_object()
        access.require(request.user, importers.importer(run.noun).permission)
        return self.answer(runs.roll_back(run=run, by=request.user, at=self.at))
