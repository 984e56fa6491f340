"""What the verbs of applications and workflows take."""

from typing import Any

from rest_framework import serializers

from ats.kernel.api.references import VisibleField
from ats.models import Candidate, Job, Opening, ReasonType, RejectionReason, Source, User
from comms.models import Template
from milestones.models import BypassReason, WorkflowVersion


class NewApplication(serializers.Serializer[Any]):
    candidate = VisibleField(queryset=Candidate.objects.all())
    job = VisibleField(queryset=Job.objects.all())
    source = serializers.PrimaryKeyRelatedField(queryset=Source.objects.all(), required=False, allow_null=True)
    credited_to = serializers.PrimaryKeyRelatedField(queryset=User.objects.all(), required=False, allow_null=True)
    external_id = serializers.CharField(max_length=200, required=False, allow_blank=True)


class Advancement(serializers.Serializer[Any]):
    to = serializers.CharField(max_length=60)
    expected = serializers.CharField(max_length=60, required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, default="")


class BypassBody(serializers.Serializer[Any]):
    to = serializers.CharField(max_length=60)
    expected = serializers.CharField(max_length=60, required=False, allow_null=True)
    reason = serializers.CharField(required=False, allow_blank=True, default="")
    code = serializers.ChoiceField(choices=BypassReason.choices, required=False, allow_blank=True, default="")


class RejectionMessage(serializers.Serializer[Any]):
    template = serializers.CharField()
    send_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate_template(self, value: str) -> Template:
        """A template's key or its UUID."""
        found = Template.objects.filter(is_active=True)
        row = found.filter(key=value).first() or next((t for t in found if str(t.pk) == value.lower()), None)
        if row is None:
            raise serializers.ValidationError("There is no active template with this key or id.")
        return row


def _reason(kind: ReasonType, **options: Any) -> "serializers.PrimaryKeyRelatedField[RejectionReason]":
    """One of the active reasons of this kind."""
    missing = f"There is no active rejection reason of the type {kind} with this id."
    rows = RejectionReason.objects.filter(is_active=True, type=kind)
    return serializers.PrimaryKeyRelatedField(queryset=rows, error_messages={"does_not_exist": missing}, **options)


class RejectionBody(serializers.Serializer[Any]):
    rejection_reason = _reason(ReasonType.WE_DECLINED)
    note = serializers.CharField(required=False, allow_blank=True, default="")
    expected = serializers.CharField(max_length=60, required=False, allow_null=True)
    message = RejectionMessage(required=False, allow_null=True)


class WithdrawalBody(serializers.Serializer[Any]):
    rejection_reason = _reason(ReasonType.THEY_WITHDREW, required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, default="")
    expected = serializers.CharField(max_length=60, required=False, allow_null=True)


class TransferBody(serializers.Serializer[Any]):
    job = VisibleField(queryset=Job.objects.all())
    to = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    expected = serializers.CharField(max_length=60, required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, default="")


class ReopeningBody(serializers.Serializer[Any]):
    to = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    expected = serializers.CharField(max_length=60, required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, default="")


class ApplicationBody(serializers.Serializer[Any]):
    start_date = serializers.DateField(required=False)
    owner = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), required=False, allow_null=True
    )
    source = serializers.PrimaryKeyRelatedField(queryset=Source.objects.all(), required=False, allow_null=True)
    external_id = serializers.CharField(max_length=200, required=False, allow_blank=True)
    custom_fields = serializers.DictField(required=False)


class SameApplication(ApplicationBody):
    """One that is known by its external id. Its candidate and job may be said again, and stay."""

    candidate = serializers.UUIDField(required=False)
    job = serializers.UUIDField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        known = self.context["known"]
        for name in ("candidate", "job"):
            if name in attrs and attrs.pop(name) != getattr(known, f"{name}_id"):
                raise serializers.ValidationError({name: f"This application has another {name}, and that stays."})
        return attrs


class HireBody(serializers.Serializer[Any]):
    expected = serializers.CharField(max_length=60, required=False, allow_null=True)
    opening = serializers.PrimaryKeyRelatedField(queryset=Opening.objects.all(), required=False, allow_null=True)
    start_date = serializers.DateField(required=False, allow_null=True)


class CompletionBody(serializers.Serializer[Any]):
    note = serializers.CharField(required=False, allow_blank=True, default="")


class DraftBody(serializers.Serializer[Any]):
    based_on = serializers.PrimaryKeyRelatedField(queryset=WorkflowVersion.objects.all())


class ActivationBody(serializers.Serializer[Any]):
    note = serializers.CharField(required=False, allow_blank=True, default="")
