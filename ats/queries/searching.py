"""Finding people by any part of their names and work, and by the words of their files and notes.

The database reads both without accents and capitals (`waymark_names`, `waymark_words`; migration 0009), each by an index.
Words from three letters on are found in the middle of names; shorter ones at the beginning of a name or as a whole word of
a text. "Quotes", OR and a leading minus make it a search of texts as the web knows it.
"""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVectorField
from django.core.exceptions import ValidationError
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Concat, Replace

from ats.kernel.access import KernelPermission
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
    for word in words.split()[:MOST_WORDS]:
        people = people.filter(pk__in=_named(word).union(*_with_text(_one(word), user)))
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
    ids = list(_having(people, words, user)[: FEW + 1])
    if not ids:
        return people.none(), ids
    return (people.filter(pk__any_of=ids), ids) if len(ids) <= FEW else (matching(people, words, user), None)


def _having(people: "QuerySet[Candidate]", words: str, user: Any) -> "QuerySet[Any, UUID]":
    """Ids of those who fit `words`; of some who are not among `people` too."""
    if "@" in words or _OPERATORS.search(words):
        return matching(people, words, user).order_by().values_list("pk", flat=True)
    first, *others = [_named(word).union(*_with_text(_one(word), user)) for word in words.split()[:MOST_WORDS]]
    return first.intersection(*others) if others else first


def _index(words: str) -> str:
    try:
        return email_indexes(normal_email(words))[0]
    except ValidationError:
        return ""


def _named(word: str) -> "QuerySet[Any, UUID]":
    """Ids of those with `word` in their names, or at the beginning of one. A space comes before each in the index."""
    rows = Candidate.objects.alias(names=NAMES)
    part = word if len(word) >= SHORT else f" {word}"
    return rows.filter(names__contains=plain(_text(part))).order_by().values_list("pk", flat=True)


def _with_text(query: SearchQuery, user: Any) -> "tuple[QuerySet[Any, UUID], QuerySet[Any, UUID]]":
    """Ids of those whose files, and whose notes, fit `query`."""
    files = Attachment.objects.visible_to(user).alias(words=words_of("text")).filter(words=query)
    notes = Note.objects.visible_to(user).alias(words=words_of("body")).filter(words=query)
    by_candidate = (rows.order_by().values_list("candidate_id", flat=True) for rows in (files, notes))
    return tuple(by_candidate)  # type: ignore[return-value]


def _web(words: str) -> SearchQuery:
    return SearchQuery(plain(_text(words)), config="simple", search_type="websearch")


def _one(word: str) -> SearchQuery:
    """The word, or from four letters on what begins with it."""
    kept = _LEXEME.sub(" ", word).strip(" -./")
    parts = " ".join(kept.split())
    if len(parts) < PREFIX:
        return SearchQuery(plain(_text(parts)), config="simple", search_type="phrase")
    # What is left without accents may hold an apostrophe again (from “ŉ”), which would end the quotes of the query.
    bare = Replace(plain(_text(parts)), _text("'"), _text(" "))
    return SearchQuery(Concat(_text("'"), bare, _text("':*")), config="simple", search_type="raw")


def _all(words: str) -> SearchQuery:
    """For snippets: any of the words."""
    if _OPERATORS.search(words):
        return _web(words)
    query = _one(words.split()[0])
    for word in words.split()[1:MOST_WORDS]:
        query |= _one(word)  # type: ignore[assignment]
    return query


def snippets(people: Sequence[Candidate], words: str, user: Any) -> dict[UUID, list[tuple[str, bool]]]:
    """For each of `people` whose files or notes hold some of `words`: the place, as pieces (text, is a found word).

    One query, and none without words. Notes come first: a colleague's word says more than a CV's.
    """
    if not words.split() or "@" in words or not people:
        return {}
    query = _all(words)
    files = _told(Attachment.objects.visible_to(user).filter(candidate__in=people), "text", query, rank=0)
    notes = _told(Note.objects.visible_to(user).filter(candidate__in=people), "body", query, rank=1)
    told = files.union(notes, all=True).order_by("rank", "created_at")
    return {pk: _pieces(text) for pk, text, *_ in told if START in text}


def _told(rows: "QuerySet[Any]", column: str, query: SearchQuery, *, rank: int) -> "QuerySet[Any, Any]":
    """Of `rows` that hold `query`: whose they are and the place in the text; of two of one person the later one counts."""
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
