"""exports: asked for, decided on where they are large or sensitive, made by a worker, given out while they are ready."""

import json
from typing import Any, ClassVar

from django.http import HttpResponseBase, QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel import files
from ats.kernel.access import KernelPermission
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.kernel.errors import NotAllowed
from ats.kernel.models import ExportRun
from ats.kernel.transfers.exports import asking, ending, handing_out, policy
from ats.kernel.transfers.exports.models import Format
from ats.kernel.transfers.exports.registry import Exporter, exporter, exporters
from ats.policies.fresh_sign_in import is_fresh

RUN = KernelPermission.EXPORTS_RUN


@extend_schema_field({"type": "object", "additionalProperties": True})
class FilterField(serializers.Field[Any, Any, Any, Any]):
    """An object of the list's own parameters: each a text or a list of texts, and `condition` a tree. A query string inside."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, dict):
            raise serializers.ValidationError('Give an object such as {"view": "all", "condition": {…}}.')
        query = QueryDict(mutable=True)
        for name, value in data.items():
            query.setlist(str(name), self._texts(name, value))
        return query.urlencode()

    def _texts(self, name: str, value: Any) -> list[str]:
        if name == "condition" and isinstance(value, dict):
            return [json.dumps(value)]
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) and "\0" not in text for text in texts):
            raise serializers.ValidationError(f"{name}: give a text or a list of texts.")
        return texts

    def to_representation(self, value: str) -> dict[str, Any]:
        query = QueryDict(value)
        return {name: values if len(values) > 1 else values[0] for name, values in query.lists()}


class ExportSerializer(NounSerializer):
    filter = FilterField(source="query", read_only=True)
    approval_status = serializers.CharField(source="approval.status", default=None, read_only=True, allow_null=True)
    requested_at = serializers.DateTimeField(source="created_at", read_only=True)

    class Meta:
        model = ExportRun
        fields = (
            "noun",
            "status",
            "format",
            "with_bom",
            "filter",
            "columns",
            "sensitivities",
            "reason",
            "expected_rows",
            "rows",
            "approval",
            "approval_status",
            "requested_by",
            "requested_at",
            "ready_at",
            "expires_at",
            "ended_at",
            "downloads",
            "size",
            "sha256",
            "problem",
        )


class ExportBody(serializers.Serializer[Any]):
    noun = serializers.CharField(max_length=40, help_text="candidates, jobs, offers, applications or visits")
    columns = serializers.ListField(
        child=serializers.CharField(max_length=80),
        required=False,
        help_text="Keys of columns; all public ones by default",
    )
    format = serializers.ChoiceField(Format.choices, default=Format.CSV)
    with_bom = serializers.BooleanField(default=False)
    filter = FilterField(default=dict)
    reason = serializers.CharField(max_length=500)

    def validate_noun(self, value: str) -> str:
        if value not in (known := [each.noun for each in exporters()]):
            raise serializers.ValidationError(f"Nothing called that can be exported. Known: {', '.join(known)}.")
        return value


class ExportViewSet(ReadViewSet):
    queryset = ExportRun.objects.select_related("approval")
    serializer_class = ExportSerializer
    noun = "exports"
    permissions: ClassVar[dict[str, Any]] = {"list": RUN, "retrieve": RUN, "create": RUN}
    bodies: ClassVar[dict[str, Any]] = {"create": ExportBody}

    def create(self, request: Request) -> Response:
        """Ask for rows in a file. `status` is `awaiting_approval` where somebody else decides first, else `queued`."""
        body = self.clean(ExportBody)
        columns = body.pop("columns", None) or self._public(body["noun"])
        query = self._known(exporter(body["noun"]), body.pop("filter") or "")
        run = asking.ask(**body, query=query, columns=columns, by=request.user, at=self.at)
        return self.created(run)

    @action(
        detail=True,
        methods=["get"],
        permission=RUN,
        result={(200, media_type): OpenApiTypes.BINARY for media_type in handing_out.MEDIA_TYPES},
    )
    def content(self, request: Request, pk: str) -> HttpResponseBase:
        """The file, for whoever asked for it: 409 while there is none, 410 when it is gone. A browser's session must have
        been signed in a moment ago; a key speaks for itself with every request."""
        if request.auth is None and not is_fresh(request._request):
            raise NotAllowed("Sign in again first: a file is given out only after a fresh sign-in.", step_up=True)
        return files.response(handing_out.hand_out(run=self.get_object(), by=request.user, at=self.at))

    @action(detail=True, methods=["post"], permission=RUN)
    def withdrawal(self, request: Request, pk: str) -> Response:
        """Take it back: nobody is asked any more, and a file that is there is deleted."""
        run = self.get_object()
        policy.require_withdrawal(run, request.user)
        return self.answer(ending.withdraw(run=run, by=request.user, at=self.at))

    @staticmethod
    def _known(mine: Exporter, query: str) -> str:
        """Raises ValidationError for a filter that the noun doesn't have: left out silently, it would export too much."""
        if unknown := [name for name in QueryDict(query) if not mine.takes(name)]:
            raise serializers.ValidationError({"filter": f"{mine.noun} have no filter called {', '.join(unknown)}."})
        return query

    def _public(self, noun: str) -> list[str]:
        found = policy.offered(exporter(noun), self.request.user)
        return [column.key for column in found if column.sensitivity == Sensitivity.PUBLIC]
