"""What people answered and looked for, in the words of whoever reads it."""

import pytest
from django.utils.translation import gettext_lazy, override

from ats.kernel.templatetags.house import marked, quoted
from ats.models import Answer, JobQuestion, QuestionKind


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (QuestionKind.YES_NO, "yes", "Ja"),
        (QuestionKind.YES_NO, "no", "Nein"),
        (QuestionKind.YES_NO, "", ""),
        (QuestionKind.TEXT, "yes", "yes"),
        (QuestionKind.CHOICE, "Yes", "Yes"),
    ],
)
def test_yes_and_no_are_translated_and_nothing_else(kind, value, shown):
    with override("de"):
        assert Answer(question=JobQuestion(kind=kind), value=value).shown == shown


def test_a_quotation_has_the_marks_of_the_language():
    assert quoted("Go on") == "“Go on”"
    with override("de"):
        assert quoted("Go on") == "„Go on“"


def test_what_was_looked_for_is_marked_in_words_that_are_translated_late():
    with override("de"):
        assert marked(gettext_lazy("Jobs"), "ste") == "<b>Ste</b>llen"
        assert marked(gettext_lazy("Jobs"), "") == "Stellen"
