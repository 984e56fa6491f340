"""Upper and lower case, by one table for Python and SQL: their own rules differ with language and version."""

from typing import Any

from django.db.models import F, Func, TextField, Value

_LETTERS = [chr(code) for code in range(0x41, 0x557)]  # Latin, Greek, Cyrillic, Armenian
CAPITALS = "".join(each for each in _LETTERS if len(each.lower()) == 1 and each.lower() != each)
SMALL = "".join(each.lower() for each in CAPITALS)
_TABLE = str.maketrans(CAPITALS, SMALL)


def fold(text: str) -> str:
    """`text` in small letters."""
    return text.translate(_TABLE)


def folded(side: Any) -> Func:
    """The same in SQL; `side` is an expression or the name of a column."""
    text = F(side) if isinstance(side, str) else side
    return Func(text, Value(CAPITALS), Value(SMALL), function="translate", output_field=TextField())
