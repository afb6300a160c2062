"""What a list may show of a name, a number and a telephone (domain.md § 15.1).

No mask shows the end of an ID number: whoever knows birthday and county has only 500 guesses for it.
"""

import re

from parties.identity.names import HAN, MIDDLE_DOT

STARS_OF_ID = 11
# A character with the variation selectors and marks that belong to it.
CLUSTER = re.compile("(?s:.)[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
HAN_ONLY = re.compile(f"[{HAN}]+")


def mask_name(name: str) -> str:
    """王*明, 陈*, 欧**明, 阿***·买**, I*** P***; never more than three stars in a row, so length tells nothing."""
    clusters = CLUSTER.findall(name)
    if len(clusters) < 2:
        return "*" * len(clusters)
    if HAN_ONLY.fullmatch(name):
        last = clusters[-1] if len(clusters) > 2 else ""
        return clusters[0] + _stars(len(clusters) - (2 if last else 1)) + last
    return "".join(
        part if part in {" ", MIDDLE_DOT} else _initial(part) for part in re.split(f"([ {MIDDLE_DOT}])", name) if part
    )


def _initial(part: str) -> str:
    clusters = CLUSTER.findall(part)
    return clusters[0] + _stars(max(len(clusters) - 1, 1))


def _stars(hidden: int) -> str:
    return "*" * min(hidden, 3)


def mask_id(number: str) -> str:
    """460***********: three characters of an 18-digit number, one of a shorter one, and always eleven stars."""
    if not number:
        return ""
    return number[: 3 if len(number) >= 15 else 1] + "*" * STARS_OF_ID


def mask_phone(phone: str) -> str:
    """138****8000, 0898-****0000, +852****4567."""
    if not phone:
        return ""
    number = phone.partition("转")[0]
    area, dash, local = number.rpartition("-")
    if dash:
        return f"{area}-****{local[-4:]}"
    return f"{number[: 4 if number.startswith('+') else 3]}****{number[-4:]}"
