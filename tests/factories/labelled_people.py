"""People of whom it is known who is who: records of one person with what goes wrong in records, and people who only look
like one. The same for one seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from faker import Faker

from ats.models.contact import email_indexes, phone_index
from ats.policies import likeness
from ats.policies.likeness import Person

LOCALES = ["en_GB", "pt_PT", "de_DE", "pl_PL", "sv_SE", "es_ES"]
TITLES = [
    "Backend engineer",
    "Senior backend engineer",
    "Product designer",
    "Data analyst",
    "Recruiter",
    "Port planner",
]
TITLES += ["Crane operator", "Finance controller", "Nurse", "Account manager", "QA engineer", "Legal counsel"]
NICKNAMES = {"Michael": "Mike", "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Katherine": "Kate"}
NICKNAMES |= {"James": "Jim", "Richard": "Rick", "Thomas": "Tom", "Jennifer": "Jenny", "Patricia": "Pat"}
PLAIN = str.maketrans("áàâãäåéèêëíìîïóòôõöøúùûüçñłśżźęąćń", "aaaaaaeeeeiiiioooooouuuucnlszzeacn")


@dataclass(frozen=True)
class Record:
    first: str
    last: str
    company: str
    title: str
    place: str
    email: str
    phone: str


@dataclass
class Population:
    records: list[Record] = field(default_factory=list)
    same: dict[tuple[int, int], str] = field(default_factory=dict)
    """Positions of the pairs that are one person, and what makes each hard."""
    alike: dict[tuple[int, int], str] = field(default_factory=dict)
    """Positions of the pairs that only look like one person."""


class Maker:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.fakers = [Faker(locale) for locale in LOCALES]
        for faker in self.fakers:
            faker.seed_instance(seed)
        self.companies = [
            f"{self.fakers[0].last_name()} {word}" for word in ("Systems", "Labs", "Port") for _ in range(60)
        ]
        self.places = [faker.city() for faker in self.fakers for _ in range(12)]
        self.number = 0

    def record(self, **facts: str) -> Record:
        self.number += 1
        faker = self.dice.choice(self.fakers)
        first, last = faker.first_name(), faker.last_name()
        made = {
            "first": first,
            "last": last,
            "company": self.dice.choice(self.companies),
            "title": self.dice.choice(TITLES),
            "place": self.dice.choice(self.places),
            "email": f"p{self.number}@mail.example",
            "phone": f"+35191{self.number:07}",
        }
        return Record(**{**made, **facts})

    def other(self, record: Record, *kept: str, **facts: str) -> Record:
        """Somebody's second record: what is named in `kept` is equal, the rest is new, as far as `facts` don't say it."""
        return self.record(**{name: getattr(record, name) for name in kept}, **facts)

    def typo(self, word: str) -> str:
        """A letter doubled, left out, swapped with the next or hit beside."""
        if len(word) < 4:
            return word + word[-1]
        place = self.dice.randrange(1, len(word) - 1)
        kind = self.dice.randrange(4)
        if kind == 0:
            return word[:place] + word[place] + word[place:]
        if kind == 1:
            return word[:place] + word[place + 1 :]
        if kind == 2:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        return word[:place] + self.dice.choice("aeionrst") + word[place + 1 :]

    def mistyped(self, record: Record) -> dict[str, str]:
        which = self.dice.choice(["first", "last"])
        return {"first": record.first, "last": record.last, which: self.typo(getattr(record, which))}


SAME: dict[str, tuple[int, Callable[[Maker, Record], Record]]] = {
    "mistyped name, same address": (100, lambda m, r: m.other(r, "email", "place", **m.mistyped(r))),
    "nickname, same number": (80, lambda m, r: m.other(r, "phone", "last", "company", first=NICKNAMES[r.first])),
    "other employer, same number": (80, lambda m, r: m.other(r, "first", "last", "phone", "place")),
    "mistyped name, same employer": (100, lambda m, r: m.other(r, "company", "place", "title", **m.mistyped(r))),
    "nickname, same employer": (60, lambda m, r: m.other(r, "company", "last", "title", first=NICKNAMES[r.first])),
    "without accents, same employer": (
        40,
        lambda m, r: m.other(r, "company", first=r.first.lower().translate(PLAIN), last=r.last.upper()),
    ),
    "turned around, same employer": (30, lambda m, r: m.other(r, "company", "title", first=r.last, last=r.first)),
    "initial, same employer and place": (
        40,
        lambda m, r: m.other(r, "company", "title", "place", "last", first=r.first[0]),
    ),
    "other last name, same address": (40, lambda m, r: m.other(r, "first", "email", "company")),
    "other employer, title and place known": (40, lambda m, r: m.other(r, "first", "last", "title", "place")),
}
ALIKE: dict[str, tuple[int, Callable[[Maker, Record], Record]]] = {
    "same name": (100, lambda m, r: m.other(r, "first", "last")),
    "same name and place": (60, lambda m, r: m.other(r, "first", "last", "place")),
    "twins with the family's number": (60, lambda m, r: m.other(r, "last", "phone", "place")),
    "siblings at one employer": (40, lambda m, r: m.other(r, "last", "company", "place")),
    "colleagues with one first name": (60, lambda m, r: m.other(r, "first", "company", "title", "place")),
    "a couple with one address": (20, lambda m, r: m.other(r, "last", "email", "place")),
}


def population(seed: int = 7, singles: int = 600) -> Population:
    """570 pairs and more that are one person, 340 that only look so, and people who resemble nobody on purpose."""
    maker, made = Maker(seed), Population()
    for kinds, labels in ((SAME, made.same), (ALIKE, made.alike)):
        for kind, (count, second) in kinds.items():
            for _ in range(count):
                facts: dict[str, Any] = {"first": maker.dice.choice(list(NICKNAMES))} if "nickname" in kind else {}
                one = maker.record(**facts)
                labels[len(made.records), len(made.records) + 1] = kind
                made.records += [one, second(maker, one)]
    made.records += [maker.record() for _ in range(singles)]
    return made


def as_person(number: int, record: Record) -> Person:
    return Person(
        UUID(int=number + 1),
        likeness.words(record.first),
        likeness.words(record.last),
        likeness.company_words(record.company),
        " ".join(likeness.words(record.title)),
        " ".join(likeness.words(record.place)),
        frozenset([email_indexes(record.email)[0]]),
        frozenset([phone_index(record.phone)]),
    )


def changed(record: Record, **facts: str) -> Record:
    return replace(record, **facts)
