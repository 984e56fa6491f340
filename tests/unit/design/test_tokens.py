"""Every contrast that the design promises, computed again from tokens.css."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = 0, 1
TEXT, SHAPE = 4.5, 3.0
SURFACES = ("canvas", "surface", "sunken", "raised")
TONES = ("ok", "warn", "bad", "info")


def tokens(theme: int) -> dict[str, str]:
    """The colours of one theme by name."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", CSS)
    same = re.findall(r"--([\w-]+): (#\w{6});", CSS)
    return {name: (light, dark)[theme] for name, light, dark in pairs} | dict(same)


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXTS = [(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in SURFACES]
TEXTS += [(f"{tone}-ink", f"{tone}-bg") for tone in TONES]
TEXTS += [("accent-ink", "accent-soft"), ("accent-ink", "surface"), ("accent-ink", "canvas"), ("on-accent", "accent")]
TEXTS += [("on-accent", "accent-hover"), ("ink-2", "mute-bg"), ("bad-ink", "surface"), ("bad-ink", "canvas")]
TEXTS += [("ink", f"{tone}-bg") for tone in TONES] + [("av-ink", f"av{n}") for n in range(1, 7)]
TEXTS += [(f"{tone}-ink", "surface") for tone in TONES] + [
    ("ink-2", "hover"),
    ("ink", "hover"),
    ("ink-2", "accent-soft"),
]
SHAPES = [(f"{tone}-solid", ground) for tone in TONES for ground in ("surface", "sunken")]
SHAPES += [
    ("control", "surface"),
    ("control", "canvas"),
    ("focus", "surface"),
    ("focus", "canvas"),
    ("accent", "surface"),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_is_readable(ink, ground, theme):
    found = tokens(theme)
    assert contrast(found[ink], found[ground]) >= TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shape_is_visible(shape, ground, theme):
    found = tokens(theme)
    assert contrast(found[shape], found[ground]) >= SHAPE


def test_contrast_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
