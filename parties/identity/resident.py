"""The resident ID number of GB 11643: 17 digits and a check character, or the 15 digits of before 1999."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from parties.identity import regions
from parties.identity.errors import IdentityError
from parties.identity.typed import compact

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
OLDEST_YEARS = 130
NUMBER = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")


@dataclass(frozen=True)
class ResidentID:
    """What a checked number says; `sex` is "male" or "female"; `region_known` is False for a county no list has."""

    number18: str
    region_code: str
    region_name: str
    region_known: bool
    birth_date: date
    sex: str


def check_character(seventeen: str) -> str:
    """The 18th character for 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return CHECK_CHARACTERS[
        sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True)) % len(CHECK_CHARACTERS)
    ]


def check_resident_id(text: str) -> ResidentID:
    """The facts of a typed resident ID or of a residence permit for Hong Kong, Macao and Taiwan residents.

    15 digits become 18; x, full-width digits and spaces are accepted. Raises IdentityError.
    """
    number = compact(text)
    _refuse_wrong_shape(number)
    if number[0] == "9":
        raise IdentityError(_("9开头的是外国人永久居留身份证，请把证件种类改过来"))
    region = regions.find(number[:6])
    if region is None:
        raise IdentityError(_("身份证号开头两位不是省份代码，请照证件核对前六位"))
    born = check_birth_date(number[6:14] if len(number) == 18 else f"19{number[6:12]}")
    if len(number) == 15:
        seventeen = f"{number[:6]}19{number[6:]}"
        number = seventeen + check_character(seventeen)
    refuse_wrong_check_character(number)
    return ResidentID(number, region.code, region.name, region.known, born, sex_of(number))


def _refuse_wrong_shape(number: str) -> None:
    if not number:
        raise IdentityError(_("请填身份证号，照证件上的写"))
    if len(number) not in {15, 18}:
        raise IdentityError(_("身份证号是18位，老证是15位，现在是%(count)d位，请照证件核对") % {"count": len(number)})
    if not NUMBER.fullmatch(number):
        raise IdentityError(_("身份证号只有数字，第18位可以是X，请照证件核对"))


def check_birth_date(digits: str) -> date:
    """The date of YYYYMMDD. Raises IdentityError when the day does not exist, lies ahead, or 130 years back."""
    today = timezone.localdate()
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise IdentityError(_("证件号里的出生日期没有这一天，请照证件核对中间的出生日期")) from None
    if born > today:
        raise IdentityError(_("证件号里的出生日期还没到，请照证件核对中间的出生日期"))
    if born.year < today.year - OLDEST_YEARS:
        raise IdentityError(_("证件号里的出生年份太早，请照证件核对中间的出生日期"))
    return born


def refuse_wrong_check_character(number18: str) -> None:
    """Raises IdentityError when one character of the 18 was mistyped or two neighbours were swapped."""
    if check_character(number18[:17]) != number18[17]:
        raise IdentityError(_("证件号最后一位对不上，多半是有一位看错了，请照证件逐位核对"))


def sex_of(number18: str) -> str:
    """ "male" for an odd 17th digit, "female" for an even one (GB 11643-1999)."""
    return "male" if int(number18[16]) % 2 else "female"
