"""jobs, with openings and hiring team, and their verbs: submission, hold, closure."""

from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from ats import extension_points
from ats.actions import external_ids, jobs
from ats.api.job_shapes import (
    ChangedOpening,
    Closure,
    Hold,
    JobBody,
    JobSerializer,
    JobThenSerializer,
    NewOpening,
    NewTeamMember,
    OpeningSerializer,
    Submission,
    TeamMemberSerializer,
)
from ats.api.references import require_pay
from ats.kernel import access
from ats.kernel.access import KernelPermission
from ats.kernel.api.extra_fields import ExtraFields, ExtraFieldsView
from ats.kernel.api.filters import AS_OF, moment
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.upserts import UpsertViewSet
from ats.kernel.api.viewsets import UUID_PATTERN, ReadViewSet
from ats.models import Job, JobPost
from ats.permissions import CorePermission
from ats.queries import filtering, past
from ats.queries.custom_fields import Readable

PAY = {"pay_range", "shows_pay"}


class JobFilter(django_filters.FilterSet):
    class Meta:
        model = Job
        fields: ClassVar[dict[str, Any]] = {
            "status": ["exact"],
            "department": ["exact"],
            "requisition_id": ["exact"],
            "external_id": ["exact"],
            "job_family": ["exact"],
            "employment_type": ["exact"],
            "priority": ["exact"],
        }


class JobViewSet(ExtraFieldsView, UpsertViewSet):
    extra = ExtraFields("job", Readable, filtering.by_query)
    queryset = Job.objects.prefetch_related("locations", "openings", "hiring_team")
    serializer_class = JobSerializer
    filterset_class = JobFilter
    noun = "jobs"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.JOBS_VIEW,
        "retrieve": CorePermission.JOBS_VIEW,
        "create": CorePermission.JOBS_CREATE,
        "partial_update": CorePermission.JOBS_EDIT,
        "add_opening": CorePermission.JOBS_EDIT,
        "change_opening": CorePermission.JOBS_EDIT,
        "add_to_team": CorePermission.JOBS_EDIT,
        "remove_from_team": CorePermission.JOBS_EDIT,
        "withdraw_submission": CorePermission.JOBS_SUBMIT,
        "by_external_id": CorePermission.JOBS_EDIT,
        "bulk": CorePermission.JOBS_CREATE,
    }
    bodies: ClassVar[dict[str, Any]] = {
        "create": JobBody,
        "partial_update": JobBody,
        "add_opening": NewOpening,
        "change_opening": ChangedOpening,
        "add_to_team": NewTeamMember,
    }
    results: ClassVar[dict[str, Any]] = {
        "add_opening": {201: OpeningSerializer},
        "change_opening": OpeningSerializer,
        "add_to_team": {201: TeamMemberSerializer},
        "remove_from_team": {204: None},
    }
    creates, edits = CorePermission.JOBS_CREATE, CorePermission.JOBS_EDIT
    hold_id = staticmethod(external_ids.hold)

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self._facts = self._read_facts(rows)
        return rows

    def facts_of(self, job: Job) -> dict[str, Any]:
        """Whether the caller sees the job's pay, and what upper apps say of it; read for a whole page at once."""
        known: dict[UUID, dict[str, Any]] = getattr(self, "_facts", {})
        if job.pk not in known:
            known = self._read_facts([job])
        return known[job.pk]

    def _read_facts(self, rows: list[Job]) -> dict[UUID, dict[str, Any]]:
        ids = [job.pk for job in rows]
        paid = set(
            Job.objects.permitted(self.request.user, KernelPermission.PAY_VIEW)
            .filter(pk__in=ids)
            .values_list("pk", flat=True)
        )
        said: list[dict[UUID, dict[str, Any]]] = extension_points.job_facts(job_ids=ids)
        merged = {pk: {name: value for of in said for name, value in of.get(pk, {}).items()} for pk in ids}
        return {pk: {"sees_pay": pk in paid, "of_upper_apps": merged[pk]} for pk in ids}

    def create(self, request: Request) -> Response:
        """A draft, with one opening where the body names none."""
        require_pay(request.user, PAY & set(request.data))
        return self.created(self.write(None, self.facts_for(None, request.data)))

    def partial_update(self, request: Request, pk: str) -> Response:
        """Openings have addresses of their own; what an approval rests on changes by a submission."""
        job = self.get_object()
        require_pay(request.user, PAY & set(request.data), job)
        return self.answer(self.write(job, self.facts_for(job, request.data)))

    def facts_for(self, known: Job | None, data: Any) -> dict[str, Any]:
        """Openings are told with a new job; later ones come by its openings, approved ones by a submission."""
        context = {"job_id": known.pk} if known else {}
        return _facts(self.clean(JobBody, data=data, partial=known is not None, context=context))

    def permit(self, known: Job | None, facts: dict[str, Any]) -> None:
        super().permit(known, facts)
        require_pay(self.request.user, _pay(facts), known)

    def write(self, known: Job | None, facts: dict[str, Any]) -> Job:
        by, at, openings = self.request.user, self.at, facts.pop("openings", None)
        if known is not None:
            return jobs.edit(job=known, by=by, at=at, **facts)
        with transaction.atomic():
            job = jobs.create(by=by, at=at, openings=0 if openings else 1, **facts)
            require_pay(by, _pay(facts), job)
            for opening in openings or []:
                jobs.add_opening(job=job, by=by, at=at, **opening)
        return job

    @extend_schema(parameters=[AS_OF])
    def retrieve(self, request: Request, pk: str) -> Response:
        """The job; with `?as_of=` as it stood then, with its places, openings and hiring team of that moment."""
        text = request.query_params.get("as_of", "")
        if not text:
            return Response(self.get_serializer(self.get_object()).data)
        was = past.job_as_of(self.get_object(), moment(text, "as_of"))
        if was is None:
            raise NotFound("There was no such job yet at that time.")
        return Response(JobThenSerializer(was, context=self.get_serializer_context()).data)

    @action(detail=True, methods=["post"], permission=CorePermission.JOBS_SUBMIT, body=Submission)
    def submission(self, request: Request, pk: str) -> Response:
        """Ask for approval: of a draft as it stands, of an approved job for what the body changes."""
        job, asked = self.get_object(), _facts(self.clean(Submission))
        if not asked.keys() - {"note"}:
            return self.answer(jobs.submit(job=job, by=request.user, at=self.at, note=asked["note"]))
        access.require(request.user, CorePermission.JOBS_EDIT, job)
        require_pay(request.user, {"pay_range"} & set(request.data), job)
        return self.answer(jobs.amend(job=job, by=request.user, at=self.at, **asked))

    @submission.mapping.delete
    def withdraw_submission(self, request: Request, pk: str) -> Response:
        """Take the submission back: a pending job is a draft again, an approved one keeps its terms."""
        return self.answer(jobs.withdraw_submission(job=self.get_object(), by=request.user, at=self.at))

    @action(detail=True, methods=["post"], permission=CorePermission.JOBS_CLOSE, body=Hold)
    def hold(self, request: Request, pk: str) -> Response:
        """Pause the job, or with `on` false go on."""
        return self.answer(jobs.hold(job=self.get_object(), by=request.user, at=self.at, **self.clean(Hold)))

    @action(detail=True, methods=["post"], permission=CorePermission.JOBS_CLOSE, body=Closure)
    def closure(self, request: Request, pk: str) -> Response:
        """End the job. 422 while people are still active on it where that isn't allowed."""
        return self.answer(jobs.close(job=self.get_object(), by=request.user, at=self.at, **self.clean(Closure)))

    @action(detail=True, methods=["get"], permission=CorePermission.JOBS_VIEW, result=OpeningSerializer(many=True))
    def openings(self, request: Request, pk: str) -> Response:
        """The job's headcount, one opening each."""
        return self.listed(OpeningSerializer(self.get_object().openings.all(), many=True).data)

    @openings.mapping.post
    def add_opening(self, request: Request, pk: str) -> Response:
        """One more opening, of a draft; an approved job's headcount grows by a submission."""
        opening = jobs.add_opening(job=self.get_object(), by=request.user, at=self.at, **self.clean(NewOpening))
        return _created(request, f"openings/{opening.pk}", OpeningSerializer(opening).data)

    @action(
        detail=True,
        methods=["get"],
        url_path=f"openings/(?P<opening>{UUID_PATTERN})",
        permission=CorePermission.JOBS_VIEW,
        result=OpeningSerializer,
    )
    def opening(self, request: Request, pk: str, opening: str) -> Response:
        """One opening."""
        return Response(OpeningSerializer(self._part("openings", opening)).data)

    @opening.mapping.patch
    def change_opening(self, request: Request, pk: str, opening: str) -> Response:
        """Another date for an opening."""
        row = self._part("openings", opening)
        changed = jobs.change_opening(opening=row, by=request.user, at=self.at, **self.clean(ChangedOpening))
        return Response(OpeningSerializer(changed).data)

    @action(
        detail=True,
        methods=["get"],
        url_path="hiring-team",
        permission=CorePermission.JOBS_VIEW,
        result=TeamMemberSerializer(many=True),
    )
    def hiring_team(self, request: Request, pk: str) -> Response:
        """Who works on the job, one seat each."""
        return self.listed(TeamMemberSerializer(self.get_object().hiring_team.all(), many=True).data)

    @hiring_team.mapping.post
    def add_to_team(self, request: Request, pk: str) -> Response:
        """One more member; whoever sits there already answers the same."""
        seat = self.clean(NewTeamMember)
        member = jobs.add_to_team(job=self.get_object(), by=request.user, at=self.at, **seat)
        return _created(request, f"hiring-team/{member.pk}", TeamMemberSerializer(member).data)

    @action(
        detail=True,
        methods=["get"],
        url_path=f"hiring-team/(?P<member>{UUID_PATTERN})",
        permission=CorePermission.JOBS_VIEW,
        result=TeamMemberSerializer,
    )
    def team_member(self, request: Request, pk: str, member: str) -> Response:
        """One seat of the team."""
        return Response(TeamMemberSerializer(self._part("hiring_team", member)).data)

    @team_member.mapping.delete
    def remove_from_team(self, request: Request, pk: str, member: str) -> Response:
        """Out of the team; the person's other seats stay."""
        row = self._part("hiring_team", member)
        jobs.remove_from_team(member=row, by=request.user, at=self.at)
        return Response(status=204)

    def _part(self, name: str, pk: str) -> Any:
        """A row that hangs on the job of this address. Raises Http404."""
        return get_object_or_404(getattr(self.get_object(), name), pk=pk)


class JobPostSerializer(NounSerializer):
    class Meta:
        model = JobPost
        fields = ("job", "slug", "title", "description", "is_live", "published_at")


class JobPostViewSet(ReadViewSet):
    queryset = JobPost.objects.all()
    serializer_class = JobPostSerializer
    permissions: ClassVar[dict[str, Any]] = {"list": CorePermission.JOBS_VIEW, "retrieve": CorePermission.JOBS_VIEW}
    noun = "job-posts"


def _created(request: Request, below: str, data: Any) -> Response:
    """201 with what hangs on the job of this address, and its own address."""
    base = request.build_absolute_uri(request.path).rstrip("/").rsplit("/", 1)[0]
    return Response(data, status=201, headers={"Location": f"{base}/{below}/"})


def _pay(facts: dict[str, Any]) -> set[str]:
    """The pay fields that came, by their names outside."""
    named = {"pay_range" if name.startswith("pay_") else name for name in facts}
    return named & PAY


def _facts(clean: dict[str, Any]) -> dict[str, Any]:
    """The body as the action wants it: pay flat, the team by role."""
    facts = {**clean, **clean.pop("pay_range", {})}
    facts.pop("pay_range", None)
    if "hiring_team" in facts:
        team: dict[str, list[Any]] = {}
        for member in facts.pop("hiring_team"):
            team.setdefault(member["role"], []).append(member["user"])
        facts["team"] = team
    return facts
