"""Papers of people without a resident ID: permits for Hong Kong, Macao and Taiwan, passports, residence cards."""

import re

from django.utils.translation import gettext as _

from parties.identity import regions
from parties.identity.errors import IdentityError
from parties.identity.resident import check_birth_date, check_resident_id, refuse_wrong_check_character
from parties.identity.typed import compact

# 公安部出入境管理局, 10 March 2010: H or M and 8 digits for life; older cards add 2 digits that count the issues.
HK_MACAO_PERMIT = re.compile(r"[HM][0-9]{8}([0-9]{2})?")
# Since 25 September 2008 8 digits for life; older ones add 2 digits that count the issues and a sign of the office.
TAIWAN_PERMIT = re.compile(r"[0-9]{8}([0-9]{2}[A-Z0-9]?)?")
PASSPORT = re.compile(r"(?=[A-Z]*[0-9])[A-Z0-9]{5,12}")
FOREIGN_RESIDENCE_2004 = re.compile(r"[A-Z]{3}[0-9]{12}")
# 国家移民管理局, in force 1 December 2023: 9, place applied at, nationality, date of birth, order, check character.
FOREIGN_RESIDENCE_2023 = re.compile(r"9[0-9]{16}[0-9X]")
RESIDENCE_PERMIT_LENGTH = 18


def check_hk_macao_permit(text: str) -> str:
    """A 港澳居民来往内地通行证, or a residence permit's 18 digits that begin with 81 or 82. Raises IdentityError."""
    number = compact(text)
    if len(number) == RESIDENCE_PERMIT_LENGTH and number[:6] in {"810000", "820000"}:
        return check_resident_id(number).number18
    if not HK_MACAO_PERMIT.fullmatch(number):
        raise IdentityError(_("港澳居民的通行证号是H或M加8位数字，居住证号是18位数字，请照证件核对"))
    return number


def check_taiwan_permit(text: str) -> str:
    """A 台湾居民来往大陆通行证, or a residence permit's 18 digits that begin with 83. Raises IdentityError."""
    number = compact(text, without="()")
    if len(number) == RESIDENCE_PERMIT_LENGTH and number[:6] == "830000":
        return check_resident_id(number).number18
    if not TAIWAN_PERMIT.fullmatch(number):
        raise IdentityError(_("台湾居民的通行证号是8位数字，居住证号是18位数字，请照证件核对"))
    return number


def check_passport(text: str) -> str:
    """A passport number, Chinese or foreign: 5 to 12 letters and digits, at least one digit. Raises IdentityError."""
    number = compact(text)
    if not PASSPORT.fullmatch(number) or number.isalpha():
        raise IdentityError(_("护照号是5到12位字母和数字，在有照片那一页的右上角，请照护照核对"))
    return number


def check_foreign_residence(text: str) -> str:
    """An 外国人永久居留身份证: 3 letters and 12 digits, or since December 2023 18 digits that begin with 9."""
    number = compact(text)
    if FOREIGN_RESIDENCE_2004.fullmatch(number):
        return number
    if not FOREIGN_RESIDENCE_2023.fullmatch(number):
        raise IdentityError(_("永久居留身份证号是9开头的18位，老证是3个字母加12位数字，请照证件核对"))
    if number[1:3] not in regions.PROVINCES:
        raise IdentityError(_("永久居留身份证号第2、3位不是省份代码，请照证件核对"))
    check_birth_date(number[6:14])
    refuse_wrong_check_character(number)
    return number
