"""bulk-runs: one deed for many applications, each by itself, in the background where they are many. A run is its starter's."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel import access
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Application
from ats.permissions import CorePermission
from milestones.actions import bulk
from milestones.actions.sending_times import WHEN
from milestones.forms import bulk as forms
from milestones.models import BulkItem, BulkRun, BulkVerb
from milestones.queries import bulk as queries

VIEW = CorePermission.APPLICATIONS_VIEW
FORMS: dict[BulkVerb, Any] = {
    BulkVerb.MOVE: forms.MoveManyForm,
    BulkVerb.REJECT: forms.RejectManyForm,
    BulkVerb.MAIL: forms.MailManyForm,
}


class BulkItemSerializer(serializers.ModelSerializer[BulkItem]):
    """`said` tells why it was refused or left out."""

    class Meta:
        model = BulkItem
        fields = ("application", "state", "said")


class BulkRunSerializer(NounSerializer):
    """`counts` are applications by state; a single run also tells each of them that is still the reader's to see."""

    counts = serializers.SerializerMethodField()
    shapes: ClassVar[dict[str, Any]] = {
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "results": BulkItemSerializer(many=True),
    }

    class Meta:
        model = BulkRun
        fields = ("verb", "status", "asked_at", "finished_at", "undone_at", "to", "note", "rejection_reason", "counts")

    def get_counts(self, run: BulkRun) -> dict[str, int]:
        return self.context["view"].counts_of(run)  # type: ignore[no-any-return]

    def to_representation(self, instance: BulkRun) -> dict[str, Any]:
        shown = super().to_representation(instance)
        view = self.context["view"]
        if view.action != "list":
            shown["results"] = BulkItemSerializer(queries.items_of(instance, view.request.user), many=True).data
        return shown


class PickedBody(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    expected = serializers.SlugField(
        max_length=60, required=False, default="", allow_blank=True, help_text="The milestone in which it was seen"
    )


class BulkRunBody(serializers.Serializer[Any]):
    """move {to, note}, reject {rejection_reason, note, template, send}, mail {template, or subject and body, send}; cleaned
    by the same rules as the page's forms."""

    verb = serializers.ChoiceField(BulkVerb.choices)
    applications = PickedBody(many=True, allow_empty=False)
    to = serializers.CharField(required=False, allow_blank=True, help_text="Move: the milestone's key")
    note = serializers.CharField(required=False, allow_blank=True)
    rejection_reason = serializers.UUIDField(required=False)
    template = serializers.UUIDField(required=False, allow_null=True)
    subject = serializers.CharField(required=False, allow_blank=True)
    body = serializers.CharField(required=False, allow_blank=True)
    send = serializers.ChoiceField(WHEN, required=False)


class BulkRunViewSet(ReadViewSet):
    queryset = BulkRun.objects.all()
    serializer_class = BulkRunSerializer
    filterset_fields = ("verb", "status", "external_id")
    permissions: ClassVar[dict[str, Any]] = {"list": VIEW, "retrieve": VIEW, "create": VIEW}
    bodies: ClassVar[dict[str, Any]] = {"create": BulkRunBody}
    noun = "applications"
    tally: dict[Any, Any] = {}

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self.tally = queries.tally(rows or [])
        return rows

    def counts_of(self, run: BulkRun) -> dict[str, int]:
        counted = self.tally[run.pk] if run.pk in self.tally else queries.tally([run])[run.pk]
        return dict(counted)

    def create(self, request: Request) -> Response:
        """Begin. Up to 50 are done before this answers; ask the run again for more. The verb's own right is asked."""
        body = self.clean(BulkRunBody)
        verb = BulkVerb(body["verb"])
        access.require(request.user, bulk.NEEDS[verb])
        picked = {each["id"]: each["expected"] for each in body.pop("applications")}
        what = self._cleaned(verb, body, queries.picked(request.user, list(picked)[: bulk.MOST + 1]))
        return self.created(bulk.start(verb=verb, picked=picked, by=request.user, at=self.at, **what))

    @action(detail=True, methods=["post"], permission=VIEW)
    def undoing(self, request: Request, pk: str) -> Response:
        """Take back what can be, within a day: who was rejected is taken up again, what has not gone out is cancelled."""
        return self.answer(bulk.undo(run=self.get_object(), by=request.user, at=self.at))

    def _cleaned(self, verb: BulkVerb, body: dict[str, Any], rows: list[Application]) -> dict[str, Any]:
        """What is asked, as the page's form cleans it. Raises ValidationError by its fields."""
        more = {"targets": queries.targets(rows, self.at)} if verb == BulkVerb.MOVE else {}
        form = FORMS[verb]({**body, "count": len(rows)}, picked=len(rows), **more)
        if not form.is_valid():
            raise ValidationError({name: list(errors) for name, errors in form.errors.items()})
        return form.what()
