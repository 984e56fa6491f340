"""What the list of candidates is narrowed to: tag, skill, owner, source. Each stands in the address and serves an index."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ats.kernel import access, reading
from ats.kernel.pages import ids
from ats.models import Application, Candidate, Source, SourceTouch, User

NOBODY = "none"
OWNER = ("id", "first_name", "last_name", "email")


@dataclass(frozen=True)
class Filters:
    tag: str = ""
    skill: str = ""
    owner: str = ""
    source: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        return cls(**{name: query.get(name, "").strip()[:60] for name in ("tag", "skill", "owner", "source")})

    @property
    def is_set(self) -> bool:
        return self != Filters()

    def applied(self, people: QuerySet[Candidate], user: Any) -> QuerySet[Candidate]:
        """Those whom all filters let through. A source counts by every touch that came without an application, and by
        those of applications that `user` may see. What is no id finds nobody."""
        if self.tag:
            people = people.filter(tags__contains=[self.tag])
        if self.skill:
            people = people.filter(skills__contains=[self.skill])
        if self.owner:
            people = people.filter(owner=None) if self.owner == NOBODY else people.filter(owner__in=ids([self.owner]))
        if self.source:
            people = people.filter(Exists(_touches(self.source, user)))
        return people


def _touches(source: str, user: Any) -> QuerySet[SourceTouch]:
    of_candidate = SourceTouch.objects.filter(candidate=OuterRef("pk"), source__in=ids([source]))
    seen = Application.objects.visible_to(user).filter(pk=OuterRef("application"))
    return of_candidate.filter(application=None) | of_candidate.filter(Exists(seen))


def _offered(user: Any) -> dict[str, reading.Part]:
    seen = Candidate.objects.visible_to(user)
    owners = User.objects.filter(Exists(seen.order_by().filter(owner=OuterRef("pk"))))
    return {
        "owners": reading.Part(owners.order_by("first_name", "last_name"), {name: name for name in OWNER}),
        "sources": reading.Part(Source.objects.filter(is_active=True), {"id": "id", "name": "name"}),
    }


OFFERED = access.ForReaders(reading.ready, _offered)


def offered(user: Any) -> dict[str, reading.Ready]:
    """What is offered: whoever owns somebody among those whom `user` may see, the sources in use. Tags and skills are chosen
    among all other fields."""
    return OFFERED(user)


def choices(found: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The rows of `offered` as values and labels."""
    return {
        "owners": [(row["id"], User(**row).name) for row in found["owners"]],
        "sources": [(row["id"], row["name"]) for row in found["sources"]],
    }
