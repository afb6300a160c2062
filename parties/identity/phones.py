"""Telephone numbers: mobile, landline with area code, and numbers abroad for people who are leaving."""

import re

from django.utils.translation import gettext as _

from parties.identity.errors import IdentityError
from parties.identity.typed import compact

MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([2-9][0-9]{6,7})")
CHARGED_TO_CALLED = re.compile(r"[48]00[0-9]{7}")
ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")
CHINA = re.compile(r"(\+|00)86|86(?=1[3-9][0-9]{9}$)")
EXTENSION = re.compile(r"(?:转|分机|EXT\.?|#|,)+([0-9]{1,6})$")
WRITTEN_BETWEEN = "()[].·"


def check_phone(text: str) -> str:
    """13800138000, 0898-88270000, 0898-88270000转12, 4008270000 or +85291234567. Raises IdentityError.

    Accepts spaces, dashes, brackets, +86 and 0086, full-width digits, and invisible characters from address books.
    """
    typed = compact(text, without=WRITTEN_BETWEEN)
    extension = EXTENSION.search(typed)
    number = typed[: extension.start()] if extension else typed
    if not number:
        raise IdentityError(_("请填电话号码"))
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise IdentityError(_("电话只填数字，一次填一个号码"))
    from_china = CHINA.match(number)
    if from_china:
        number = number[from_china.end() :]
    landline = LANDLINE.fullmatch(number) or (from_china and LANDLINE.fullmatch(f"0{number}"))
    if landline:
        suffix = f"转{extension[1]}" if extension else ""
        return f"{landline[1]}-{landline[2]}{suffix}"
    abroad = re.sub(r"^00", "+", number)
    if ABROAD.fullmatch(abroad):
        return abroad
    if MOBILE.fullmatch(number) or CHARGED_TO_CALLED.fullmatch(number):
        return number
    raise IdentityError(_what_is_missing(number))


def _what_is_missing(number: str) -> str:
    if len(number) in {7, 8} and number[0] != "1":
        return _("座机请带区号，例如0898-88270000")
    if number[0] == "1" and len(number) != 11:
        return _("手机号是11位数字，现在是%(count)d位，请再看一下") % {"count": len(number)}
    return _("请填11位手机号，或带区号的座机，例如0898-88270000；境外号码先写+和国家代码")
