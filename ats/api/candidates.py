"""candidates: read, write, upsert by external id; their notes, attachments and timeline. Contact points by permission."""

from typing import Any, ClassVar

import django_filters
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import candidates, external_ids, uploads
from ats.api.candidate_shapes import (
    AttachmentBody,
    AttachmentSerializer,
    CandidateBody,
    CandidateSerializer,
    NoteBody,
    NoteSerializer,
)
from ats.api.candidate_verbs import MergingViewSet
from ats.api.references import require_contact
from ats.kernel import files, pages
from ats.kernel.access import KernelPermission
from ats.kernel.api.extra_fields import ExtraFields, ExtraFieldsView
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.timeline import TimelineEntrySerializer
from ats.kernel.api.viewsets import UUID_PATTERN
from ats.models import Application, Attachment, Candidate, Note
from ats.models.contact import email_indexes
from ats.permissions import CorePermission
from ats.queries import filtering, searching
from ats.queries.custom_fields import Readable

CONTACTS = {"email_addresses", "phone_numbers"}


class CandidateFilter(django_filters.FilterSet):
    email = django_filters.CharFilter(method="by_email")
    q = django_filters.CharFilter(method="by_words", max_length=200)

    class Meta:
        model = Candidate
        fields: ClassVar[dict[str, Any]] = {"external_id": ["exact"], "owner": ["exact"]}

    def by_email(self, rows: Any, name: str, value: str) -> Any:
        """Exact match; only for those who may see contact points, since a hit tells one."""
        rows = rows.permitted(self.request.user, KernelPermission.CONTACT_VIEW)
        return rows.filter(email_addresses__value_index=email_indexes(value.strip().lower())[0])

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        """Names, employer, title, place, tags, and the words of files and notes that the caller may see."""
        return searching.matching(rows, value, self.request.user) if value.strip() else rows


class CandidateViewSet(ExtraFieldsView, MergingViewSet):
    extra = ExtraFields("candidate", Readable, filtering.by_query)
    queryset = Candidate.objects.prefetch_related("email_addresses", "phone_numbers", "applications")
    serializer_class = CandidateSerializer
    filterset_class = CandidateFilter
    noun = "candidates"
    permissions: ClassVar[dict[str, Any]] = {
        **MergingViewSet.permissions,
        "list": CorePermission.CANDIDATES_VIEW,
        "retrieve": CorePermission.CANDIDATES_VIEW,
        "create": CorePermission.CANDIDATES_CREATE,
        "partial_update": CorePermission.CANDIDATES_EDIT,
        "write_note": CorePermission.NOTES_WRITE,
        "attach": CorePermission.CANDIDATES_EDIT,
        "by_external_id": CorePermission.CANDIDATES_EDIT,
        "bulk": CorePermission.CANDIDATES_CREATE,
    }
    bodies: ClassVar[dict[str, Any]] = {
        "create": CandidateBody,
        "partial_update": CandidateBody,
        "write_note": NoteBody,
        "attach": AttachmentBody,
    }
    results: ClassVar[dict[str, Any]] = {"write_note": {201: NoteSerializer}, "attach": {201: AttachmentSerializer}}
    creates, edits = CorePermission.CANDIDATES_CREATE, CorePermission.CANDIDATES_EDIT
    hold_id = staticmethod(external_ids.hold)

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self._seen = self._what_is_seen(rows)
        return rows

    def sees_contacts_of(self, candidate: Candidate) -> bool:
        return candidate.pk in self._seen_of(candidate)[0]

    def visible_applications(self, candidate: Candidate) -> set[Any]:
        return self._seen_of(candidate)[1]

    def _seen_of(self, candidate: Candidate) -> tuple[set[Any], set[Any], set[Any]]:
        seen: tuple[set[Any], set[Any], set[Any]] | None = getattr(self, "_seen", None)
        if seen is None or candidate.pk not in seen[2]:
            seen = self._seen = self._what_is_seen([candidate])
        return seen

    def _what_is_seen(self, rows: list[Candidate]) -> tuple[set[Any], set[Any], set[Any]]:
        """Whose contact points, and which applications, the caller may see among `rows`; two queries a page."""
        user, ids = self.request.user, [row.pk for row in rows]
        contacts = Candidate.objects.permitted(user, KernelPermission.CONTACT_VIEW).filter(pk__in=ids)
        applications = Application.objects.visible_to(user).filter(candidate_id__in=ids)
        return set(contacts.values_list("pk", flat=True)), set(applications.values_list("pk", flat=True)), set(ids)

    def create(self, request: Request) -> Response:
        facts = self.clean(CandidateBody)
        self.permit(None, facts)
        return self.created(self.write(None, facts))

    def partial_update(self, request: Request, pk: str) -> Response:
        row, facts = self.get_object(), self.clean(CandidateBody, partial=True)
        self.permit(row, facts)
        return self.answer(self.write(row, facts))

    def known(self, external_id: str) -> Candidate | None:
        """Raises RecordMerged where the record with this id has become part of another that the caller may see."""
        found: Candidate | None = super().known(external_id)
        if found is None:
            self.refuse_merged(Candidate.objects.filter(external_id=external_id).first())
        return found

    def permit(self, known: Candidate | None, facts: dict[str, Any]) -> None:
        super().permit(known, facts)
        require_contact(self.request.user, CONTACTS & set(facts), known)

    def write(self, known: Candidate | None, facts: dict[str, Any]) -> Candidate:
        by, at = self.request.user, self.at
        emails, phones = facts.pop("email_addresses", None), facts.pop("phone_numbers", None)
        if known is None:
            return candidates.add(emails=emails or (), phones=phones or (), by=by, at=at, **facts)
        with transaction.atomic():
            candidate = candidates.edit(candidate=known, by=by, at=at, **facts) if facts else known
            if emails is not None or phones is not None:
                candidates.replace_contacts(candidate=candidate, by=by, at=at, emails=emails, phones=phones)
        return candidate

    @action(detail=True, methods=["get"], permission=CorePermission.CANDIDATES_VIEW, result=NoteSerializer(many=True))
    def notes(self, request: Request, pk: str) -> Response:
        """What colleagues wrote about the candidate, as far as you may read it."""
        rows = Note.objects.visible_to(request.user).filter(candidate=self.get_object())
        return self.listed(NoteSerializer(rows.prefetch_related("mentions"), many=True).data)

    @notes.mapping.post
    def write_note(self, request: Request, pk: str) -> Response:
        """Write a note; colleagues who are mentioned as `@name` hear of it."""
        body = self.clean(NoteBody)["body"]
        note = candidates.write_note(candidate=self.get_object(), body=body, by=request.user, at=self.at)
        return self._hung_on(NoteSerializer(note))

    @action(
        detail=True, methods=["get"], permission=CorePermission.CANDIDATES_VIEW, result=AttachmentSerializer(many=True)
    )
    def attachments(self, request: Request, pk: str) -> Response:
        """The candidate's files, as far as you may see them; their content is at `attachments/{id}/`."""
        rows = Attachment.objects.visible_to(request.user).filter(candidate=self.get_object()).select_related("file")
        return self.listed(AttachmentSerializer(rows, many=True).data)

    @attachments.mapping.post
    def attach(self, request: Request, pk: str) -> Response:
        """Add a file. Its type is told by its content; a resume is read in a sandbox."""
        candidate, clean = self.get_object(), self.clean(AttachmentBody)
        with uploads.taken(upload=clean["file"], by=request.user, at=self.at) as upload:
            row = candidates.attach(
                candidate=candidate,
                file=upload.file,
                kind=clean["kind"],
                text=upload.text,
                parse_problem=upload.problem,
                by=request.user,
                at=self.at,
            )
        return self._hung_on(AttachmentSerializer(row))

    def _hung_on(self, made: NounSerializer) -> Response:
        """201 with what hangs on the candidate of this address now, and its own address."""
        address = self.request.build_absolute_uri(self.request.path).rstrip("/")
        return Response(made.data, status=201, headers={"Location": f"{address}/{made.data['id']}/"})

    @action(
        detail=True,
        methods=["get"],
        url_path=r"notes/(?P<note_id>" + UUID_PATTERN + ")",
        permission=CorePermission.CANDIDATES_VIEW,
        result=NoteSerializer,
    )
    def note(self, request: Request, pk: str, note_id: str) -> Response:
        """Read one note."""
        rows = Note.objects.visible_to(request.user).filter(candidate=self.get_object())
        return Response(NoteSerializer(get_object_or_404(rows, pk=note_id)).data)

    @action(
        detail=True,
        methods=["get"],
        url_path=r"attachments/(?P<attachment_id>[0-9a-f-]{36})",
        permission=CorePermission.CANDIDATES_VIEW,
        result={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def attachment(self, request: Request, pk: str, attachment_id: str) -> HttpResponseBase:
        """The file itself, as a download."""
        seen = Attachment.objects.visible_to(request.user).filter(candidate=self.get_object())
        row = seen.filter(pk=attachment_id).select_related("file").first()
        if row is None:
            raise Http404
        return files.response(row.file)

    @action(
        detail=True,
        methods=["get"],
        permission=CorePermission.CANDIDATES_VIEW,
        result=TimelineEntrySerializer(many=True),
    )
    def timeline(self, request: Request, pk: str) -> Response:
        """What happened with the candidate, newest first, as far as you may see it."""
        entries = pages.timeline.entries(user=request.user, candidate=self.get_object())
        return self.listed(TimelineEntrySerializer(entries, many=True).data)
