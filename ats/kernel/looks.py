"""How a state looks on a page: the tone of its badge and an icon, beside the choices that word it."""

from typing import NamedTuple


class Look(NamedTuple):
    """`tone` is ok, warn, bad, info or mute; `icon` a name of the sprite, "" for none."""

    tone: str = "mute"
    icon: str = ""
