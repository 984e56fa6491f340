"""In German no page says anything in the words that the source has: what is not the company's own is translated."""

from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.test import Client

from ats.kernel.templatetags.house import initials
from ats.models import Candidate, User
from tests.functional.pages.places import SIGNED_OUT, Places

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FILE = Path(__file__).parents[3] / "locale/de/LC_MESSAGES/django.po"
SPOKEN = {"aria-label", "title", "placeholder", "alt", "label", "data-confirm"}
# What people and the company wrote, by the names of its fields.
OWN = {"name", "label", "title", "text", "description", "candidate_text", "key", "value", "subject", "kind"}
# Django's own search button in lists has this image text in no language but English.
NOT_OURS = {"Search"}


class Said(HTMLParser):
    """The pieces of text of a page, and what it says in attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: set[str] = set()
        self._silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in {"script", "style"}
        self.pieces |= {value.strip() for name, value in attrs if name in SPOKEN and value}

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.add(" ".join(data.split()))


def foreign_words() -> set[str]:
    """Every message that reads otherwise in German, and is no German word or code by chance."""
    entries = [each for each in polib.pofile(str(FILE)) if not each.obsolete and "%(" not in each.msgid]
    said = {text for each in entries for text in (each.msgstr, *each.msgstr_plural.values())}
    return {each.msgid for each in entries if not each.msgid.islower() and len(each.msgid) > 1} - said - NOT_OURS


def own_words() -> set[str]:
    """What stands in the database and is shown as it was written, and the initials of its people."""
    found = {initials(person) for model in (User, Candidate) for person in model.objects.all()}
    for model in apps.get_models():
        for field in {each.name for each in model._meta.concrete_fields} & OWN:
            found |= {str(value) for value in model._default_manager.values_list(field, flat=True)}
    return found


def speaks(path: str) -> bool:
    """REST's handbook, the gallery and mails are in English; so is what an import's report keeps of its rows."""
    return not path.startswith(("/api/", "/gallery/", "/demo/", "/candidates/import/{pk}/"))


def test_german_pages_say_nothing_in_english(places: Places) -> None:
    User.objects.filter(pk=places.everybody.pk).update(language="de")
    signed_in, nobody = Client(), Client(headers={"accept-language": "de"})
    signed_in.force_login(places.everybody, backend="ats.accounts.Colleagues")
    visits = [(signed_in, url) for url in places.urls(speaks) + places.in_other_states()]
    wrong, foreign = [], foreign_words()
    for client, url in visits + [(nobody, url) for url in SIGNED_OUT]:
        answer = client.get(url, follow=True)
        if not answer["content-type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        assert 'lang="de"' in page or "<html" not in page, url
        wrong += [(url, piece) for piece in sorted(Said(page).pieces & foreign)]
    own = own_words()
    left = [f"{url}: {piece}" for url, piece in wrong if piece not in own]
    assert not left, "\n".join(left)
