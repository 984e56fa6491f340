"""What the careers site shows: live posts of open jobs, and nothing else."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ats.models import JobPost, JobStatus, Location


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
    """One box of a filter, with how many posts it stands for."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Found:
    posts: list[JobPost]
    total: int
    teams: list[Facet]
    places: list[Facet]

    @property
    def chosen(self) -> list[tuple[str, Facet]]:
        """The boxes that are ticked, each with its parameter's name."""
        both = (("team", self.teams), ("place", self.places))
        return [(name, facet) for name, facets in both for facet in facets if facet.is_chosen]


def find(words: str, teams: Iterable[str], places: Iterable[str]) -> Found:
    """Live posts that hold all `words` and lie in one of the `teams` and `places` (names; none: any)."""
    teams, places = set(teams), set(places)
    everything = list(_holding(live_posts(), words))
    fitting = [post for post in everything if _fits(post, teams, places)]
    return Found(
        posts=fitting,
        total=len(everything),
        teams=_facets((post.job.department.name for post in everything), teams),
        places=_facets((place.name for post in everything for place in post.job.locations.all()), places),
    )


def _holding(posts: QuerySet[JobPost], words: str) -> QuerySet[JobPost]:
    for word in words.split()[:8]:
        posts = posts.filter(
            Q(title__icontains=word)
            | Q(job__department__name__icontains=word)
            | Q(job__description__icontains=word)
            | Q(description__icontains=word)
        )
    return posts


def _fits(post: JobPost, teams: set[str], places: set[str]) -> bool:
    names = {place.name for place in post.job.locations.all()}
    return (not teams or post.job.department.name in teams) and (not places or bool(names & places))


def _facets(names: Iterable[str], chosen: set[str]) -> list[Facet]:
    return [Facet(name, name, count, name in chosen) for name, count in sorted(Counter(names).items())]


def main_place(post: JobPost) -> Location | None:
    """The place whose country reads phone numbers and whose region decides on consent; the first with a country."""
    places = list(post.job.locations.all())
    return next((place for place in places if place.country), places[0] if places else None)
