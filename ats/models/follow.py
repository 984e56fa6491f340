"""Who wants to hear of what happens with a candidate."""

from django.conf import settings
from django.db import models

from ats.kernel.base import Noun
from ats.models.candidate import Candidate, OfCandidateQuerySet


class Follow(Noun):
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_candidates")
    objects = OfCandidateQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["candidate", "user"], name="one_follow_each")]
