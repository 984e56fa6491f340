"""candidates/{id}/merge and unmerge, what a merged record answers, and who follows a candidate."""

from typing import Any, ClassVar

from django.db.models import Q
from django.http import Http404
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from ats.actions import following, merges
from ats.api.fields import LineField
from ats.kernel import access
from ats.kernel.api.upserts import UpsertViewSet
from ats.kernel.errors import DomainError
from ats.models import Candidate
from ats.permissions import CorePermission
from ats.policies import merges as policy


class RecordMerged(DomainError):
    """The record is part of another one: a read is sent on to it (307), a write is refused (409), both say which."""

    status = 409
    code = "merged"


class MergeBody(serializers.Serializer[Any]):
    """`into` is the record that stays. `take` names facts whose value comes from the record that goes."""

    into = serializers.PrimaryKeyRelatedField(queryset=Candidate.objects.none())
    reason = LineField(max_length=300, required=False, allow_blank=True, default="")
    take = serializers.MultipleChoiceField(
        choices=[(fact, label) for fact, (label, _) in policy.FACTS.items()], required=False, default=set
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["into"].queryset = Candidate.objects.visible_to(request.user)


class UnmergeBody(serializers.Serializer[Any]):
    reason = LineField(max_length=300, required=False, allow_blank=True, default="")


class MergingViewSet(UpsertViewSet):
    """Candidates that may be merged: the address of a merged record leads to the one that was kept.

    307, not 301, since a merge can be undone: nobody is to remember it for good.
    """

    permissions: ClassVar[dict[str, Any]] = {"unfollow": CorePermission.CANDIDATES_VIEW}
    sends_on: ClassVar[dict[int, str]] = {307: "The record was merged: `Location` leads to the one that was kept"}
    leaves = Q(history_type="~", merged_into__isnull=False)  # for the feed of deletions: a merged record is on no list

    def get_object(self) -> Any:
        try:
            return super().get_object()
        except Http404:
            kept = self._kept_for(self.kwargs[self.lookup_field])
            if kept is None:
                raise
            if self.action == "unmerge":
                return kept
            raise self._sent_on(kept) from None

    def refuse_merged(self, row: Candidate | None) -> None:
        """Raises RecordMerged where `row` has become part of another record that the caller may see."""
        if row is not None and (kept := self._kept_for(row.pk)):
            raise self._sent_on(kept)

    def _kept_for(self, pk: Any) -> Candidate | None:
        """The record that `pk` has become part of, as far as the caller may see it."""
        kept = Candidate.objects.kept_for(pk)
        return kept if kept and self.get_queryset().filter(pk=kept.pk).exists() else None

    def _sent_on(self, kept: Candidate) -> RecordMerged:
        refusal = RecordMerged(f"This record is part of another one: {kept.pk}.", merged_into=str(kept.pk))
        if self.request.method in SAFE_METHODS:
            refusal.status = 307
        return refusal

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        if answer.status_code == 307:
            kept = response.data["merged_into"]
            here = request.get_full_path()
            answer["Location"] = request.build_absolute_uri(here.replace(str(self.kwargs["pk"]), kept, 1))
        return answer

    @action(detail=True, methods=["post"], permission=CorePermission.CANDIDATES_MERGE, body=MergeBody)
    def merge(self, request: Request, pk: str) -> Response:
        """Make this record a part of `into`; the answer is the record that stays. 422 with what stands in the way."""
        clean = self.clean(MergeBody)
        access.require(request.user, CorePermission.CANDIDATES_MERGE, clean["into"])
        row = merges.merge(
            candidate=self.get_object(),
            into=clean["into"],
            reason=clean["reason"],
            take=set(clean["take"]),
            by=request.user,
            at=self.at,
        )
        return self.answer(row.survivor)

    @action(detail=True, methods=["post"], permission=CorePermission.CANDIDATES_MERGE, body=UnmergeBody)
    def unmerge(self, request: Request, pk: str) -> Response:
        """Undo the merge of this (merged) record; the answer is the record, standing for itself again."""
        clean = self.clean(UnmergeBody)
        row = merges.unmerge(candidate=Candidate(pk=pk), reason=clean["reason"], by=request.user, at=self.at)
        answer = self.answer(row.absorbed)
        answer["Content-Location"] = reverse(f"{self.basename}-detail", args=[pk], request=request) + "/"
        return answer

    @action(detail=True, methods=["post"], permission=CorePermission.CANDIDATES_VIEW)
    def follow(self, request: Request, pk: str) -> Response:
        """Hear of what happens with this candidate."""
        following.follow(candidate=self.get_object(), by=request.user, at=self.at)
        return self.answer(self.get_object())

    @follow.mapping.delete
    def unfollow(self, request: Request, pk: str) -> Response:
        """Hear no more of this candidate."""
        following.unfollow(candidate=self.get_object(), by=request.user, at=self.at)
        return self.answer(self.get_object())
