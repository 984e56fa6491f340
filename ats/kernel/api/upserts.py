"""Rows that other systems know by ids of their own: `PUT /<noun>/external/{external_id}/` for one, `POST /<noun>/bulk/` for
many. Each row is created or brought up to date in a transaction of its own, so one that is refused stops no other."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel import access
from ats.kernel.access.permissions import Permission
from ats.kernel.api.claims import REFUSALS, InFlight
from ats.kernel.api.problems import handler
from ats.kernel.api.viewsets import ReadViewSet
from ats.kernel.crowding import insist

LONGEST = 200  # characters of an external id
Standing = tuple[UUID, datetime] | None
"""Id and last change of the row that has an external id; None where there is none."""


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class BulkBody(serializers.Serializer[Any]):
    """Each row is what PUT by external id takes, with its `external_id`. They are written in their order."""

    rows = serializers.ListField(child=serializers.DictField(), min_length=1)

    def validate_rows(self, value: list[Any]) -> list[Any]:
        if len(value) > settings.API_BULK_ROWS:
            raise serializers.ValidationError(f"Send at most {settings.API_BULK_ROWS} rows at a time.")
        return value


class BulkResult(serializers.Serializer[Any]):
    """What became of one row. Where it failed, `problem` is the document that the row by itself would have been answered
    with, and `errors` are its errors by field."""

    index = serializers.IntegerField(help_text="The row's place in the request, from 0")
    external_id = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField([(str(each), str(each)) for each in Outcome])
    id = serializers.UUIDField(allow_null=True)
    errors = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))  # type: ignore[assignment]
    problem = serializers.DictField(allow_null=True)


class BulkAnswer(serializers.Serializer[Any]):
    results = BulkResult(many=True)


class UpsertViewSet(ReadViewSet):
    """A noun with external ids. A view says `creates` and `edits`, `hold_id`, the body of `create`, and writes in `write`.

    `hold_id(model, external_id)` lets nobody else write that row until the transaction ends. `permissions` must name
    `by_external_id` and `bulk`; what a row asks for is asked for the row.
    """

    creates: ClassVar[Permission]
    edits: ClassVar[Permission]
    hold_id: Any  # a static method

    @classmethod
    def body_of(cls, operation: str) -> Any:
        own = {"by_external_id": cls.bodies.get("create"), "bulk": BulkBody}
        return own.get(operation) or super().body_of(operation)

    @classmethod
    def result_of(cls, operation: str) -> Any:
        own = {"by_external_id": {200: cls.serializer_class, 201: cls.serializer_class}, "bulk": BulkAnswer}
        return own.get(operation) or super().result_of(operation)

    def write(self, known: Any, facts: dict[str, Any]) -> Any:
        """Create the row (`known` is None) or change it; calls actions. Runs in the transaction that holds the id."""
        raise NotImplementedError

    def permit(self, known: Any, facts: dict[str, Any]) -> None:
        """Raises NotAllowed. No transaction is open, so that the record of a refusal stays."""
        access.require(self.request.user, self.edits if known else self.creates, known)

    def known(self, external_id: str) -> Any:
        """The row with this external id that the caller may see, or None."""
        rows = self._model.objects.visible_to(self.request.user)
        return rows.filter(external_id=external_id).first()

    def get_object(self) -> Any:
        """The row of this address, which may hold an external id: OPTIONS looks whether there is one."""
        if "external_id" not in self.kwargs:
            return super().get_object()
        known = self.known(self.kwargs["external_id"])
        if known is None:
            raise NotFound
        return known

    def facts_for(self, known: Any, data: Any) -> dict[str, Any]:
        """`data` as `body` cleans it for a new row or for one that is known. Raises ValidationError."""
        return dict(self.clean(self.body_of("create"), data=data, partial=known is not None))

    @action(detail=False, methods=["put"], url_path=r"external/(?P<external_id>[^/]+)")
    def by_external_id(self, request: Request, external_id: str) -> Response:
        """Create the row with this external id (201), or bring it up to date (200).

        Two at once wait for each other: the second brings up to date what the first created. 409 where it exists but you
        may not see it.
        """
        row, outcome = self._upsert(_checked(external_id), request.data)
        return self.created(row) if outcome == Outcome.CREATED else self.answer(row)

    @extend_schema(request=BulkBody, responses=BulkAnswer)
    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Response:
        """Create or bring up to date many rows, each by its external id and each by itself.

        A row that is refused stops no other; its result says why. Two rows with one external id are one after the other: the
        second brings up to date what the first wrote.
        """
        rows = self.clean(BulkBody)["rows"]
        return Response({"results": [self._result(index, row) for index, row in enumerate(rows)]})

    def _result(self, index: int, data: dict[str, Any]) -> dict[str, Any]:
        external_id = data.get("external_id", "")
        told = {"index": index, "external_id": external_id if isinstance(external_id, str) else "", "problem": None}
        try:
            row, outcome = insist(lambda: self._upsert(_checked(external_id), data))
        except InFlight:  # another request works under our Idempotency-Key by now: nothing more is ours to write
            raise
        except (*REFUSALS, IntegrityError, OperationalError) as error:
            return {**told, "status": str(Outcome.FAILED), "id": None, **_refusal(error)}
        return {**told, "status": str(outcome), "id": str(row.pk), "errors": {}}

    def _upsert(self, external_id: str, data: Any) -> tuple[Any, Outcome]:
        """Look, clean and permit with no transaction open; then hold the id, and begin anew where somebody was faster."""
        while True:
            known = self.known(external_id)
            facts = {**self.facts_for(known, data), "external_id": external_id}
            self.permit(known, facts)
            with transaction.atomic():
                self.hold_id(self._model, external_id)
                before = self._standing(external_id)
                if (before and before[0]) == (known and known.pk):
                    row = self.write(known, facts)
                    return row, _outcome(before, self._standing(external_id))

    def _standing(self, external_id: str) -> Standing:
        rows = self._model.objects.visible_to(self.request.user).filter(external_id=external_id)
        found: Standing = rows.values_list("pk", "updated_at").first()
        return found

    @property
    def _model(self) -> Any:
        return self.queryset.model  # type: ignore[arg-type, union-attr]  # the stubs take it for a manager


def _outcome(before: Standing, after: Standing) -> Outcome:
    if before is None:
        return Outcome.CREATED
    return Outcome.UNCHANGED if before == after else Outcome.UPDATED


def _checked(external_id: Any) -> str:
    if not isinstance(external_id, str) or not 1 <= len(external_id) <= LONGEST:
        raise ValidationError({"external_id": f"Give the row's own id in your system, 1 to {LONGEST} characters."})
    return external_id


def _refusal(error: Exception) -> dict[str, Any]:
    """What a result says of a refusal. Raises `error` again where it is a defect of ours."""
    answer = handler(error, {})
    if answer is None:
        raise error
    return {"errors": answer.data.get("errors", {}), "problem": answer.data}
