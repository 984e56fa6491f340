"""How alike two records are, without a database: names with typing mistakes, nicknames, initials, turned-around order.

Jaro-Winkler likeness after Winkler (1990), "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter
Model of Record Linkage". All likenesses are between 0 and 1.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from uuid import UUID

from ats.models import Signal

LETTERS = str.maketrans(
    {"ø": "o", "ß": "ss", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "", "'": ""}
)
PARTICLES = {
    "de",
    "da",
    "do",
    "dos",
    "das",
    "di",
    "del",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "bin",
    "al",
    "el",
    "y",
    "e",
}
COMPANY_FORMS = {
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "ag",
    "sa",
    "lda",
    "plc",
    "bv",
    "ab",
    "as",
    "oy",
    "co",
    "corp",
    "group",
    "the",
}
# One spelling for the short forms of a first name.
SHORT_FORMS: dict[str, str] = {
    short: full
    for full, shorts in {
        "alexander": "alex sasha sandro",
        "andrew": "andy drew",
        "anthony": "tony",
        "benjamin": "ben",
        "catherine": "cathy kate katie katherine kathryn",
        "christopher": "chris",
        "daniel": "dan danny",
        "david": "dave",
        "deborah": "debbie deb",
        "edward": "ed eddie ted",
        "elizabeth": "liz beth lisa betty eliza",
        "francisco": "paco chico",
        "frederick": "fred freddy",
        "gregory": "greg",
        "jacob": "jake",
        "james": "jim jimmy jamie",
        "jennifer": "jen jenny",
        "john": "jack johnny jon",
        "jonathan": "jonny",
        "jose": "pepe ze",
        "joseph": "joe joey",
        "joshua": "josh",
        "kenneth": "ken kenny",
        "lawrence": "larry",
        "margaret": "maggie meg peggy",
        "matthew": "matt",
        "michael": "mike mick mickey",
        "nicholas": "nick nico",
        "patricia": "pat patty trish",
        "patrick": "paddy",
        "peter": "pete",
        "philip": "phil",
        "rebecca": "becky becca",
        "richard": "rick dick rich",
        "robert": "bob bobby rob robbie bert",
        "samuel": "sam sammy",
        "stephen": "steve steven",
        "susan": "sue susie",
        "theodore": "theo",
        "thomas": "tom tommy",
        "timothy": "tim",
        "victoria": "vicky tori",
        "william": "bill billy will willy liam",
        "zachary": "zach zack",
    }.items()
    for short in shorts.split()
}
# Of everything together, how much each part counts.
WEIGHTS = {"name": 0.62, "company": 0.16, "title": 0.12, "place": 0.10}
UNKNOWN = 0.55  # where one of the two says nothing


@dataclass(frozen=True, slots=True)
class Person:
    """What of a record is compared; words are in the form that `words` gives them, contact points are fingerprints."""

    id: UUID
    first: tuple[str, ...]
    last: tuple[str, ...]
    company: str = ""
    title: str = ""
    place: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """How alike two people are (percent), and by which signals."""

    score: int = 0
    signals: list[str] = field(default_factory=list)


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` without accents, in lower case; of a name's particles only where nothing else is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    found = tuple(letters.split())
    return tuple(word for word in found if word not in PARTICLES) or found


def company_words(text: str) -> str:
    """An employer's name without its legal form."""
    found = words(text)
    return " ".join(word for word in found if word not in COMPANY_FORMS) or " ".join(found)


def compare(one: Person, other: Person, rules: dict[str, int]) -> Likeness:
    """By which of the active `rules` (signal to threshold in percent) these two may be the same person."""
    name = name_likeness(one, other)
    percent = {
        Signal.EMAIL: name if one.emails & other.emails else 0.0,
        Signal.PHONE: name if one.phones & other.phones else 0.0,
        Signal.NAME_EMPLOYER: name if _same_employer(one, other) else 0.0,
        Signal.FUZZY: together(one, other, name),
    }
    found = [str(signal) for signal, likeness in percent.items() if _reaches(likeness, rules.get(signal))]
    if not found:
        return Likeness()
    return Likeness(_score(found, name, percent[Signal.FUZZY]), found)


def _reaches(likeness: float, threshold: int | None) -> bool:
    return threshold is not None and likeness > 0 and round(likeness * 100) >= threshold


def _score(found: list[str], name: float, everything: float) -> int:
    """A shared address or number is nearly proof; the rest is as sure as the words are alike."""
    certain = {Signal.EMAIL: 0.90, Signal.PHONE: 0.86, Signal.NAME_EMPLOYER: 0.78, Signal.FUZZY: 0.0}
    floor = max(certain[Signal(signal)] for signal in found)
    best = max(floor + (1 - floor) * name * 0.9, everything) if floor else everything
    return min(99, round(best * 100))


def together(one: Person, other: Person, name: float) -> float:
    parts = {
        "name": name,
        "company": _text(one.company, other.company),
        "title": _text(one.title, other.title),
        "place": _text(one.place, other.place),
    }
    return sum(WEIGHTS[part] * likeness for part, likeness in parts.items())


def name_likeness(one: Person, other: Person) -> float:
    """First and last names, also when somebody wrote them the other way round."""
    straight = 0.5 * _first(one.first, other.first) + 0.5 * _last(one.last, other.last)
    turned = 0.5 * _first(one.first, other.last) + 0.5 * _last(one.last, other.first)
    return max(straight, turned * 0.97)


def _first(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The first of the first names counts, the middle ones hardly; an initial fits any name that begins with it."""
    if not one or not other:
        return 0.6
    a, b = (SHORT_FORMS.get(names[0], names[0]) for names in (one, other))
    if a == b:
        return 1.0 if one[0] == other[0] else 0.96
    if len(one[0]) == 1 or len(other[0]) == 1:
        return 0.88 if one[0][0] == other[0][0] else 0.0
    return jaro_winkler(one[0], other[0])


def _last(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """One of several last names is enough: Ana Sousa Lima also calls herself Ana Lima."""
    if not one or not other:
        return 0.6
    whole = jaro_winkler(" ".join(one), " ".join(other))
    if len(one) == len(other) == 1:
        return whole
    best = max(jaro_winkler(a, b) for a, b in product(one, other))
    return max(whole, best * 0.95)


def _same_employer(one: Person, other: Person) -> bool:
    return bool(one.company and other.company) and _text(one.company, other.company) >= 0.92


def _text(one: str, other: str) -> float:
    if not one or not other:
        return UNKNOWN
    if one == other:
        return 1.0
    mine, theirs = set(one.split()), set(other.split())
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return max(shared * 0.92, _far(jaro_winkler(one, other)))


def _far(likeness: float) -> float:
    """Any two words are somewhat alike to this measure; only what is above that says anything."""
    return max(0.0, (likeness - 0.7) / 0.3)


@lru_cache(maxsize=200_000)
def jaro_winkler(one: str, other: str) -> float:
    if one == other:
        return 1.0
    likeness = _jaro(one, other)
    prefix = next(
        (i for i, (a, b) in enumerate(zip(one[:4], other[:4], strict=False)) if a != b), min(len(one), len(other), 4)
    )
    return likeness + prefix * 0.1 * (1 - likeness)


def _jaro(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    reach = max(0, max(len(one), len(other)) // 2 - 1)
    taken = [False] * len(other)
    mine: list[str] = []
    for i, letter in enumerate(one):
        for j in range(max(0, i - reach), min(len(other), i + reach + 1)):
            if not taken[j] and other[j] == letter:
                taken[j] = True
                mine.append(letter)
                break
    if not mine:
        return 0.0
    theirs = [letter for letter, found in zip(other, taken, strict=True) if found]
    swapped = sum(a != b for a, b in zip(mine, theirs, strict=True)) / 2
    found = len(mine)
    return (found / len(one) + found / len(other) + (found - swapped) / found) / 3


def keys(person: Person) -> frozenset[str]:
    """Under which keys `person` is looked for. Two who share none are never compared, so each mistake that may happen
    leaves at least one as it is."""
    found = {f"e:{index}" for index in person.emails} | {f"p:{index}" for index in person.phones}
    for first, last in _orders(person):
        full = SHORT_FORMS.get(first, first)
        found |= {f"n:{full[:1]}.{skeleton(last)}", f"f:{skeleton(full)}.{last[:2]}", f"s:{full}.{last[-3:]}"}
        if person.company:
            found.add(f"c:{person.company.split()[0][:6]}.{full[:2]}")
    return frozenset(found)


def _orders(person: Person) -> set[tuple[str, str]]:
    """First with each of the last names, and the other way round."""
    firsts, lasts = person.first[:1] or ("",), person.last or ("",)
    straight = {(first, last) for first in firsts for last in lasts[:3]}
    return straight | {(last, first) for first, last in straight if last}


def skeleton(word: str) -> str:
    """The sound of a word, roughly: its first letter and the first three consonants, alike ones as one."""
    alike = str.maketrans("bpfvcgjkqsxzdtmnlrwhy", "bbbbcccccsssttmmlr...")
    sounds = [letter for letter in word[1:].translate(alike) if letter not in "aeiou."]
    return word[:1] + "".join(letter for i, letter in enumerate(sounds) if i == 0 or letter != sounds[i - 1])[:3]
