"""Colours: whether an accent can be read, and the shades that the pages need of it. Source: WCAG 2.2, 1.4.3 and 1.4.11."""

import colorsys

from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError

TEXT = 4.5
WHITE, DARK_SURFACE = (255, 255, 255), (22, 26, 33)
Colour = tuple[int, int, int]


class AccentRefused(DomainError):
    """White words on this colour, or this colour on white, couldn't be read by everybody."""

    status = 400
    code = "accent-refused"


def read(text: str) -> Colour:
    """The colour of #rrggbb."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check(accent: str) -> None:
    """Raises AccentRefused where white words on `accent` would be hard to read; says how far off it is."""
    ratio = contrast(read(accent), WHITE)
    if ratio < TEXT:
        raise AccentRefused(
            _(
                "White words on {accent} have a contrast of {ratio:.1f} to 1, and it takes {least} to 1. Choose "
                "a darker colour."
            ).format(accent=accent, ratio=ratio, least=TEXT),
            errors={"accent": [_("Choose a darker colour.")]},
        )


def on_dark(accent: str) -> str:
    """The lightest step of the same hue towards white that can be read as text on the dark surface."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in read(accent)))
    while light < 1:
        shade = _shade(hue, light, saturation)
        if contrast(shade, DARK_SURFACE) >= TEXT + 1:
            return written(shade)
        light = min(1.0, light + 0.02)
    return written(WHITE)


def mixed(accent: str, ground: Colour, share: float) -> str:
    """`share` of the accent over `ground`, for soft backgrounds."""
    return written(tuple(round(a * share + g * (1 - share)) for a, g in zip(read(accent), ground, strict=True)))  # type: ignore[arg-type]


def darker(accent: str) -> str:
    """For hovering."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in read(accent)))
    return written(_shade(hue, max(0.0, light - 0.06), saturation))


def _shade(hue: float, light: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
