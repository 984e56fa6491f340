"""The voluntary questions that the product comes with, for the United States (facts A1 to A4). Counsel confirms them."""

from datetime import date

from ats.models import SelfIdentificationQuestion

DECLINE = ["DECLINE", "I do not want to answer"]
REGION = "us"
QUESTIONS = [
    {
        "key": "sex",
        "text": "Sex",
        "options": [["F", "Female"], ["M", "Male"], ["X", "Another or none of these"], DECLINE],
    },
    {
        "key": "race",
        "text": "Race and ethnicity: choose all that apply",
        "takes_several": True,
        "options": [
            ["AIAN", "American Indian or Alaska Native"],
            ["ASIAN", "Asian"],
            ["BLACK", "Black or African American"],
            ["HISP", "Hispanic or Latino"],
            ["MENA", "Middle Eastern or North African"],
            ["NHPI", "Native Hawaiian or Pacific Islander"],
            ["WHITE", "White"],
            DECLINE,
        ],
    },
    {
        "key": "veteran",
        "text": "Are you a protected veteran?",
        "explanation": "Disabled, recently separated, active duty wartime or campaign badge, or Armed Forces service medal "
        "veterans are protected. Before an offer we do not ask which of these applies.",
        "options": [
            ["PROTECTED", "I am a protected veteran"],
            ["NOT_PROTECTED", "I am not a protected veteran"],
            DECLINE,
        ],
    },
    {
        "key": "disability",
        "text": "Do you have a disability?",
        "form_number": "CC-305, OMB 1250-0005",
        "form_expires_date": date(2026, 4, 30),
        "options": [
            ["YES", "Yes, I have a disability, or have had one in the past"],
            ["NO", "No, I do not have a disability and have not had one in the past"],
            DECLINE,
        ],
    },
]


def prepare() -> None:
    """Write the questions that no administrator has ever seen; those that are there stay as they are."""
    for position, question in enumerate(QUESTIONS, start=1):
        known = SelfIdentificationQuestion.objects.filter(region=REGION, key=question["key"])
        if not known.exists():
            SelfIdentificationQuestion.objects.create(region=REGION, position=position, **question)
