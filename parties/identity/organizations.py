"""The unified social credit code of organizations (统一社会信用代码, GB 32100-2015)."""

import re

from django.utils.translation import gettext as _

from parties.identity.errors import IdentityError
from parties.identity.typed import compact

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = re.compile(f"[{CHARACTERS}]{{18}}")


def credit_check_character(seventeen: str) -> str:
    """The 18th character for 17 (GB 32100-2015: weights are the powers of 3, modulus 31)."""
    total = sum(CHARACTERS.index(character) * pow(3, place, 31) for place, character in enumerate(seventeen))
    return CHARACTERS[-total % 31]


def check_credit_code(text: str) -> str:
    """The code in 18 capitals. Raises IdentityError."""
    code = compact(text)
    if not code:
        raise IdentityError(_("请填统一社会信用代码，在营业执照或登记证书上"))
    if len(code) != 18:
        raise IdentityError(
            _("统一社会信用代码是18位，现在是%(count)d位，请照营业执照或登记证书核对") % {"count": len(code)}
        )
    if not CODE.fullmatch(code):
        raise IdentityError(_("统一社会信用代码里没有字母I、O、S、V、Z，多半是数字1、0、5、2，请照证书核对"))
    if credit_check_character(code[:17]) != code[17]:
        raise IdentityError(_("统一社会信用代码最后一位对不上，多半是有一位看错了，请照证书逐位核对"))
    return code
