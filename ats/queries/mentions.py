"""Whom a note calls by name."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet, UUIDField, Value

from ats.kernel import access
from ats.models import Application, Candidate, User


def mentioned(text: str, candidate: Candidate, application: Application | None = None) -> tuple[list[Any], list[Any]]:
    """The colleagues whom `text` calls as “@First Last” (or by the address they sign in with): those who may read a note on
    `candidate` (about `application`, which another team does not see), and those who may not and so are told nothing. Of
    two names that fit one place the longer is meant; of two people with one name, both."""
    called = _called(text.lower())
    seen = who_sees(called, candidate, application)
    return [user for user in called if user.pk in seen], [user for user in called if user.pk not in seen]


def who_sees(users: Sequence[Any], candidate: Candidate, application: Application | None = None) -> set[UUID]:
    """Those of `users` who may see `candidate`, and `application` too if one is given; in two queries however many are
    asked."""
    access.read_ahead(users)
    each = [_seen(user, candidate, application).order_by().values_list(Value(user.pk, UUIDField())) for user in users]
    return {pk for (pk,) in Candidate.objects.none().values_list("pk").union(*each)} if each else set()


def _seen(user: Any, candidate: Candidate, application: Application | None) -> QuerySet[Candidate]:
    rows: QuerySet[Candidate] = Candidate.objects.visible_to(user).filter(pk=candidate.pk)
    if application is None:
        return rows
    return rows.filter(Exists(Application.objects.visible_to(user).filter(pk=application.pk)))


def mentionable(candidate: Candidate, words: str, most: int = 8) -> list[Any]:
    """Colleagues whose name begins with `words` and who may see `candidate`."""
    people = User.objects.filter(is_active=True, is_service=False).order_by("first_name", "last_name")
    fitting = [user for user in people if user.name.lower().startswith(words.lower())]
    asked = fitting[: most * 3]
    seen = who_sees(asked, candidate)
    return [user for user in asked if user.pk in seen][:most]


def _called(text: str) -> list[Any]:
    if "@" not in text:
        return []
    people = User.objects.filter(is_active=True, is_service=False)
    bearers: dict[str, list[Any]] = {}
    for user in people.order_by("pk"):
        for name in {f"@{user.name.lower()}", f"@{user.email.lower()}"}:
            bearers.setdefault(name, []).append(user)
    found: dict[UUID, Any] = {}
    for name in sorted(bearers, key=lambda name: (-len(name), name)):
        if (rest := _without(text, name)) != text:
            text = rest
            found |= {user.pk: user for user in bearers[name]}
    return list(found.values())


def _without(text: str, name: str) -> str:
    """`text` without `name` where it stands as a whole word."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if end == len(text) or not text[end].isalnum():
            text = text[:place] + " " + text[end:]
            place = text.find(name)
        else:
            place = text.find(name, end)
    return text
