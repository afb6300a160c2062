"""What the pages weigh, and what the style sheet and the scripts may not hold."""

import gzip
import re

import pytest

from tests.house.tree import ROOT, files, text

pytestmark = pytest.mark.once
STATIC = ROOT / "static"
KILOBYTE = 1024


def packed(*names):
    """The bytes of some static files as they travel."""
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_the_style_sheet_stays_within_its_budget():
    assert packed("app.css") <= 10 * KILOBYTE


def test_the_scripts_stay_within_their_budget():
    assert packed("enhance.js") <= 8 * KILOBYTE
    assert packed("enhance.js", "sign.js", "vendor/signature_pad.umd.min.js") <= 12 * KILOBYTE


def test_every_icon_that_a_page_names_is_in_the_sprite():
    listed = set((STATIC / "icons.txt").read_text("utf-8").split())
    named = {
        (str(path), name)
        for path in files()
        if path.suffix == ".html"
        for name in re.findall(r"""\bicon(?:_name)?[ =]["']([a-z0-9-]+)["']""", text(path))
    }
    assert {(path, name) for path, name in named if name not in listed} == set()


def test_no_script_of_ours_holds_words_or_evaluates_text():
    for path in files():
        if path.suffix == ".js":
            assert not re.search(r"[\u4e00-\u9fff]|\beval\(|innerHTML\s*=|document\.write", text(path)), path
