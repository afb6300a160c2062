"""Which characters the papers' fonts can draw: asked before a paper is laid out, so that no □ reaches a signature."""

import functools
import json

from django.conf import settings
from django.utils.translation import gettext as _

FAMILIES = ("Mediation Serif", "Noto Serif SC", "HanaMinA", "HanaMinB")
CODE_POINTS = 0x110000
LINE_MARKS = "\n\t"

# Looks like one character and is another, or shows nothing: never in a paper, whatever a font has.
BARRED = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x180B, 0x180F),  # Mongolian variation selectors
    (0x200B, 0x200F),  # zero width, direction marks
    (0x2028, 0x202E),  # separators, direction overrides
    (0x2060, 0x206F),  # invisible operators, isolates
    (0xE000, 0xF8FF),  # private use
    (0xF900, 0xFAFF),  # compatibility ideographs, except the twelve below
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFF),  # annotation marks, the replacement character
    (0x1F000, 0x1FAFF),  # emoji
    (0x2F800, 0x2FA1F),  # compatibility ideographs supplement
    (0xE0000, 0x10FFFF),  # tags, variation selectors supplement, private use
)
# In the compatibility block and yet unified ideographs (The Unicode Standard, ch. 18.1).
UNIFIED = (0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29)


class MissingGlyphs(Exception):
    """Characters that no font of the papers can draw; `message_zh` names each with its code point."""

    def __init__(self, characters):
        self.characters = tuple(characters)
        self.code_points = tuple(f"U+{ord(character):04X}" for character in self.characters)
        named = "、".join(
            f"“{character}”（{point}）" if character.isprintable() else point
            for character, point in zip(self.characters, self.code_points, strict=True)
        )
        self.message_zh = _(
            "文书字库里没有下面的字，印出来会是空白或方框：%(characters)s。请核对输入；确是姓名用字的，请联系管理员补充字库。"
        ) % {"characters": named}
        super().__init__(self.message_zh)


@functools.cache
def _drawable():
    """One byte per code point: 1 when the fonts have it and a paper may hold it."""
    table = bytearray(CODE_POINTS)
    for first, last in json.loads((settings.DOCUMENT_FONTS / "coverage.json").read_text("ascii")):
        table[first : last + 1] = b"\x01" * (last + 1 - first)
    unified = [point for point in UNIFIED if table[point]]
    for first, last in ((0x0000, 0x001F), (0x007F, 0x009F), *BARRED):
        table[first : last + 1] = b"\x00" * (last + 1 - first)
    for point in (*unified, *map(ord, LINE_MARKS)):
        table[point] = 1
    return bytes(table)


def missing(text):
    """The distinct characters of a text that a paper cannot show, in code-point order."""
    table = _drawable()
    return sorted(character for character in set(text) if not table[ord(character)])


def check(text):
    """Raise MissingGlyphs when a paper could not show every character of the text."""
    if characters := missing(text):
        raise MissingGlyphs(characters)
