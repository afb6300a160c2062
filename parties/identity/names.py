"""Names of people and organizations, in one normal form whatever keyboard they came from."""

import re
import unicodedata

from django.utils.translation import gettext as _

from parties.identity.errors import IdentityError

NAME_LENGTH = 100
MIDDLE_DOT = "\u00b7"
# 民委发〔2016〕33号: the separator in minority people's names is U+00B7; keyboards and old systems write all of these.
OTHER_DOTS = "\u0387\u16eb\u2022\u2024\u2027\u2219\u22c5\u25cf\u2e31\u2e33\u30fb\ua78f\ufe52\uff0e\uff65"
HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\ufe00-\ufe0f\U000e0100-\U000e01ef"
DOT_BETWEEN_HAN = re.compile(f"(?<=[{HAN}])[.\u3002](?=[{HAN}])")
SPACE_BETWEEN_HAN = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")
SPACED_DOTS = re.compile(f" ?{MIDDLE_DOT}[ {MIDDLE_DOT}]*")
PASTED = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
JOINERS = "\u200c\u200d"


def normalise_name(text: str) -> str:
    """The name as it is kept and printed: NFC, one kind of middle dot, single spaces, none between Han characters.

    Rare characters (every CJK extension) and variation selectors stay. Raises IdentityError for an empty name, one of
    more than 100 characters, control characters, bidi overrides and characters that only one computer can show.
    """
    name = unicodedata.normalize("NFC", text.translate(PASTED)).strip()
    for place, character in enumerate(name, start=1):
        _refuse_unprintable(character, place)
    name = re.sub(r"\s+", " ", name.translate(dict.fromkeys(map(ord, OTHER_DOTS), MIDDLE_DOT)))
    name = SPACED_DOTS.sub(MIDDLE_DOT, DOT_BETWEEN_HAN.sub(MIDDLE_DOT, name))
    name = unicodedata.normalize("NFC", SPACE_BETWEEN_HAN.sub("", name).strip(f" {MIDDLE_DOT}"))
    if not any(character.isalpha() or _is_rare_han(character) for character in name):
        raise IdentityError(_("请填名字，照证件上的写"))
    if len(name) > NAME_LENGTH:
        raise IdentityError(
            _("名字最多%(most)d个字，现在是%(count)d个，请照证件上的写") % {"most": NAME_LENGTH, "count": len(name)}
        )
    return name


def _is_rare_han(character: str) -> bool:
    # Python's tables may be older than the newest CJK extensions, which GB 18030-2022 (Amendment 1) requires.
    return 0x20000 <= ord(character) <= 0x3FFFD


def _refuse_unprintable(character: str, place: int) -> None:
    category = unicodedata.category(character)
    point = ord(character)
    if category in {"Co", "Cs"} or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        raise IdentityError(
            _("名字第%(place)d个字是自造字，换一台电脑就看不见，请用生僻字输入法重新打这个字") % {"place": place}
        )
    if category in {"Cc", "Zl", "Zp"} or (category == "Cf" and character not in JOINERS):
        raise IdentityError(_("名字里有看不见的符号，请删掉后重新打一遍"))
