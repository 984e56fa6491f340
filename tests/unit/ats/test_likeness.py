"""SR-3.4: how well likely duplicates are found, on people of whom it is known who is who."""

from collections import Counter
from itertools import combinations
from uuid import uuid4

import pytest

from ats.actions.duplicates import RULES
from ats.models import Signal
from ats.policies.likeness import Person, compare, jaro_winkler, keys, words
from tests.factories.labelled_people import ALIKE, SAME, as_person, population

pytestmark = pytest.mark.requirement("SR-3.4")
SEEDS = (7, 11, 23)


def found_in(people, rules=RULES):
    """Pairs of positions that the rules find among `people`, looking only where a key is shared."""
    by_key = {}
    for position, person in enumerate(people):
        for key in keys(person):
            by_key.setdefault(key, []).append(position)
    looked_at = {pair for positions in by_key.values() for pair in combinations(positions, 2)}
    return {(a, b): alike for a, b in looked_at if (alike := compare(people[a], people[b], rules)).signals}


def report(seed):
    made = population(seed)
    people = [as_person(number, record) for number, record in enumerate(made.records)]
    found = set(found_in(people))
    right = found & made.same.keys()
    missed = Counter(made.same[pair] for pair in made.same.keys() - found)
    wrong = Counter(made.alike.get(pair, "nobody in particular") for pair in found - made.same.keys())
    return len(right) / len(found), len(right) / len(made.same), missed, wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_precision_and_recall_on_a_labelled_set(seed, record_property):
    precision, recall, missed, wrong = report(seed)
    told = f"precision {precision:.3f}, recall {recall:.3f}; missed {dict(missed)}; wrong {dict(wrong)}"
    record_property(f"duplicates, seed {seed}", told)
    print(told)  # noqa: T201 (`-s` shows the numbers)
    assert precision >= 0.92, told
    assert recall >= 0.94, told


def test_the_labelled_set_is_large_and_has_what_it_promises():
    made = population()
    assert len(made.same) >= 500 and len(made.alike) >= 300
    assert set(made.same.values()) == set(SAME) and set(made.alike.values()) == set(ALIKE)


def person(name, **facts):
    first, _, last = name.partition(" ")
    return Person(uuid4(), words(first), words(last), **facts)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Robert Okafor", "Bob Okafor", True),
        ("Inês M. Ferreira", "Ines Ferreira", True),
        ("Ferreira Ines", "Ines Ferreira", True),
        ("Ana Sousa Lima", "Ana Lima", True),
        ("J. Nowak", "Jan Nowak", True),
        ("Søren Müller", "Soren Mueler", True),
        ("Jan Nowak", "Piotr Nowak", False),
        ("Maria Silva", "Sofia Silva", False),
    ],
)
def test_names_at_one_employer(one, other, same):
    pair = person(one, company="acme"), person(other, company="acme")
    assert (Signal.NAME_EMPLOYER in compare(*pair, RULES).signals) is same
    assert keys(pair[0]) & keys(pair[1]) or not same


def test_a_rule_that_is_off_finds_nothing():
    pair = person("Ana Lima", emails=frozenset("e")), person("Ana Lima", emails=frozenset("e"))
    assert compare(*pair, RULES).score >= 95
    assert compare(*pair, {}).signals == []
    assert compare(*pair, {Signal.PHONE: 50}).signals == []


def test_jaro_winkler_as_published():
    """The pairs of Winkler (1990) and the usual ones after him."""
    known = {("martha", "marhta"): 0.961, ("dwayne", "duane"): 0.840, ("dixon", "dicksonx"): 0.813}
    for pair, likeness in known.items():
        assert jaro_winkler(*pair) == pytest.approx(likeness, abs=0.001)
