"""What candidates, their notes and their files look like outside, and what their operations take."""

from typing import Any, ClassVar

from rest_framework import serializers

from ats.api.fields import LineField, ZoneField, normalised
from ats.forms.candidates import NOTE_LENGTH
from ats.kernel.api.extra_fields import CUSTOM_FIELDS
from ats.kernel.api.serializers import NounSerializer
from ats.models import Attachment, AttachmentKind, Candidate, ContactType, Note, User
from ats.models.contact import normal_email, normal_phone


class ContactSerializer(serializers.Serializer[Any]):
    value = serializers.CharField(max_length=254)
    type = serializers.ChoiceField(ContactType.choices, required=False)


class EmailBody(ContactSerializer):
    def validate_value(self, value: str) -> str:
        return normalised(normal_email, value)


class PhoneBody(ContactSerializer):
    def validate_value(self, value: str) -> str:
        return normalised(normal_phone, value)


class CandidateSerializer(NounSerializer):
    applications = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    shapes: ClassVar[dict[str, Any]] = {
        "custom_fields": CUSTOM_FIELDS,
        "email_addresses": ContactSerializer(many=True),
        "phone_numbers": ContactSerializer(many=True),
    }

    class Meta:
        model = Candidate
        fields = (
            "first_name",
            "last_name",
            "company",
            "title",
            "location",
            "time_zone",
            "tags",
            "skills",
            "owner",
            "owner_since",
            "applications",
            "do_not_contact",
            "do_not_contact_reason",
            "custom_fields",
        )

    def to_representation(self, instance: Candidate) -> dict[str, Any]:
        """Applications and contact points only as far as the caller may see them."""
        shown = super().to_representation(instance)
        view = self.context["view"]
        visible = view.visible_applications(instance)
        shown["custom_fields"] = view.extra_values(instance)
        shown["applications"] = [pk for pk in shown["applications"] if pk in visible]
        if view.sees_contacts_of(instance):
            shown["email_addresses"] = ContactSerializer(instance.email_addresses.all(), many=True).data
            shown["phone_numbers"] = ContactSerializer(instance.phone_numbers.all(), many=True).data
        return shown


class CandidateBody(serializers.Serializer[Any]):
    first_name = LineField(max_length=120)
    last_name = LineField(max_length=120, allow_blank=True)
    company = LineField(max_length=160, required=False, allow_blank=True)
    title = LineField(max_length=160, required=False, allow_blank=True)
    location = LineField(max_length=160, required=False, allow_blank=True)
    time_zone = ZoneField(max_length=60, required=False, allow_blank=True)
    tags = serializers.ListField(child=LineField(max_length=40), max_length=50, required=False)
    skills = serializers.ListField(child=LineField(max_length=40), max_length=100, required=False)
    owner = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), required=False, allow_null=True
    )
    do_not_contact = serializers.BooleanField(required=False)
    do_not_contact_reason = LineField(max_length=300, required=False, allow_blank=True)
    external_id = serializers.CharField(max_length=200, required=False, allow_blank=True)
    custom_fields = serializers.DictField(required=False)
    email_addresses = EmailBody(many=True, required=False)
    phone_numbers = PhoneBody(many=True, required=False)


class NoteSerializer(NounSerializer):
    class Meta:
        model = Note
        fields = ("candidate", "application", "author", "body", "mentions")


class NoteBody(serializers.Serializer[Any]):
    body = serializers.CharField(max_length=NOTE_LENGTH)


class AttachmentSerializer(NounSerializer):
    name = serializers.CharField(source="file.name", read_only=True)
    media_type = serializers.CharField(source="file.media_type", read_only=True)
    size = serializers.IntegerField(source="file.size", read_only=True)

    class Meta:
        model = Attachment
        fields = ("candidate", "application", "kind", "name", "media_type", "size", "parse_problem")


class AttachmentBody(serializers.Serializer[Any]):
    file = serializers.FileField()
    kind = serializers.ChoiceField(AttachmentKind.choices, default=AttachmentKind.RESUME)
