"""Finding people by any part of their names and work, and by the words of their files and notes.

The database reads both without accents and capitals (`waymark_names`, `waymark_words`; migration 0009), each by an index.
Words from three letters on are found in the middle of names; shorter ones at the beginning of a name or as a whole word of
a text. "Quotes", OR and a leading minus make it a search of texts as the web knows it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVectorField
from django.core.exceptions import ValidationError
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Concat, Replace

from ats.kernel import access
from ats.kernel.access import KernelPermission
from ats.kernel.prepared import Prepared
from ats.models import Attachment, Candidate, Note
from ats.models.contact import email_indexes, normal_email

SHORT = 3  # letters from which a word is looked for in the middle of names too
PREFIX = 4  # letters from which a word of a text may go on
MOST_WORDS = 6
FEW = 3000  # people up to whom a search is run once for all lists of a page
START, STOP = "\u2983", "\u2984"  # around a found word in a snippet; no CV writes them
_OPERATORS = re.compile(r'"|(^|\s)-\w|\sOR\s')
_MINUS = re.compile(r'(?:^|(?<=\s))-("[^"]*"|\w\S*)')
_LEXEME = re.compile(r"[^\w+#./@-]+")


class Word(NamedTuple):
    """What is looked for: its part of names, and its lexeme in texts, which `goes_on` where it is long enough."""

    part: str
    lexeme: str
    goes_on: bool


def _text(value: str) -> Value:
    return Value(value, output_field=TextField())


def plain(value: Any) -> Func:
    """`value` without accents and capitals."""
    return Func(value, function="waymark_plain", output_field=TextField())


NAMES = Func(
    F("first_name"),
    F("last_name"),
    F("company"),
    F("title"),
    F("location"),
    F("tags"),
    function="waymark_names",
    output_field=TextField(),
)


def words_of(column: str) -> Func:
    return Func(F(column), function="waymark_words", output_field=SearchVectorField())


def matching(people: "QuerySet[Candidate]", words: str, user: Any) -> "QuerySet[Candidate]":
    """Those of `people` who hold all `words` in their names, employer, title, place, tags, or in files and notes that
    `user` may see. A whole address finds who has it, where `user` may see it."""
    if "@" in words:
        seen = people.permitted(user, KernelPermission.CONTACT_VIEW)  # type: ignore[attr-defined]
        return seen.filter(email_addresses__value_index=_index(words))  # type: ignore[no-any-return]
    if _OPERATORS.search(words):
        return _asked(people, words, user)
    for word in _words(words):
        people = people.filter(pk__in=_with(word, user))
    return people


def _asked(people: "QuerySet[Candidate]", words: str, user: Any) -> "QuerySet[Candidate]":
    """Quotes and OR within one text; a minus leaves out whoever has that word in any text or name."""
    unwanted = [word.strip('"') for word in _MINUS.findall(words)]
    wanted = _MINUS.sub(" ", words).strip()
    if wanted:
        files, notes = _with_text(_web(wanted), user)
        people = people.filter(pk__in=files.union(notes))
    for word in unwanted[:MOST_WORDS]:
        people = people.exclude(pk__in=_named(word).union(*_with_text(_web(f'"{word}"'), user)))
    return people


def narrowed(people: "QuerySet[Candidate]", words: str, user: Any) -> "tuple[QuerySet[Candidate], list[UUID] | None]":
    """Like `matching`, for a page that asks several times: few hits are looked up once, and asking again costs nothing.
    Also the ids among which they all are; None without words, and where they are too many.

    Looked up is who has the words, and only then who of them is among `people`: the other way round the database would
    read everybody, since it can't guess how rare a word is.
    """
    if not words:
        return people, None
    ids = list(_having(people, words, user))
    if not ids:
        return people.none(), ids
    return (people.filter(pk__any_of=ids), ids) if len(ids) <= FEW else (matching(people, words, user), None)


def _having(people: "QuerySet[Candidate]", words: str, user: Any) -> Iterable[UUID]:
    """Ids of those who fit `words`, of some who are not among `people` too; one more than FEW at most."""
    if "@" in words or _OPERATORS.search(words):
        return matching(people, words, user).order_by().values_list("pk", flat=True)[: FEW + 1]
    sought = _words(words)
    ask = _having_all(tuple(word.goes_on for word in sought))
    return ask(user, *(text for word in sought for text in (word.part, word.lexeme)))


@lru_cache(maxsize=2 ** (MOST_WORDS + 1))
def _having_all(goes_on: tuple[bool, ...]) -> access.ForReaders[list[UUID]]:
    """The search for so many words, put together once (each takes its part and its lexeme)."""

    def build(user: Any, *texts: str) -> "QuerySet[Any, UUID]":
        sought = [Word(*texts[2 * n : 2 * n + 2], each) for n, each in enumerate(goes_on)]
        first, *others = [_with(word, user) for word in sought]
        return (first.intersection(*others) if others else first)[: FEW + 1]

    return access.ForReaders(Prepared, build, *[str] * (2 * len(goes_on)))


def _with(word: Word, user: Any) -> "QuerySet[Any, UUID]":
    """Ids of those with `word` in their names, files or notes."""
    return _named(word.part).union(*_with_text(_one(word), user))


def _index(words: str) -> str:
    try:
        return email_indexes(normal_email(words))[0]
    except ValidationError:
        return ""


def _words(words: str) -> list[Word]:
    return [_word(word) for word in words.split()[:MOST_WORDS]]


def _word(word: str) -> Word:
    """A space comes before each name in the index, so a part that begins with one is the beginning of a name."""
    lexeme = " ".join(_LEXEME.sub(" ", word).strip(" -./").split())
    return Word(word if len(word) >= SHORT else f" {word}", lexeme, len(lexeme) >= PREFIX)


def _named(part: str) -> "QuerySet[Any, UUID]":
    """Ids of those with `part` in their names."""
    rows = Candidate.objects.alias(names=NAMES).filter(names__contains=plain(_text(part)))
    return rows.order_by().values_list("pk", flat=True)


def _with_text(query: SearchQuery, user: Any) -> "tuple[QuerySet[Any, UUID], QuerySet[Any, UUID]]":
    """Ids of those whose files, and whose notes, fit `query`."""
    files = Attachment.objects.visible_to(user).alias(words=words_of("text")).filter(words=query)
    notes = Note.objects.visible_to(user).alias(words=words_of("body")).filter(words=query)
    by_candidate = (rows.order_by().values_list("candidate_id", flat=True) for rows in (files, notes))
    return tuple(by_candidate)  # type: ignore[return-value]


def _web(words: str) -> SearchQuery:
    return SearchQuery(plain(_text(words)), config="simple", search_type="websearch")


def _one(word: Word) -> SearchQuery:
    """The word, or what begins with it where it goes on."""
    if not word.goes_on:
        return SearchQuery(plain(_text(word.lexeme)), config="simple", search_type="phrase")
    # What is left without accents may hold an apostrophe again (from “ŉ”), which would end the quotes of the query.
    bare = Replace(plain(_text(word.lexeme)), _text("'"), _text(" "))
    return SearchQuery(Concat(_text("'"), bare, _text("':*")), config="simple", search_type="raw")


def snippets(people: Sequence[Candidate], words: str, user: Any) -> dict[UUID, list[tuple[str, bool]]]:
    """For each of `people` whose files or notes hold some of `words`: the place, as pieces (text, is a found word).

    One query, and none without words. Notes come first: a colleague's word says more than a CV's.
    """
    if not words.split() or "@" in words or not people:
        return {}
    ids = [person.pk for person in people]
    if _OPERATORS.search(words):
        told: Iterable[Any] = _places(user, ids, _web(words))
    else:
        sought = _words(words)
        told = _places_of_any(tuple(word.goes_on for word in sought))(user, ids, *(word.lexeme for word in sought))
    return {pk: _pieces(text) for pk, text, *_ in told if START in text}


@lru_cache(maxsize=2 ** (MOST_WORDS + 1))
def _places_of_any(goes_on: tuple[bool, ...]) -> access.ForReaders[list[Any]]:
    """The places of any of so many words, put together once (each takes its lexeme)."""

    def build(user: Any, ids: list[UUID], *lexemes: str) -> "QuerySet[Any, Any]":
        queries = [_one(Word("", lexeme, each)) for lexeme, each in zip(lexemes, goes_on, strict=True)]
        return _places(user, ids, reduce(or_, queries))

    return access.ForReaders(Prepared, build, list, *[str] * len(goes_on))


def _places(user: Any, ids: list[UUID], query: SearchQuery) -> "QuerySet[Any, Any]":
    """Whose they are, and the places of `query` in their texts; of two of one person the later one counts."""
    files = _told(Attachment.objects.visible_to(user).filter(candidate_id__any_of=ids), "text", query, rank=0)
    notes = _told(Note.objects.visible_to(user).filter(candidate_id__any_of=ids), "body", query, rank=1)
    return files.union(notes, all=True).order_by("rank", "created_at")


def _told(rows: "QuerySet[Any]", column: str, query: SearchQuery, *, rank: int) -> "QuerySet[Any, Any]":
    """Of `rows` that hold `query`: whose they are and the place in the text."""
    fitting = rows.alias(words=words_of(column)).filter(words=query).order_by()
    ranked = fitting.annotate(told=_headline(column, query), rank=Value(rank))
    return ranked.values_list("candidate_id", "told", "rank", "created_at")


def _headline(column: str, query: SearchQuery) -> SearchHeadline:
    head = Func(F(column), Value(20_000), function="left", output_field=TextField())
    return SearchHeadline(
        head, query, config="simple", start_sel=START, stop_sel=STOP, max_words=12, min_words=5, max_fragments=1
    )


def _pieces(told: str) -> list[tuple[str, bool]]:
    parts = re.split(f"{START}(.*?){STOP}", " ".join(told.split()))
    return [(part, n % 2 == 1) for n, part in enumerate(parts) if part]
