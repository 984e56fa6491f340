"""Which font can show which letter.

The fonts that reportlab brings (Bitstream Vera) hold Western and most Central European letters. An installation that writes
to people with other letters names a font file of its own (LETTER_FONT), such as Noto Sans or DejaVu Sans. Chinese, Japanese
and Korean are set in the standard fonts of PDF readers, which are named in the file and not embedded; their Japanese one has
plain Greek and Cyrillic letters too.
"""

import unicodedata
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD, OWN = "Vera", "VeraBd", "LetterFont"
KOREAN, JAPANESE = "HYGothic-Medium", "HeiseiKakuGo-W5"
NOT_SHOWN = "?"
INVISIBLE = ("Cc", "Cf", "Cs")


@cache
def _faces() -> tuple[tuple[str, frozenset[int]], ...]:
    """The embedded fonts, the installation's own first, with the letters that each can show."""
    named = [(OWN, settings.LETTER_FONT)] if settings.LETTER_FONT else []
    found = []
    for name, file in [*named, (PLAIN, "Vera.ttf"), (BOLD, "VeraBd.ttf")]:
        font = TTFont(name, file)
        pdfmetrics.registerFont(font)
        found.append((name, frozenset(font.face.charToGlyph)))
    for name in (KOREAN, JAPANESE):
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return tuple(found)


def markup(text: str, *, bold: bool = False) -> str:
    """`text` as reportlab's paragraph markup, each stretch in a font that has its letters."""
    _faces()
    shown = "".join(_shown(letter, bold) for letter in unicodedata.normalize("NFC", text))
    parts = groupby(shown, key=lambda letter: _font(letter, bold) or PLAIN)
    return "".join(f'<font name="{font}">{escape("".join(letters))}</font>' for font, letters in parts)


def not_shown(text: str) -> str:
    """The letters of `text` that no font here has, each once; they stand as their plain form, or as a question mark."""
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(letter for letter in letters if not _is_blank(letter) and _font(letter, bold=False) is None)


def _is_blank(letter: str) -> bool:
    """Space, and what directs text without being seen."""
    return letter.isspace() or unicodedata.category(letter) in INVISIBLE


def _shown(letter: str, bold: bool) -> str:
    """The letter itself, the letter without its marks (ű: u), or a question mark."""
    if _is_blank(letter):
        return " " if letter.isspace() else ""
    if _font(letter, bold):
        return letter
    plain = unicodedata.normalize("NFKD", letter)[0]
    return plain if _font(plain, bold) else NOT_SHOWN


def _font(letter: str, bold: bool) -> str | None:
    """The font for one letter; None where there is none."""
    code = ord(letter)
    faces = dict(_faces())
    wanted = BOLD if bold else PLAIN
    for name in (OWN, wanted):
        if code in faces.get(name, frozenset()):
            return name
    if 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF:
        return KOREAN
    if 0x3040 <= code <= 0x30FF or 0x4E00 <= code <= 0x9FFF or 0x3000 <= code <= 0x303F:
        return JAPANESE
    return JAPANESE if _is_plain_greek_or_cyrillic(code) else None


def _is_plain_greek_or_cyrillic(code: int) -> bool:
    """As JIS X 0208 has them: without accents."""
    return (0x0391 <= code <= 0x03C9 and code != 0x03A2 and code != 0x03C2) or 0x0410 <= code <= 0x044F
