"""/api/v1/applications: the noun, what is known about one, and its verbs."""

from typing import Any

from django.db import transaction
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import application_fields, external_ids
from ats.actions import applications as core
from ats.kernel import access, catalogue, clock, pages
from ats.kernel.api.extra_fields import ExtraFields, ExtraFieldsView
from ats.kernel.api.timeline import TimelineEntrySerializer
from ats.kernel.api.upserts import UpsertViewSet
from ats.models import Application
from ats.permissions import CorePermission
from ats.queries import filtering
from ats.queries.custom_fields import Readable
from comms.queries import rejection_out
from milestones.actions import applications, gate_items, transfers
from milestones.api import bodies as asked
from milestones.api import serializers as shapes
from milestones.api.explained import GateItem, Why
from milestones.api.filters import ApplicationFilter
from milestones.permissions import MilestonePermission as M
from milestones.queries import bypasses
from milestones.queries.listed import with_places
from milestones.queries.why import why

VIEW = CorePermission.APPLICATIONS_VIEW


class ApplicationViewSet(ExtraFieldsView, UpsertViewSet):
    extra = ExtraFields("application", Readable, filtering.by_query)
    queryset = Application.objects.all()
    serializer_class = shapes.ApplicationSerializer
    filterset_class = ApplicationFilter
    permissions = {
        "list": VIEW,
        "retrieve": VIEW,
        "create": CorePermission.APPLICATIONS_CREATE,
        "partial_update": VIEW,
        "by_external_id": CorePermission.APPLICATIONS_CREATE,
        "bulk": CorePermission.APPLICATIONS_CREATE,
    }
    bodies = {"create": asked.NewApplication, "partial_update": asked.ApplicationBody}

    in_lists = staticmethod(with_places)

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows if self.action == "list" else rows.select_related("candidate", "job")

    hold_id = staticmethod(external_ids.hold)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "at": clock.now()}

    def create(self, request: Request) -> Response:
        facts = self.facts_for(None, request.data)
        self.permit(None, facts)
        return self.created(self.write(None, facts))

    def partial_update(self, request: Request, pk: str) -> Response:
        """Owner, source and custom fields (applications.edit); the start date of who is hired (applications.hire)."""
        row, facts = self.get_object(), dict(self.clean(asked.ApplicationBody))
        self.permit(row, facts)
        return self.answer(self.write(row, facts))

    def facts_for(self, known: Application | None, data: Any) -> dict[str, Any]:
        """Of one that is known, only what an edit takes; whose it is and for which job stays."""
        if known is None:
            return dict(self.clean(asked.NewApplication, data=data))
        return dict(self.clean(asked.SameApplication, data=data, context={"known": known}))

    def permit(self, known: Application | None, facts: dict[str, Any]) -> None:
        """A new one asks on its job; a start date asks for applications.hire, the other facts for applications.edit."""
        if known is None:
            access.require(self.request.user, CorePermission.APPLICATIONS_CREATE, facts["job"])
        elif "start_date" in facts:
            access.require(self.request.user, CorePermission.APPLICATIONS_HIRE, known)
        if known is not None and facts.keys() != {"start_date"}:
            access.require(self.request.user, CorePermission.APPLICATIONS_EDIT, known)

    def write(self, known: Application | None, facts: dict[str, Any]) -> Application:
        by, at = self.request.user, self.at
        if known is None:
            return core.add(**{"source": None, **facts}, by=by, at=at)
        starts = {"start_date": facts.pop("start_date")} if "start_date" in facts else {}
        with transaction.atomic():
            if facts:
                application_fields.edit(application=known, by=by, at=at, **facts)
            if starts:
                core.change_start_date(application=known, by=by, at=at, **starts)
        return known

    # --- what is known ------------------------------------------------------------------------------------------------
    @action(detail=True, methods=["get"], permission=VIEW, result=shapes.VisitSerializer(many=True))
    def visits(self, request: Request, pk: str) -> Response:
        """Every stay in a milestone, in order."""
        rows = self.get_object().visits.select_related("milestone__definition").order_by("position")
        return self.listed(shapes.VisitSerializer(rows, many=True).data)

    @action(detail=True, methods=["get"], permission=VIEW, result=TimelineEntrySerializer(many=True))
    def timeline(self, request: Request, pk: str) -> Response:
        """What happened with this application, newest first; at most 200 entries."""
        row = self.get_object()
        told = pages.timeline.entries(user=request.user, limit=200, candidate=row.candidate, application=row)
        return self.listed(TimelineEntrySerializer(told, many=True).data)

    @action(detail=True, methods=["get"], permission=VIEW, url_path="gate-items", result=GateItem(many=True))
    def gate_items(self, request: Request, pk: str) -> Response:
        """What the present milestone's gate asks for, and what of it is there."""
        explained = why(self.get_object(), self.at)
        results = [
            {"key": line.key, "name": line.name, "kind": line.kind, "completed": line.result == "ok", "seen": line.seen}
            for line in explained.lines
        ]
        return self.listed(results)

    @action(detail=True, methods=["get"], permission=VIEW, result=Why)
    def why(self, request: Request, pk: str) -> Response:
        """Why the application stands where it stands: who moved it, under which version, what it takes to go on."""
        told = why(self.get_object(), self.at)
        visit = told.visit
        return Response(
            {
                "sentence": told.sentence,
                "note": told.note,
                "workflow": told.workflow,
                "version": told.version,
                "rule": told.rule,
                "milestone": visit.milestone.definition.key if visit else None,
                "entered_at": visit.entered_at if visit else None,
                "entered_by": visit.entered_by_id if visit else None,
                "cause": visit.cause if visit else None,
                "conditions": [vars(line) for line in told.lines],
                "missing": told.missing,
                "allowed_moves": told.allowed_moves,
                "if_nothing_happens": [vars(step) for step in told.if_nothing_happens],
            }
        )

    # --- verbs --------------------------------------------------------------------------------------------------------
    @action(detail=True, methods=["post"], permission=M.ADVANCE, body=asked.Advancement)
    def advancement(self, request: Request, pk: str) -> Response:
        """Move forward. 422 with `missing` where the gate is closed; 409 where the application isn't in `expected` any more."""
        return self._move(applications.advance, asked.Advancement)

    @action(detail=True, methods=["post"], permission=M.REGRESS, body=asked.Advancement)
    def regression(self, request: Request, pk: str) -> Response:
        """Move back to an earlier milestone."""
        return self._move(applications.regress, asked.Advancement)

    @action(detail=True, methods=["post"], permission=M.BYPASS, body=asked.BypassBody)
    def bypass(self, request: Request, pk: str) -> Response:
        """The application; `pending_bypass` is set where it moves only after an approval."""
        answer = self._move(applications.bypass, asked.BypassBody)
        waits = bypasses.pending(self.get_object())
        answer.data["pending_bypass"] = {"id": waits.pk, "approval": waits.approval_id} if waits else None
        return answer

    @action(
        detail=True,
        methods=["post"],
        permission=M.TRANSFER,
        body=asked.TransferBody,
        result={201: shapes.ApplicationSerializer},
    )
    def transfer(self, request: Request, pk: str) -> Response:
        """On in another job: answers with the new application."""
        body = dict(self.clean(asked.TransferBody))
        new = transfers.transfer(application=self.get_object(), by=request.user, at=self.at, **body)
        return self.created(new)

    @action(detail=True, methods=["post"], permission=M.REOPEN, body=asked.ReopeningBody)
    def reopening(self, request: Request, pk: str) -> Response:
        """The application, and with it the rejection that was already out and can't be taken back, if there is one."""
        answer = self._move(applications.reopen, asked.ReopeningBody)
        out = rejection_out(self.get_object())
        answer.data["rejection_message"] = {"id": out.pk, "status": out.status, "sent_at": out.sent_at} if out else None
        return answer

    @action(detail=True, methods=["post"], permission=CorePermission.APPLICATIONS_HIRE, body=asked.HireBody)
    def hire(self, request: Request, pk: str) -> Response:
        """Hire, into an opening of the job. Who accepted an offer is hired by that already."""
        body = self.clean(asked.HireBody)
        given = {name: body.get(name) for name in ("opening", "start_date", "expected")}
        return self.answer(applications.hire(application=self.get_object(), by=request.user, at=self.at, **given))

    @action(detail=True, methods=["post"], permission=M.REJECT, body=asked.RejectionBody)
    def rejection(self, request: Request, pk: str) -> Response:
        """Reject, now, with a message to the candidate where the body has one."""
        body = self.clean(asked.RejectionBody)
        return self._do(applications.reject, {"reason": body.pop("rejection_reason"), **body})

    @action(detail=True, methods=["post"], permission=M.WITHDRAW, body=asked.WithdrawalBody)
    def withdrawal(self, request: Request, pk: str) -> Response:
        """Record that the candidate withdrew."""
        body = self.clean(asked.WithdrawalBody)
        return self._do(applications.withdraw, {"reason": body.pop("rejection_reason", None), **body})

    @action(
        detail=True,
        methods=["post"],
        permission=M.COMPLETE_GATES,
        url_path=r"gate-items/(?P<key>[-\w]+)/completion",
        url_name="gate-item-completion",
        body=asked.CompletionBody,
    )
    def completion(self, request: Request, pk: str, key: str) -> Response:
        """Tick off an item of the gate's checklist."""
        return self._do(gate_items.complete, {"key": key, **self.clean(asked.CompletionBody)})

    def _move(self, deed: Any, body: Any) -> Response:
        return self._do(deed, dict(self.clean(body)))

    def _do(self, deed: Any, given: dict[str, Any]) -> Response:
        """Run an action on this application and answer with it, as the action left it."""
        with catalogue.read_once():
            row = deed(application=self.get_object(), by=self.request.user, at=self.at, **given)
            return Response(self.get_serializer(row).data)
