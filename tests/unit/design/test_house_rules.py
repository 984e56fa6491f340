"""Rules that no template, style sheet or script may break."""

import json
import re
from pathlib import Path

import pytest

from ats.launcher.assets import icons_in_use

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = [path for path in sorted(ROOT.glob("templates/**/*.html")) if "/mail/" not in path.as_posix()]
STYLES = sorted(ROOT.glob("static/css/*.css"))
SCRIPTS = sorted(ROOT.glob("static/js/*.js"))
INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I),
    "an event attribute": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "an unescaped value": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
}
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(", re.I)
LOCK_HOST = re.compile(r"https?://|\"resolved\"")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_has_nothing_inline(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.S)
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    assert not found


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_no_abbreviation_on_screen(path):
    words = re.sub(r"{[#%{].*?[#%}]}|<[^>]+>", " ", path.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"\bSLA\b", words), "Say time limit."


@pytest.mark.parametrize("path", [path for path in STYLES if path.name != "tokens.css"], ids=relative)
def test_colours_come_from_tokens(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert not COLOUR.findall(text)


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
def test_script_writes_no_markup(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML\s*=|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", text)


def test_every_icon_exists():
    names = {path.stem for path in ROOT.glob("node_modules/lucide-static/icons/*.svg")}
    if not names:
        pytest.skip("The front-end packages are not installed.")
    assert set(icons_in_use(ROOT)) <= names


def test_lock_names_no_host():
    assert not LOCK_HOST.search((ROOT / "package-lock.json").read_text(encoding="utf-8"))


def test_lock_and_package_agree():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    root = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"][""]
    assert root["dependencies"] == package["dependencies"]
    assert root["devDependencies"] == package["devDependencies"]
