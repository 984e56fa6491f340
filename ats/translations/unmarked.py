"""Words that a template shows and nobody can translate: outside of translation tags, as text, attribute or argument."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import DebugLexer, Token, TokenType
from django.utils.text import smart_split

VISIBLE = {"aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "label"}
SILENT = {"script", "style", "kbd"}
# Names, signs and keys that are the same in every language.
SAME_EVERYWHERE = {"Waymark", "REST", "API", "Esc", "Enter", "Ctrl", "Shift", "Tab", "PDF", "CSV", "JSON", "ID", "URL"}
SAME_EVERYWHERE |= {"SHA", "OpenAPI", "OAuth", "iCalendar", "SAML", "OIDC", "e", "curl"}
ADDRESS = re.compile(r"\S*@[a-z]\S*")  # of e-mail
WORD = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"""(?<!_\()(?P<filter>\|\w+:)?(?P<quote>["'])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)""")
# Tags and filters whose quoted arguments are for programs.
FOR_PROGRAMS = {"if", "elif", "url", "static", "load", "extends", "translate", "trans", "ifchanged", "icon", "capture"}
FOR_PROGRAMS |= {"get_static_prefix", "now"}
# Blocks that hold classes and keys.
PROGRAM_BLOCKS = {"width", "nav_current", "shell_class", "main_class", "bodyclass"}
PROGRAM_FILTERS = (
    "|date:",
    "|time:",
    "|split:",
    "|cut:",
)
PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}"


def find(source: str, place: str) -> list[str]:
    """Each such word of the template `source`, with its line."""
    tokens = _outside(list(DebugLexer(source).tokenize()))
    reader = _Reader()
    found: list[tuple[int, str]] = []
    page = ""
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            page += token.contents
            continue
        page += PLACEHOLDER + "\n" * _lines_in(token, source)
        if token.token_type in {TokenType.VAR, TokenType.BLOCK}:
            found += [(token.lineno, text) for text in _arguments(token)]
    reader.feed(page)
    reader.close()
    return [f"{place}:{line}: {text.strip()!r} can't be translated" for line, text in sorted(reader.found + found)]


def _lines_in(token: Token, source: str) -> int:
    start, end = token.position or (0, 0)
    return source.count("\n", start, end)


def _outside(tokens: list[Token]) -> Iterator[Token]:
    """The tokens but for what stands inside of translation and comment tags; their line ends are kept."""
    until: tuple[str, ...] = ()
    for token in tokens:
        first = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if until:
            if first in until:
                until = ()
            else:
                yield Token(TokenType.TEXT, "\n" * token.contents.count("\n"), token.position, token.lineno)
            continue
        if first in {"blocktranslate", "blocktrans"}:
            until = ("endblocktranslate", "endblocktrans")
        elif first == "comment":
            until = ("endcomment",)
        elif first == "block" and token.contents.split()[1] in PROGRAM_BLOCKS:
            until = ("endblock",)
        if token.token_type != TokenType.COMMENT:
            yield token


def _arguments(token: Token) -> Iterator[str]:
    """Quoted arguments of a tag or filter that look like words for people: with a capital or a space."""
    bits = list(smart_split(token.contents))
    if token.token_type == TokenType.BLOCK and bits and bits[0] in FOR_PROGRAMS:
        bits = bits[3:] if bits[0] == "icon" else []  # an icon's name and size, then what it says
    for bit in bits:
        for match in QUOTED.finditer(bit):
            text = match["text"]
            if (match["filter"] or "") == "|pluralize:" or (
                not (match["filter"] or "").startswith(PROGRAM_FILTERS) and _reads(text)
            ):
                yield text


def _reads(text: str) -> bool:
    """Whether `text` is written like a sentence or a name, not like a key, a class or an address."""
    if not _says_something(text) or "/" in text or text.startswith((".", "#", "hx-")):
        return False
    return text[:1].isupper()


def _says_something(text: str) -> bool:
    return any(word not in SAME_EVERYWHERE for word in WORD.findall(ADDRESS.sub("", text)))


class _Reader(HTMLParser):
    """Reads the page that the template's own text makes, tags and values being signs without letters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._inside.append(tag)
        for name, value in attrs:
            if name in VISIBLE and value and _says_something(value):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside and _says_something(data):
            self.found.append((self.getpos()[0], " ".join(data.replace(PLACEHOLDER, "…").split())))
