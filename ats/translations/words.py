"""One message of the product, and all of them, wherever they were found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Key = tuple[str, str]  # context and message


@dataclass(frozen=True)
class Found:
    """A message at one place. `plural` is empty where there is only one form, `context` where none is needed."""

    msgid: str
    place: str
    plural: str = ""
    context: str = ""


@dataclass
class Word:
    """A message with all files that use it."""

    msgid: str
    plural: str = ""
    context: str = ""
    places: set[str] = field(default_factory=set)


class Words:
    """All messages; what can't be collected is told in `problems`."""

    def __init__(self) -> None:
        self._by_key: dict[Key, Word] = {}
        self.problems: list[str] = []

    def add(self, found: Iterable[Found | str]) -> None:
        """Take up messages; a `str` among them is a problem in words."""
        for one in found:
            if isinstance(one, str):
                self.problems.append(one)
            elif not one.msgid:
                self.problems.append(f"{one.place}: an empty message")
            else:
                self._take(one)

    def _take(self, one: Found) -> None:
        word = self._by_key.setdefault((one.context, one.msgid), Word(one.msgid, one.plural, one.context))
        if one.plural and word.plural and one.plural != word.plural:
            self.problems.append(f"{one.place}: “{one.msgid}” has two plurals: “{word.plural}” and “{one.plural}”")
        word.plural = word.plural or one.plural
        word.places.add(one.place)

    def __iter__(self) -> Iterator[Word]:
        """In an order that does not change when files are renamed: by message, then context."""
        return iter(sorted(self._by_key.values(), key=lambda word: (word.msgid, word.context)))

    def __len__(self) -> int:
        return len(self._by_key)
