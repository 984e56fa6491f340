"""The core nouns; each stands in the file of its name."""

from ats.models.application import (
    Answer,
    Application,
    ApplicationStatus,
    ReasonType,
    RejectionReason,
    Source,
    SourceTouch,
    Stage,
)
from ats.models.booking import Booking, BookingStatus
from ats.models.candidate import (
    Attachment,
    AttachmentKind,
    Candidate,
    CandidateEmail,
    CandidatePhone,
    ContactType,
    Note,
)
from ats.models.classification import (
    CLASSIFICATION,
    EeoCategory,
    EmploymentType,
    FlsaStatus,
    HiringReason,
    Priority,
    RemotePolicy,
)
from ats.models.classification_rule import ClassificationRule
from ats.models.company import ACCENT, Company
from ats.models.custom_field import CustomEntity, CustomField, CustomType, FieldSensitivity
from ats.models.duplicate import (
    DuplicatePair,
    DuplicateRule,
    DuplicateRun,
    MatchKey,
    PairStatus,
    RunPhase,
    Signal,
)
from ats.models.follow import Follow
from ats.models.interview import Interview, InterviewStatus, Recommendation, Scorecard
from ats.models.interview_kit import InterviewKit
from ats.models.invitation import Invitation
from ats.models.job import (
    JOB_TERMS,
    HiringTeamMember,
    Job,
    JobGroupObjectPermission,
    JobStatus,
    JobUserObjectPermission,
    PayUnit,
    TeamRole,
)
from ats.models.job_family import JobFamily, JobGroup
from ats.models.job_override import JobOverride
from ats.models.job_post import JobPost, JobQuestion, QuestionKind
from ats.models.job_template import JobTemplate
from ats.models.job_version import JobVersion
from ats.models.merge import CandidateMerge
from ats.models.offer import DeclineKind, Offer, OfferStatus, OfferVersion
from ats.models.offer_letter import OfferLetter, OfferLetterTemplate
from ats.models.opening import Opening
from ats.models.organisation import Department, Location, Region
from ats.models.ownership import OwnershipPolicy, OwnershipRequest, OwnershipStatus
from ats.models.referral import Referral, ReferralState, Relation
from ats.models.required_field import RequiredFieldRule
from ats.models.self_identification import SelfIdentification
from ats.models.self_identification_question import SelfIdentificationQuestion
from ats.models.task import Task
from ats.models.user import User

__all__ = [
    "ACCENT",
    "CLASSIFICATION",
    "JOB_TERMS",
    "Answer",
    "Application",
    "ApplicationStatus",
    "Attachment",
    "AttachmentKind",
    "Booking",
    "BookingStatus",
    "Candidate",
    "CandidateEmail",
    "CandidateMerge",
    "CandidatePhone",
    "ClassificationRule",
    "Company",
    "ContactType",
    "CustomEntity",
    "CustomField",
    "CustomType",
    "DeclineKind",
    "Department",
    "DuplicatePair",
    "DuplicateRule",
    "DuplicateRun",
    "EeoCategory",
    "EmploymentType",
    "FieldSensitivity",
    "FlsaStatus",
    "Follow",
    "HiringReason",
    "HiringTeamMember",
    "Interview",
    "InterviewKit",
    "InterviewStatus",
    "Invitation",
    "Job",
    "JobFamily",
    "JobGroup",
    "JobGroupObjectPermission",
    "JobOverride",
    "JobPost",
    "JobQuestion",
    "JobStatus",
    "JobTemplate",
    "JobUserObjectPermission",
    "JobVersion",
    "Location",
    "MatchKey",
    "Note",
    "Offer",
    "OfferLetter",
    "OfferLetterTemplate",
    "OfferStatus",
    "OfferVersion",
    "Opening",
    "OwnershipPolicy",
    "OwnershipRequest",
    "OwnershipStatus",
    "PairStatus",
    "PayUnit",
    "Priority",
    "QuestionKind",
    "ReasonType",
    "Recommendation",
    "Referral",
    "ReferralState",
    "Region",
    "RejectionReason",
    "Relation",
    "RemotePolicy",
    "RequiredFieldRule",
    "RunPhase",
    "Scorecard",
    "SelfIdentification",
    "SelfIdentificationQuestion",
    "Signal",
    "Source",
    "SourceTouch",
    "Stage",
    "Task",
    "TeamRole",
    "User",
]
