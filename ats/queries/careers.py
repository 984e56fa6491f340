"""What the careers site shows: live posts of open jobs, and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ats.models import Job, JobPost, JobStatus, Location

SHOWN = 100
"""Posts on one page: what a phone loads stays small."""


def live_posts() -> QuerySet[JobPost]:
    """Posts that are on show, with what a row needs; one query more for their places."""
    return (
        JobPost.objects.filter(is_live=True, job__status=JobStatus.OPEN)
        .select_related("job__department")
        .prefetch_related("job__locations__region")
        .order_by("job__department__name", "title", "pk")
    )


def posts_that_were() -> QuerySet[JobPost]:
    """Posts that were on show once and aren't now."""
    return JobPost.objects.filter(published_at__isnull=False).select_related("job__department")


def similar(post: JobPost, most: int = 5) -> list[JobPost]:
    """Live posts of the same family or department as `post`, those in one of its places first."""
    job = post.job
    near = Q(job__department=job.department_id)
    if job.job_family_id:
        near |= Q(job__job_family=job.job_family_id)
    places = set(job.locations.values_list("pk", flat=True))
    found = list(live_posts().filter(near)[:50])
    return sorted(found, key=lambda each: not places & {place.pk for place in each.job.locations.all()})[:most]


@dataclass(frozen=True)
class Facet:
    """One box of a filter, with how many posts it stands for beside what else is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Dimension:
    """One way of narrowing the list: the parameter's name, its heading, and what a post is in it (value and label)."""

    name: str
    title: Any
    of: Callable[[JobPost], list[tuple[str, Any]]]


@dataclass(frozen=True)
class Filter:
    """A dimension with its boxes."""

    name: str
    title: Any
    facets: list[Facet]


@dataclass(frozen=True)
class Found:
    """`posts` is what this page shows of those that fit; `after` leads to the next ones, "" on the last page."""

    posts: list[JobPost]
    fitting: int
    total: int
    filters: list[Filter]
    after: str = ""

    @property
    def chosen(self) -> list[tuple[str, Facet]]:
        """The boxes that are ticked, each with its parameter's name."""
        return [(each.name, facet) for each in self.filters for facet in each.facets if facet.is_chosen]


def _teams(post: JobPost) -> list[tuple[str, Any]]:
    return [(post.job.department.name, post.job.department.name)]


def _places(post: JobPost) -> list[tuple[str, Any]]:
    return [(place.name, place.name) for place in post.job.locations.all()]


def _types(post: JobPost) -> list[tuple[str, Any]]:
    return _known(post.job.employment_type, post.job.get_employment_type_display())


def _presence(post: JobPost) -> list[tuple[str, Any]]:
    return _known(post.job.remote_policy, post.job.get_remote_policy_display())


def _levels(post: JobPost) -> list[tuple[str, Any]]:
    return _known(post.job.level, post.job.level)


def _known(value: str, label: Any) -> list[tuple[str, Any]]:
    return [(value, label)] if value else []


DIMENSIONS = (
    Dimension("team", _("Team"), _teams),
    Dimension("place", _("Place"), _places),
    Dimension("type", _("Kind of contract"), _types),
    Dimension("presence", _("On site or remote"), _presence),
    Dimension("level", _("Level"), _levels),
)


def find(words: str, chosen: Mapping[str, Iterable[str]], after: str = "") -> Found:
    """Live posts that hold all `words` and fit what is `chosen` in each dimension (none: any), a page of them.

    A box counts the posts that it would show beside the choices in the other dimensions. Two questions, however many posts.
    """
    wanted = {dimension.name: set(chosen.get(dimension.name, ())) for dimension in DIMENSIONS}
    everything = list(_holding(live_posts(), words).defer("description", "job__description"))
    fits = {post.pk: _fits(post, wanted) for post in everything}
    fitting = [post for post in everything if all(fits[post.pk].values())]
    shown, more = _page(fitting, after)
    return Found(
        posts=shown,
        fitting=len(fitting),
        total=len(everything),
        filters=[_filter(dimension, everything, fits, wanted[dimension.name]) for dimension in DIMENSIONS],
        after=more,
    )


def _holding(posts: QuerySet[JobPost], words: str) -> QuerySet[JobPost]:
    for word in words.split()[:8]:
        posts = posts.filter(
            Q(title__icontains=word)
            | Q(job__department__name__icontains=word)
            | Q(job__level__icontains=word)
            | Q(job__in=Job.objects.filter(locations__name__icontains=word).values("pk"))
            | Q(job__description__icontains=word)
            | Q(description__icontains=word)
        )
    return posts


def _fits(post: JobPost, wanted: Mapping[str, set[str]]) -> dict[str, bool]:
    """By dimension: whether the post is what is wanted there."""
    values = {each.name: {value for value, label in each.of(post)} for each in DIMENSIONS}
    return {name: not wanted[name] or bool(values[name] & wanted[name]) for name in wanted}


def _filter(
    dimension: Dimension, everything: list[JobPost], fits: Mapping[UUID, Mapping[str, bool]], wanted: set[str]
) -> Filter:
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for post in everything:
        beside = all(fit for name, fit in fits[post.pk].items() if name != dimension.name)
        for value, label in dimension.of(post):
            labels[value] = str(label)
            counts[value] += beside
    in_order = sorted(labels, key=lambda value: labels[value])
    facets = [Facet(value, labels[value], counts[value], value in wanted) for value in in_order]
    return Filter(dimension.name, dimension.title, facets)


def _page(fitting: list[JobPost], after: str) -> tuple[list[JobPost], str]:
    """The posts behind the one with the id `after` (one that isn't there: from the first), and whether there are more."""
    begin = next((number for number, post in enumerate(fitting, 1) if str(post.pk) == after), 0)
    shown = fitting[begin : begin + SHOWN]
    return shown, str(shown[-1].pk) if begin + SHOWN < len(fitting) else ""


def region_of(job: Job) -> str:
    """The key of the region whose law decides on consent, "" where no place names one."""
    place = _main_place(job)
    return place.region.key if place and place.region else ""


def main_place(post: JobPost) -> Location | None:
    """The place whose country reads phone numbers and whose region decides on consent; the first with a country."""
    return _main_place(post.job)


def _main_place(job: Job) -> Location | None:
    places = list(job.locations.all())
    return next((place for place in places if place.country), places[0] if places else None)
