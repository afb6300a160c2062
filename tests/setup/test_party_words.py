"""What the lint asks of the translations: which lines reach a party, and which words have none yet."""

import importlib.util
import sys

import pytest

from tests.house.tree import ROOT

pytestmark = pytest.mark.once

MODULE = """
TEXTS = {
    "a": _("甲"),
}
OTHER = _("乙")


def shown():
    return _("丙")


@step(button=_("丁"), log=_("戊"))
def withdraw():
    return Closed(_now("己"))
"""


@pytest.fixture(scope="module")
def setup_modules():
    """party_words and translations as the scripts of setup/ import each other."""
    sys.path.insert(0, str(ROOT / "setup"))
    try:
        yield importlib.import_module("party_words"), importlib.import_module("translations")
    finally:
        sys.path.remove(str(ROOT / "setup"))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "甲乙丙丁戊己"),
        (("TEXTS",), "甲"),
        (("shown",), "丙"),
        (("log=",), "丁戊"),
        (("@withdraw",), "丁戊"),
        (("_now(",), "己"),
    ],
)
def test_a_file_reaches_a_party_whole_or_by_its_definitions(setup_modules, names, words):
    lines = MODULE.splitlines()
    found = setup_modules[0].lines_of(MODULE, names)
    said = "".join(lines[number - 1] for number in sorted(found) if number <= len(lines))
    assert [word for word in "甲乙丙丁戊己" if f'"{word}"' in said] == list(words)


def test_every_file_that_reaches_a_party_is_there_and_the_staffs_are_not_among_them(setup_modules):
    facing = setup_modules[0].facing(ROOT)
    assert {"templates/portal/case.html", "portal/todo.py", "cases/announcing.py"} <= facing.keys()
    assert not {"templates/portal/invite.html", "portal/views/inviting.py"} & facing.keys()


def test_words_without_a_translation_are_named_in_every_plural(setup_modules):
    translations = setup_modules[1]
    catalogue = translations.written(
        "ru",
        [
            'msgid "有"\nmsgstr "есть"\n',
            'msgid "没有"\nmsgstr ""\n',
            'msgid "%(n)s天"\nmsgid_plural "%(n)s天"\nmsgstr[0] "день"\nmsgstr[1] "дня"\nmsgstr[2] ""\n',
        ],
    )
    assert translations.missing(catalogue) == ['"%(n)s天"', '"没有"']
