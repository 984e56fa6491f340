"""What the apps tell the approvals: the subjects that are decided on, and who decides.

Every function of a subject takes its row. The house's lock order is subject before approval, so each knows how to lock.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError
from ats.kernel.languages import Text


class UnknownSubject(DomainError):
    """No app has registered this kind of subject or resolver."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A kind of thing that is approved; see `subject` for what each function does."""

    key: str
    model: type[models.Model]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    on_decided: Callable[..., None]
    values: Callable[[Any], Mapping[str, Any]]
    visible_to: Callable[[Any], models.QuerySet[Any]]
    decidable_by: Callable[[Any], models.QuerySet[Any]]
    facts: Callable[..., Any]
    listed: Callable[[Collection[UUID], Any], Mapping[UUID, tuple[Any, str]]]
    lock: Callable[[UUID], Any]
    label: Text = ""
    icon: str = ""
    proof: Callable[[Any, Any], list[tuple[str, str]]] = lambda row, user: []

    def load(self, subject_id: UUID) -> Any:
        return self.model._default_manager.get(pk=subject_id)


@dataclass(frozen=True)
class Resolver:
    """A way to find the people who decide, such as "hiring manager of the job"."""

    key: str
    label: Text
    people: Callable[[Any], Iterable[Any]]


_subjects: dict[str, Subject] = {}
_resolvers: dict[str, Resolver] = {}


def subject(
    *,
    key: str,
    model: type[models.Model],
    title: Callable[[Any], str],
    facts: Callable[..., Any],
    url: Callable[[Any], str],
    on_decided: Callable[..., None],
    values: Callable[[Any], Mapping[str, Any]],
    visible_to: Callable[[Any], models.QuerySet[Any]],
    listed: Callable[[Collection[UUID], Any], Mapping[UUID, tuple[Any, str]]] | None = None,
    lock: Callable[[UUID], Any] | None = None,
    decidable_by: Callable[[Any], models.QuerySet[Any]] | None = None,
    label: Text = "",
    icon: str = "",
    proof: Callable[[Any, Any], list[tuple[str, str]]] = lambda row, user: [],
) -> Subject:
    """Register a kind of subject.

    `title(row)` names it in a list; `facts(row, user)` is the number that matters, or "" for who may not see it;
    `url(row)` is its approval page; `values(row)` are the catalogue's values for the steps' conditions;
    `on_decided(row, request=, by=, at=)` runs in the deciding transaction when the request is approved or rejected;
    `visible_to(user)` is a QuerySet, and so is `decidable_by(user)`: those that the role of `user` lets them decide on in
    the place of a colleague who is away (nothing where it isn't given);
    `lock(id)` locks the row, and what the lock order wants before it, and returns it;
    `listed(ids, user)` gives many rows with what title and url need, each with its facts, in a few queries for all;
    `label` and `icon` show its kind in lists; `proof(row, user)` are names and values for whoever decides on a subject that
    has no approval page of its own.
    """

    def list_rows(ids: Collection[UUID], user: Any) -> Mapping[UUID, tuple[Any, str]]:
        return {pk: (row, facts(row, user)) for pk, row in model._default_manager.in_bulk(ids).items()}

    def lock_row(subject_id: UUID) -> Any:
        return model._default_manager.select_for_update(of=("self",)).get(pk=subject_id)

    _subjects[key] = Subject(
        key=key,
        model=model,
        title=title,
        facts=facts,
        url=url,
        on_decided=on_decided,
        values=values,
        visible_to=visible_to,
        listed=listed or list_rows,
        lock=lock or lock_row,
        decidable_by=decidable_by or (lambda user: model._default_manager.none()),
        label=label,
        icon=icon,
        proof=proof,
    )
    return _subjects[key]


def resolver(key: str, label: Text, people: Callable[[Any], Iterable[Any]]) -> None:
    """Register `people(subject_row)`, the users who decide a step with this resolver."""
    _resolvers[key] = Resolver(key, label, people)


def get_subject(key: str) -> Subject:
    if key not in _subjects:
        raise UnknownSubject(_("Nothing called “{name}” can be approved.").format(name=key))
    return _subjects[key]


def subjects() -> list[Subject]:
    return list(_subjects.values())


def get_resolver(key: str) -> Resolver:
    if key not in _resolvers:
        raise UnknownSubject(
            _("The approval flow asks “{name}”, which isn't known. Choose another resolver in the flow.").format(
                name=key
            )
        )
    return _resolvers[key]


def resolvers() -> list[Resolver]:
    return list(_resolvers.values())
