"""How the product's words are collected, kept, checked and handed out to be translated."""

import json
from pathlib import Path

import polib
import pytest

from ats.launcher import languages
from ats.translations import (
    catalogues,
    checking,
    chunks,
    placeholders,
    python_source,
    sources,
    template_source,
    unmarked,
)
from ats.translations.words import Found, Words

PLACE = "templates/a.html"


def in_template(source):
    """What is found, without the place."""
    found = list(template_source.collect(source, PLACE, sources.template_engine()))
    return [(one.context, one.msgid, one.plural) if isinstance(one, Found) else one for one in found]


def in_python(source):
    found = list(python_source.collect(source, "ats/a.py"))
    return [(one.context, one.msgid, one.plural) if isinstance(one, Found) else one for one in found]


def pathless():
    """A place without catalogues."""
    return Path("/nonexistent")


def words(*found):
    made = Words()
    made.add(found)
    return made


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Save" %}', [("", "Save", "")]),
        ('{% translate "Open" context "of a job" %}', [("of a job", "Open", "")]),
        ('{% translate "50% off" %}', [("", "50%% off", "")]),
        ("{% blocktranslate with n=x.name %}Move {{ n }}{% endblocktranslate %}", [("", "Move %(n)s", "")]),
        ("{% blocktranslate trimmed %}\n  a\n  b\n{% endblocktranslate %}", [("", "a b", "")]),
        (
            "{% blocktranslate count n=x %}one{% plural %}{{ n }} of 5%{% endblocktranslate %}",
            [("", "one", "%(n)s of 5%%")],
        ),
        ('{% blocktranslate context "c" %}x{% endblocktranslate %}', [("c", "x", "")]),
        ('{% blocktranslate with n=x|default:_("nobody") %}{{ n }}!{% endblocktranslate %}', "nobody %(n)s!"),
        ('{% include "a.html" with label=_("Name") only %}', [("", "Name", "")]),
        ('{{ x|default:_("nobody") }}', [("", "nobody", "")]),
        ('{{ _("Hello") }}', [("", "Hello", "")]),
        ('{% panel _("Pay") note=_("Seen by all") %}{% translate "in" %}{% endpanel %}', "Pay Seen by all in"),
        ('{% if x %}{% translate "yes" %}{% elif y == _("q") %}{% else %}{% translate "no" %}{% endif %}', "yes q no"),
        ('{% for x in y %}{% translate "each" %}{% empty %}{% translate "none" %}{% endfor %}', "each none"),
        ('{% partialdef results %}{% translate "found" %}{% endpartialdef %}', [("", "found", "")]),
        ('{% extends "base.html" %}{% block a %}{% translate "deep" %}{% endblock %}', [("", "deep", "")]),
        ('{% with a=_("w") %}{{ a }}{% endwith %}', [("", "w", "")]),
        ("{# nothing #}{{ x }}", []),
    ],
)
def test_templates_are_read_as_django_reads_them(source, found):
    got = in_template(source)
    if isinstance(found, str):
        wanted = found.split()
        assert sorted(" ".join(one[1] for one in got).split()) == sorted(wanted)
    else:
        assert got == found


def test_what_django_looks_up_is_what_is_collected():
    from django.template import Context

    source = '{% translate "50% of" %}|{% blocktranslate trimmed with n=1 %}\n {{ n }}%\n{% endblocktranslate %}'
    shown = sources.template_engine().from_string(source).render(Context({}))
    assert shown == "50% of|1%"
    assert [msgid for _, msgid, _ in in_template(source)] == ["50%% of", "%(n)s%%"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% translate name %}", "does not stand there in words"),
        ("{{ _(name) }}", ""),
        ("{% translate %}", "takes at least one argument"),
    ],
)
def test_templates_that_can_not_be_known_are_told(source, said):
    (problem,) = in_template(source)
    assert isinstance(problem, str) and said in problem and PLACE in problem


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from django.utils.translation import gettext as _\n_('a' 'b')", [("", "ab", "")]),
        ("from django.utils.translation import gettext as _\n_('a' + 'b').format(n=1)", [("", "ab", "")]),
        ("from django.utils.translation import gettext_lazy as _l\nx = _l('a')", [("", "a", "")]),
        ("from django.utils.translation import ngettext\nngettext('one', 'many', n)", [("", "one", "many")]),
        ("from django.utils.translation import pgettext_lazy as p\np('c', 'a')", [("c", "a", "")]),
        ("from django.utils.translation import npgettext\nnpgettext('c', 'a', 'b', 2)", [("c", "a", "b")]),
        ("from django.utils import translation\ntranslation.gettext('a')", [("", "a", "")]),
        ("from ats.kernel.wording import words_of\nx = words_of(code)", []),
        ("from django.utils.translation import gettext as _\nA = 'a'\nx = _(A)", [("", "a", "")]),
        (
            "from django.utils.translation import gettext as _\nA: dict = {'k': 'a', 'l': 'b'}\nx = _(A[k])",
            [("", "a", ""), ("", "b", "")],
        ),
        ("def _(text): ...\n_('not ours')", []),
    ],
)
def test_python_is_read_by_its_imports(source, found):
    assert in_python(source) == found


@pytest.mark.parametrize("argument", ["name", "f'{name} moved'", "'a' + name", "*all", ""])
def test_python_that_can_not_be_known_is_told(argument):
    (problem,) = in_python(f"from django.utils.translation import gettext as _\n\n_({argument})")
    assert problem.startswith("ats/a.py:3: ")


def test_translations_are_kept_new_words_are_empty_and_gone_ones_go():
    before = catalogues.merged(catalogues.read(pathless(), "de"), words(Found("a", "x"), Found("gone", "x")), "de")
    for entry in before:
        entry.msgstr = entry.msgid.upper()
    after = catalogues.merged(before, words(Found("b", "y"), Found("a", "z"), Found("a", "y")), "de")
    assert [(entry.msgid, entry.msgstr) for entry in after] == [("a", "A"), ("b", "")]
    assert "#: y z\n" in catalogues.text(after)
    assert catalogues.text(
        catalogues.merged(after, words(Found("b", "y"), Found("a", "z"), Found("a", "y")), "de")
    ) == (catalogues.text(after))


def test_a_plural_that_changed_is_translated_anew():
    old = catalogues.merged(catalogues.read(pathless(), "de"), words(Found("one", "x", "many")), "de")
    old[0].msgstr_plural = {0: "eins", 1: "viele"}
    new = catalogues.merged(old, words(Found("one", "x", "a lot")), "de")
    assert new[0].msgstr_plural == {0: "", 1: ""}


def test_one_message_with_two_plurals_is_told():
    assert "two plurals" in words(Found("one", "x", "many"), Found("one", "y", "lots")).problems[0]


@pytest.mark.parametrize(
    ("message", "translation", "good"),
    [
        ("{name} moved", "{name} bewegt", True),
        ("{name} moved", "{nam} bewegt", False),
        ("%(n)s of 5%%", "%(n)s von 5%%", True),
        ("%(n)s of 5%%", "%(n)s von 5%", False),
        ("<b>a</b> b", "b <b>a</b>", True),
        ('<a href="{x}" title="t">a</a>', '<a title="T" href="{x}">A</a>', True),
        ("<b>a</b>", "<b>a<b>", False),
        ("a ", "A", False),
        ("less < than", "weniger < als", True),
    ],
)
def test_values_and_tags_stay(message, translation, good):
    entry = polib.POEntry(msgid=message, msgstr=translation)
    assert (placeholders.differences(entry) == []) == good


def test_one_form_may_leave_its_number_out():
    entry = polib.POEntry(msgid="one day", msgid_plural="{n} days", msgstr_plural={0: "ein Tag", 1: "{n} Tage"})
    assert placeholders.differences(entry) == []
    entry.msgstr_plural[1] = "{m} Tage"
    assert placeholders.differences(entry) != []


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>Save</p>", ["Save"]),
        ('<p aria-label="Close"></p>', ["Close"]),
        ('<p class="x" data-kind="Close">{{ x }}, 5 · {% translate "a" %}</p>', []),
        ("<p>\n{% blocktranslate %}Save {{ x }}{% endblocktranslate %}\n</p>", []),
        ("{% comment %}Words{% endcomment %}{# Words #}<!-- Words --><!doctype html>", []),
        ('{% panel "Pay range" %}{% endpanel %}', ["Pay range"]),
        ('{% panel _("Pay range") %}{% endpanel %}{% include "a/B.html" with tone="warn" %}', []),
        ('{{ x|default:"Nobody" }}{{ d|date:"J M Y" }}', ["Nobody"]),
        ('{{ n }} job{{ n|pluralize }}{{ n|pluralize:"y,ies" }}', ["y,ies", "job"]),
        ('{% if x == "Open" %}{% endif %}{% block width %}midw{% endblock %}', []),
        ("<kbd>Esc</kbd> Waymark", []),
        ('{% icon "check" "s" "Met" %}{% icon "Plus" %}{% icon "check" "" _("Met") %}', ["Met"]),
    ],
)
def test_words_outside_of_translation_are_found(source, shown):
    found = unmarked.find(source, PLACE)
    assert len(found) == len(shown)
    for line, words_ in zip(found, shown, strict=True):
        assert line.startswith(f"{PLACE}:") and words_ in line


def test_the_line_is_told():
    source = "<p>\n{% blocktranslate %}a\nb{% endblocktranslate %}\n{% if x %}{% endif %}\n\n<b>Here</b></p>"
    assert unmarked.find(source, PLACE)[0].startswith(f"{PLACE}:6:")


@pytest.fixture
def catalogue():
    made = catalogues.merged(
        catalogues.read(pathless(), "de"),
        words(Found("Save", "a"), Found("one", "b", "{n} jobs"), Found("Open", "b", context="of a job")),
        "de",
    )
    made.find("Save").msgstr = "Speichern"
    return made


def test_what_is_missing_goes_out_and_comes_back(catalogue, tmp_path):
    chunk = chunks.missing(catalogue, "de", 10)
    assert chunk == [
        {"msgid": "Open", "context": "of a job", "references": ["b"], "de": ""},
        {"msgid": "one", "plural": "{n} jobs", "references": ["b"], "de": ["", ""]},
    ]
    assert chunks.missing(catalogue, "de", 1, skip=1) == chunk[1:]
    chunk[0]["de"], chunk[1]["de"] = "Offen", ["eine", "{n} Stellen"]
    chunks.write(chunk, tmp_path / "chunk.json")
    assert chunks.fill(catalogue, chunks.read(tmp_path / "chunk.json"), "de") == (2, [])
    assert chunks.missing(catalogue, "de", 10) == []
    assert catalogue.find("one").msgstr_plural == {0: "eine", 1: "{n} Stellen"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"msgid": "gone", "de": "weg"}, "does not hold it"),
        ({"msgid": "Open", "de": "Offen"}, "does not hold it"),
        ({"msgid": "one", "plural": "{n} jobs", "de": ["eine"]}, "2 forms"),
        ({"msgid": "one", "plural": "{n} jobs", "de": ["eine", ""]}, "2 forms"),
        ({"msgid": "one", "plural": "{n} jobs", "de": ["eine", "{m} Stellen"]}, "lacks {n}"),
        ({"msgid": "one", "plural": "other", "de": ["eine", "{n} Stellen"]}, "another one"),
        ({"msgid": "Save", "de": ["a", "b"]}, "a text is needed"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_rest_taken(catalogue, told, said):
    good = {"msgid": "Open", "context": "of a job", "de": "Offen"}
    taken, refused = chunks.fill(catalogue, [told, good, {"msgid": "Save", "de": ""}], "de")
    assert taken == 1
    assert len(refused) == 1 and said in refused[0]
    assert catalogue.find("Save").msgstr == "Speichern"


@pytest.mark.parametrize("text", ["no json", "{}", '[{"de": "x"}]'])
def test_a_file_that_is_no_list_is_refused(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(chunks.NotFilled):
        chunks.read(tmp_path / "x.json")


def test_a_stale_an_untranslated_and_a_wrong_entry_are_found(tmp_path, catalogue):
    (tmp_path / "templates").mkdir()
    collected = words(Found("Save", "a"), Found("{n} left", "a"))
    catalogues.write(tmp_path, "de", catalogue)
    assert "--write" in checking.problems(tmp_path, ["de"], words=collected)[0]
    fresh = catalogues.merged(catalogue, collected, "de")
    fresh.find("{n} left").msgstr = "übrig"
    fresh.find("Save").msgstr = ""
    catalogues.write(tmp_path, "de", fresh)
    found = "\n".join(checking.problems(tmp_path, ["de"], words=collected))
    assert "“Save” is not translated" in found and "lacks {n}" in found and "--write" not in found
    fresh.find("{n} left").msgstr, fresh.find("Save").msgstr = "{n} übrig", "Speichern"
    catalogues.write(tmp_path, "de", fresh)
    assert checking.problems(tmp_path, ["de"], words=collected) == []


def test_the_compiled_file_is_made_once_and_again_when_words_change(tmp_path, catalogue):
    path = catalogues.write(tmp_path, "de", catalogue)
    assert not languages.is_current(tmp_path)
    assert languages.build(tmp_path) == [path.with_suffix(".mo")]
    assert languages.is_current(tmp_path) and languages.build(tmp_path) == []
    assert [entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))] == ["Speichern"]
    catalogue.find("Open").msgstr = "Offen"
    catalogues.write(tmp_path, "de", catalogue)
    assert len(languages.build(tmp_path)) == 1
    assert len(polib.mofile(str(path.with_suffix(".mo")))) == 2


def test_json_keeps_letters_as_they_are():
    assert "ü" in chunks.as_text([{"msgid": "ü"}]) and json.loads(chunks.as_text([{"msgid": "ü"}]))
