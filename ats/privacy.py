"""What is personal in the core's models, and how erasure deals with it."""

from ats import models
from ats.kernel.privacy import Erasure, declare, nothing_personal

declare(
    models.Candidate,
    personal={
        "first_name": Erasure.PSEUDONYM,
        "last_name": Erasure.BLANK,
        "company": Erasure.BLANK,
        "title": Erasure.BLANK,
        "location": Erasure.BLANK,
        "time_zone": Erasure.BLANK,
        "tags": Erasure.BLANK,
        "skills": Erasure.BLANK,
        "do_not_contact_reason": Erasure.BLANK,
        "external_id": Erasure.BLANK,
        "custom_fields": Erasure.BLANK,
    },
)
for contact in (models.CandidateEmail, models.CandidatePhone):
    declare(contact, personal={"value": Erasure.DESTROY_KEY, "value_index": Erasure.DELETE_ROW})
declare(
    models.CandidateMerge, personal={"changes": Erasure.BLANK, "reason": Erasure.BLANK, "unmerge_reason": Erasure.BLANK}
)
declare(models.DuplicatePair, personal={"reason": Erasure.BLANK})
declare(models.MatchKey, personal={"key": Erasure.DELETE_ROW})
declare(
    models.OwnershipRequest,
    personal={"reason": Erasure.BLANK, "answer": Erasure.BLANK, "dispute_reason": Erasure.BLANK},
)
declare(models.Attachment, personal={"file": Erasure.DELETE_FILE, "text": Erasure.DELETE_ROW})
declare(models.Note, personal={"body": Erasure.DELETE_ROW})
declare(
    models.Application,
    personal={"external_id": Erasure.BLANK, "custom_fields": Erasure.BLANK},
)
declare(models.Answer, personal={"value": Erasure.DELETE_ROW})
declare(
    models.Referral,
    personal={
        "first_name": Erasure.PSEUDONYM,
        "last_name": Erasure.BLANK,
        "email_index": Erasure.DELETE_ROW,
        "reason": Erasure.DELETE_ROW,
        "external_id": Erasure.BLANK,
    },
)
declare(models.SourceTouch, personal={"detail": Erasure.BLANK})
declare(models.SelfIdentification, personal={"answers": Erasure.DELETE_ROW})
declare(models.Task, personal={"title": Erasure.DELETE_ROW, "external_id": Erasure.BLANK})
declare(models.Interview, personal={"location": Erasure.BLANK})
declare(models.Booking, personal={"location": Erasure.BLANK, "note": Erasure.BLANK})
declare(
    models.OfferLetter,
    personal={"text": Erasure.DELETE_ROW, "file": Erasure.DELETE_FILE, "signed_file": Erasure.DELETE_FILE},
)
declare(models.Scorecard, personal={"note": Erasure.BLANK, "attributes": Erasure.BLANK})
declare(
    models.Offer,
    personal={
        "signed_name": Erasure.PSEUDONYM,
        "decline_reason": Erasure.BLANK,
        "decline_kind": Erasure.KEEP,
        "withdrawal_reason": Erasure.BLANK,
        "custom_fields": Erasure.BLANK,
    },
)
declare(
    models.OfferVersion,
    personal={"salary_amount": Erasure.KEEP, "bonus": Erasure.KEEP, "equity": Erasure.KEEP},
)
declare(
    models.User,
    personal={
        "email": Erasure.PSEUDONYM,
        "first_name": Erasure.PSEUDONYM,
        "last_name": Erasure.BLANK,
        "title": Erasure.BLANK,
        "password": Erasure.BLANK,
        "external_id": Erasure.BLANK,
    },
)
declare(models.Job, personal={"backfill_of": Erasure.BLANK})
declare(models.JobOverride, personal={"reason": Erasure.BLANK})
nothing_personal(
    models.Company,
    models.CustomField,
    models.Department,
    models.DuplicateRule,
    models.DuplicateRun,
    models.Follow,
    models.HiringTeamMember,
    models.ClassificationRule,
    models.InterviewKit,
    models.Invitation,
    models.JobFamily,
    models.JobGroup,
    models.JobGroupObjectPermission,
    models.JobPost,
    models.JobQuestion,
    models.JobTemplate,
    models.JobUserObjectPermission,
    models.JobVersion,
    models.Location,
    models.OfferLetterTemplate,
    models.Opening,
    models.OwnershipPolicy,
    models.Region,
    models.RejectionReason,
    models.SelfIdentificationQuestion,
    models.RequiredFieldRule,
    models.Source,
)
